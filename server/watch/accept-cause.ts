import type { Transaction } from 'kysely';
import { foldFacts } from '../../shared/board/fold.ts';
import type { CauseKey } from '../../shared/contact/cause-record.ts';
import { acceptShared } from '../../shared/contact/decide-causes.ts';
import { toIso } from '../../shared/practice/instant.ts';
import type { StoredAnswer } from '../../shared/wire/incident.ts';
import { CHECKS_SAY } from '../../shared/words/automatic-checks.ts';
import type { Actor } from '../access/access.ts';
import { requireRight } from '../access/require-right.ts';
import { noteFacts } from '../audit/note-facts.ts';
import type { CurrentBoard } from '../board/current-board.ts';
import { lockJournal } from '../journal/append.ts';
import type { JournalWriter } from '../journal/journal-writer.ts';
import { readFactsAfter } from '../journal/read.ts';
import type { Database, Db } from '../platform/database.types.ts';
import { AppError } from '../platform/errors.ts';
import { sceneOf } from './draft-facts.ts';
import { openDesk } from './incident-desk.ts';
import { type KeptWatch, toKeptWatch } from './kept-watch.ts';
import { sayOfCauses } from './say-of-causes.ts';
import { keepPass, lockPasses, readPassRow, readState } from './watch.queries.ts';

export interface AcceptDeps {
  readonly db: Db;
  readonly journal: JournalWriter;
  readonly board: Pick<CurrentBoard, 'board'>;
}

export interface Accepted {
  /** 200: it is one incident already. */
  readonly status: 200 | 201;
  readonly answer: StoredAnswer;
}

async function requireKept(trx: Transaction<Database>): Promise<KeptWatch> {
  const kept = toKeptWatch((await readState(trx)).state);
  if (!kept) throw nothingOffered();
  return kept;
}

function nothingOffered(): AppError {
  return new AppError('not-found', { detail: CHECKS_SAY.nothingOffered });
}

/** Makes one incident of the branches that fail for a cause, as was offered. Throws `not-found` when it is not offered. */
export async function acceptCause({ db, journal, board }: AcceptDeps, actor: Actor, cause: string): Promise<Accepted> {
  return db
    .transaction()
    .setIsolationLevel('read committed')
    .execute(async (trx) => {
      const now = await journal.stampOf(trx);
      await requireRight(trx, actor.id, 'operations', now);
      await lockPasses(trx);
      const { version } = await readPassRow(trx);
      const kept = await requireKept(trx);
      const key = cause as CauseKey;
      const known = kept.incidents.shared[key];
      const head = await lockJournal(trx);
      if (known) return { status: 200, answer: { seq: head.seq, at: toIso(now), incident: known.incident } };
      const offered = kept.causes[key]?.offered.length ?? 0;
      const { causes, actions } = acceptShared(kept.causes, key, now);
      if (offered === 0 || actions.length === 0) throw nothingOffered();

      const before = board.board();
      const folded = foldFacts(before, await readFactsAfter(trx, before.seq, Math.max(0, head.seq - before.seq)));
      const desk = openDesk(folded, head.seq + 1, actor.id);
      const shared = sayOfCauses(desk, kept.incidents.shared, actions, sceneOf(folded, { ...kept, causes }, now));
      const facts = await journal.append(trx, desk.facts, now);
      await noteFacts(trx, actor, facts, now);
      const incidents = { ...kept.incidents, shared };
      await keepPass(trx, version, { passAt: null, state: { ...kept, causes, incidents } });
      const incident = shared[key]?.incident ?? null;
      return { status: 201, answer: { seq: facts.at(-1)?.seq ?? head.seq, at: toIso(now), incident } };
    });
}
