import { parseArgs } from 'node:util';
import { importPractice } from '../export/import-practice.ts';
import { addAnchor, anchorsFile, readAnchor } from '../journal/anchors.ts';
import { installJournalKey } from '../journal/open-journal-key.ts';
import { systemClock } from '../platform/clock.ts';
import { readProcessConfig } from '../platform/config.ts';
import { migrateToLatest } from '../platform/migrate.ts';
import { runCommand } from './run-command.ts';
import { openForCommand } from './with-database.ts';

const HELP = `npm run import -- FILE [--replace-sample]

Puts all that "npm run export" wrote into a database without a practice: everything or nothing. It checks the evidence of
the journal, puts the key that seals it into DATA_DIR/keys, and gives the journal a new epoch, so that open pages load
the board anew. Everybody signs in again.

  --replace-sample   the sample practice of a first start counts as none, and is replaced
`;

await runCommand(async (stopping) => {
  const { values, positionals } = parseArgs({
    options: { 'replace-sample': { type: 'boolean', default: false }, help: { type: 'boolean' } },
    allowPositionals: true,
  });
  if (values.help) return void process.stdout.write(HELP);
  const [file, ...more] = positionals;
  if (file === undefined || more.length > 0) throw new Error('Name one file: npm run import -- FILE');
  const config = readProcessConfig();
  const { db } = await openForCommand(stopping);
  await migrateToLatest(db);
  const { epoch, seq, madeAt } = await importPractice(db, {
    file,
    replaceSample: values['replace-sample'],
    installKey: (key) => installJournalKey(config, key),
  });
  const anchor = await readAnchor(db, systemClock.now());
  if (anchor) await addAnchor(anchorsFile(config), anchor);
  process.stdout.write(`Imported ${seq} facts, as they were at ${madeAt}. Their evidence is whole.\n`);
  process.stdout.write(`The new epoch is ${epoch}. A server that runs must be started again.\n`);
});
