import { parseArgs } from 'node:util';
import { anchorsFile, readAnchors } from '../journal/anchors.ts';
import { requireJournalKey } from '../journal/open-journal-key.ts';
import { verifyJournal } from '../journal/verify-journal.ts';
import { readProcessConfig } from '../platform/config.ts';
import { runCommand } from './run-command.ts';
import { openForCommand } from './with-database.ts';

const HELP = `npm run verify-journal

Reads the whole journal and checks its evidence: that every fact is what was written, that none is missing, and that it
reaches as far as it once did, by the anchors in DATA_DIR. Names the first fact that is not, and exits with 1.
Safe while a server runs.
`;

await runCommand(async (stopping) => {
  const { values } = parseArgs({ options: { help: { type: 'boolean' } } });
  if (values.help) return void process.stdout.write(HELP);
  const config = readProcessConfig();
  const key = await requireJournalKey(config);
  // Before the journal: it may go on meanwhile.
  const anchors = await readAnchors(anchorsFile(config));
  const { db } = await openForCommand(stopping);
  const verdict = await db
    .transaction()
    .setIsolationLevel('repeatable read')
    .setAccessMode('read only')
    .execute((trx) => verifyJournal(trx, key, anchors));
  if (!verdict.whole) {
    const fact = verdict.seq === null ? '' : ` from fact ${verdict.seq} on`;
    throw new Error(`The journal is not whole${fact}: ${verdict.fault}.`);
  }
  const compared = anchors.filter(({ epoch }) => epoch === verdict.epoch).length;
  process.stdout.write(`The journal is whole: ${verdict.seq} facts, compared with ${compared} anchors.\n`);
  if (verdict.renamed > 0) {
    process.stdout.write(`${verdict.renamed} of those who spoke have another name now than they had then.\n`);
  }
  process.stdout.write(`Epoch ${verdict.epoch}, evidence ${verdict.hash}\n`);
});
