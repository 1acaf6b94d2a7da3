import { parseBoard, parseInstant } from '../../shared/live/parse-frame.ts';
import { type Instant, SECOND } from '../../shared/practice/instant.ts';
import { PATHS } from '../../shared/wire/paths.ts';
import type { StaffBoard } from '../../shared/wire/staff-board.ts';
import type { PollAnswer } from '../live/environment.ts';
import { createSteadyClock } from '../live/steady-clock.ts';
import type { StaffEnvironment } from './environment.ts';

/** A board as it came by HTTP, with the times that the server told beside it. */
export interface FirstBoard {
  readonly board: StaffBoard;
  readonly now: Instant;
  readonly checkedAt: Instant;
}

const ANSWER_WITHIN_MS = 10 * SECOND;

async function toFirstBoard(answer: PollAnswer, took: () => number): Promise<FirstBoard | null> {
  const board = parseBoard<StaffBoard>(await answer.json());
  const checkedAt = parseInstant(answer.header('Checked-At'));
  if (!board || checkedAt === null) return null;
  // `Date` knows whole seconds only, and may lie before what it was sent with.
  const now = Math.max(parseInstant(answer.header('Date')) ?? checkedAt, checkedAt);
  // It was made at some moment since it was asked for, and the device may have slept in between.
  return { board, now: now + Math.round(took()), checkedAt };
}

/** Asks for the board once: `refused` when the session may not see it, null when nothing came that can be used. */
export async function fetchFirstBoard(environment: StaffEnvironment): Promise<FirstBoard | 'refused' | null> {
  const limit = new AbortController();
  const clock = createSteadyClock(environment);
  const askedAt = clock.elapsed();
  const cancelLimit = environment.after(ANSWER_WITHIN_MS, () => limit.abort());
  try {
    const answer = await environment.get(PATHS.staffBoard, {}, limit.signal);
    if (answer.status === 401 || answer.status === 403) return 'refused';
    return answer.status === 200 ? await toFirstBoard(answer, () => clock.elapsed() - askedAt) : null;
  } catch {
    return null;
  } finally {
    cancelLimit();
  }
}
