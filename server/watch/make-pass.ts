import type { Board } from '../../shared/board/board.ts';
import { foldFacts } from '../../shared/board/fold.ts';
import { restartWatch } from '../../shared/contact/watch-branches.ts';
import type { Fact } from '../../shared/facts/fact.ts';
import type { CurrentBoard } from '../board/current-board.ts';
import { draftFacts, hasNews } from './draft-facts.ts';
import { isWorthKeeping } from './is-worth-keeping.ts';
import { judgePass, type PassInput } from './judge-pass.ts';
import { beginWatch, type KeptWatch } from './kept-watch.ts';
import type { PassStore, PassTransaction } from './pass-store.ts';
import type { LockedRow } from './watch.queries.ts';

export interface PassDeps {
  readonly store: PassStore;
  readonly board: Pick<CurrentBoard, 'board' | 'epoch'>;
}

/** What the instance that makes a pass brings to it. */
export interface PassPlan extends Pick<PassInput, 'now' | 'sight' | 'heard' | 'senders'> {
  /** The passes that it has seen: it makes the next one, or none. */
  readonly version: number;
  /** What it holds of the passes so far, and what of that is written down. */
  readonly held: Held | null;
  /** No instance was there to make passes until now. */
  readonly restarted: boolean;
}

export interface Held {
  readonly kept: KeptWatch;
  readonly written: KeptWatch;
}

export interface MadePass {
  readonly version: number;
  /** `state` was written with it. */
  readonly changed: boolean;
  readonly held: Held;
}

/** Facts read at a time. */
const BATCH = 1_000;

async function readAfter(trx: PassTransaction, seq: number, until: number): Promise<readonly Fact[]> {
  const facts: Fact[] = [];
  for (let from = seq; from < until; from = facts.at(-1)?.seq ?? until) {
    const read = await trx.factsAfter(from, Math.min(BATCH, until - from));
    if (read.length === 0) break;
    facts.push(...read);
  }
  return facts;
}

function startOf({ held, restarted, now }: PassPlan, row: LockedRow, board: Board): KeptWatch {
  const kept = held?.kept;
  if (kept?.epoch !== row.epoch) return beginWatch(board, row.epoch, now);
  return restarted ? { ...kept, watch: restartWatch(kept.watch, now) } : kept;
}

/**
 * Makes the next pass, when no other instance has or does: judges by what was kept, appends the facts of it and keeps
 * what follows, all in one transaction. null: it was not this one's turn, or the board is not of this journal yet.
 */
export async function makePass(deps: PassDeps, plan: PassPlan): Promise<MadePass | null> {
  return deps.store.inTransaction(async (trx) => {
    const row = await trx.tryLock();
    if (!row || row.version !== plan.version || deps.board.epoch() !== row.epoch) return null;
    return judge(trx, deps.board.board(), plan, row);
  });
}

async function judge(trx: PassTransaction, known: Board, plan: PassPlan, row: LockedRow): Promise<MadePass> {
  const { now, sight, heard, senders } = plan;
  const start = startOf(plan, row, known);
  const read = await readAfter(trx, Math.min(start.seen, known.seq), row.seq);
  const facts = read.filter(({ seq }) => seq > start.seen);
  const board = foldFacts(known, read);
  const judged = judgePass(start, { now, sight, heard, senders, board, facts });
  let { kept } = judged;
  if (hasNews(judged)) {
    const head = await trx.lockJournal();
    // What others wrote meanwhile is heard by the next pass, but what is written stands on it.
    const meanwhile = await readAfter(trx, row.seq, head.seq);
    const drafted = draftFacts(judged, foldFacts(board, meanwhile), head.seq + 1, now);
    const at = Math.max(await trx.stamp(), ...drafted.facts.map((fact) => fact.at));
    const written = await trx.append(drafted.facts, at);
    if (written[0] && written[0].seq !== head.seq + 1) throw new Error('the journal gave a fact another place');
    kept = meanwhile.length > 0 ? drafted.kept : { ...drafted.kept, seen: head.seq + written.length };
  }
  const written = plan.held?.written ?? null;
  const changed = isWorthKeeping(written, kept);
  await trx.keep(plan.version, { passAt: now, state: changed ? kept : null });
  return { version: plan.version + 1, changed, held: { kept, written: changed || !written ? kept : written } };
}
