import type { PlannedFact, PlannedWork } from '../facts/planned.ts';
import type { Instant } from '../practice/instant.ts';
import type { Board, PlannedRecord } from './board.ts';

/** Kept in the board, by when they were planned: far more than anybody plans at a time. */
const PLANNED_KEPT = 200;

/** The board with work that was planned or called off, in whatever order that is read. */
export function foldPlanned(board: Board, { planned: id, seq, work }: PlannedFact): Board {
  const known = board.planned.find((record) => record.id === id) ?? { id, work: null, calledOff: false };
  const record: PlannedRecord = {
    id,
    work: seq === id ? work : known.work,
    calledOff: known.calledOff || work === null,
  };
  const others = board.planned.filter((one) => one.id !== id);
  return { ...board, planned: [...others, record].sort((a, b) => a.id - b.id).slice(-PLANNED_KEPT) };
}

/** Work that is planned or under way, as it stands at one time. */
export interface StandingWork extends PlannedWork {
  readonly id: number;
  readonly isUnderWay: boolean;
}

/** What is not over and was not called off, the next first. */
export function standingWork({ planned }: Pick<Board, 'planned'>, now: Instant): readonly StandingWork[] {
  return planned
    .flatMap(({ id, work, calledOff }) =>
      work && !calledOff && now < work.to ? [{ id, ...work, isUnderWay: work.from <= now }] : [],
    )
    .sort((a, b) => a.from - b.from || a.id - b.id);
}

/** When planned work begins and ends: what pages say of it changes by itself. */
export function momentsOfWork({ planned }: Pick<Board, 'planned'>): readonly Instant[] {
  return planned.flatMap(({ work, calledOff }) => (work && !calledOff ? [work.from, work.to] : []));
}
