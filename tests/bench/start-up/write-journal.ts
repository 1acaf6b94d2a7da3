import { SYSTEM_ACTOR } from '../../../server/access/actor.table.ts';
import { appendFacts } from '../../../server/journal/append.ts';
import type { NewFact } from '../../../server/journal/fact-row.ts';
import { openJournalKey } from '../../../server/journal/open-journal-key.ts';
import { DAY } from '../../../shared/practice/instant.ts';
import type { BenchServer } from '../bench-server.ts';

const BATCH = 5_000;
/** Over which the facts are spread. */
const SPAN = 365 * DAY;
const GPS = { expected: 6, offSick: 1, away: 0, locums: 1 };

/** What people of a branch say by turns. */
function contentOf(turn: number): Pick<Extract<NewFact, { kind: 'report' }>, 'it' | 'gps' | 'note' | 'confirm'> {
  const isDown = turn % 7 === 0;
  if (turn % 4 === 0) return { it: { internet: isDown ? 'down' : 'working', phones: 'working' } };
  if (turn % 4 === 1) return { gps: { ...GPS, offSick: turn % 3 } };
  if (turn % 4 === 2) return { note: `Said at turn ${turn}.` };
  return { confirm: true };
}

/** Appends so many reports by the product's own writer, each with its evidence, up to this moment. */
export async function writeJournal(
  { db, folder, now }: BenchServer,
  branches: readonly string[],
  count: number,
  say: (line: string) => void,
): Promise<void> {
  const key = await openJournalKey({ dataDir: folder, journalKey: null });
  const end = now();
  for (let written = 0; written < count; written += BATCH) {
    const facts = Array.from({ length: Math.min(BATCH, count - written) }, (_, index): NewFact => {
      const place = written + index;
      const branch = branches[place % branches.length] ?? '';
      const at = end - Math.floor((SPAN * (count - place)) / count);
      const said = contentOf(Math.floor(place / branches.length));
      return { kind: 'report', branch, at, actor: SYSTEM_ACTOR, onBehalf: true, ...said };
    });
    await db.transaction().execute((trx) => appendFacts(trx, key, facts, end));
    if (written % 100_000 === 0) say(`wrote ${written + facts.length} of ${count}`);
  }
}
