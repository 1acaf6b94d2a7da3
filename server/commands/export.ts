import { parseArgs } from 'node:util';
import { exportTarget } from '../export/export-name.ts';
import { exportPractice } from '../export/export-practice.ts';
import { addAnchor, anchorsFile } from '../journal/anchors.ts';
import { requireJournalKey } from '../journal/open-journal-key.ts';
import { systemClock } from '../platform/clock.ts';
import { readProcessConfig } from '../platform/config.ts';
import { runCommand } from './run-command.ts';
import { openForCommand } from './with-database.ts';

const HELP = `npm run export -- FILE|FOLDER

Writes all that the practice has into one file, as it is at this moment: the journal with its texts, people and their
rights, tokens, wallboards, and the key that seals the journal. Only sessions and codes of the moment stay behind. Keep
it as safe as the server: it holds what staff wrote. Safe while a server runs. "npm run import" puts it back.
`;

await runCommand(async (stopping) => {
  const { values, positionals } = parseArgs({ options: { help: { type: 'boolean' } }, allowPositionals: true });
  if (values.help) return void process.stdout.write(HELP);
  const [path, ...more] = positionals;
  if (path === undefined || more.length > 0) throw new Error('Name one file, or a folder: npm run export -- FILE');
  const config = readProcessConfig();
  const now = systemClock.now();
  const file = exportTarget(path, now);
  const key = await requireJournalKey(config);
  const { db } = await openForCommand(stopping);
  const { rows, verdict, anchor } = await exportPractice(db, { file, key, now });
  if (anchor) await addAnchor(anchorsFile(config), anchor);
  const total = Object.values(rows).reduce((sum, count) => sum + count, 0);
  process.stdout.write(`${file}: ${rows['fact'] ?? 0} facts and ${total - (rows['fact'] ?? 0)} other rows.\n`);
  if (!verdict.whole) {
    const where = verdict.seq === null ? '' : ` from fact ${verdict.seq} on`;
    throw new Error(`The journal is not whole${where}: ${verdict.fault}. An import would refuse this file.`);
  }
});
