import { SECOND } from '../practice/instant.ts';
import { comparePositions, type ViewPosition } from '../wire/position.ts';
import type { LiveBoardBody, LiveFrame } from './frame.ts';

/** Where a client stands. Times here are the client's own steady clock, in ms. */
export interface FollowState {
  readonly epoch: string;
  readonly position: ViewPosition;
  /** The newest position a tick told of that is not reached, and since when one was ahead. */
  readonly ahead: { readonly position: ViewPosition; readonly since: number } | null;
}

/**
 * What to do with a frame: `replace` the board, `apply` the change, take it as `proof` that the board at hand is
 * the newest, `ignore` it, `wait` for what must follow, or `reconnect` and ask for the whole board.
 */
export type FollowAction = 'replace' | 'apply' | 'proof' | 'ignore' | 'wait' | 'reconnect' | 'leave';

export interface Followed {
  readonly state: FollowState;
  readonly action: FollowAction;
}

/** A tick may overtake the change it tells of, but not for longer than this. */
export const AHEAD_AT_MOST_MS = SECOND;

/** The state of a client that holds the board of this epoch and position. */
export function followFrom(epoch: string, position: ViewPosition): FollowState {
  return { epoch, position, ahead: null };
}

/** The client rule of the contract. `receivedAt` is the client's steady clock. */
export function followFrame(state: FollowState, frame: LiveFrame<LiveBoardBody>, receivedAt: number): Followed {
  switch (frame.t) {
    case 'bye':
      return { state, action: 'leave' };
    case 'board':
      return isOfOneBehind(state, frame)
        ? { state, action: 'reconnect' }
        : { state: followFrom(frame.epoch, frame.position), action: 'replace' };
    case 'change':
      return frame.epoch === state.epoch ? followChange(state, frame) : { state, action: 'wait' };
    case 'tick':
      return frame.epoch === state.epoch ? followTick(state, frame.position, receivedAt) : { state, action: 'wait' };
  }
}

/** True when a tick has been ahead of the board at hand for too long: a change was lost. */
export function isLeftBehind(state: FollowState, now: number): boolean {
  return state.ahead !== null && now - state.ahead.since > AHEAD_AT_MOST_MS;
}

/**
 * A journal never loses a fact in one life, so a server that knows fewer of them than the page cannot read it at present.
 * The edge may be earlier: clocks are set back.
 */
function isOfOneBehind(
  state: FollowState,
  { epoch, position }: { readonly epoch: string; readonly position: ViewPosition },
) {
  return epoch === state.epoch && position.seq < state.position.seq;
}

function followChange(
  state: FollowState,
  frame: { readonly position: ViewPosition; readonly prev: ViewPosition },
): Followed {
  if (comparePositions(frame.position, state.position) <= 0) return { state, action: 'ignore' };
  if (comparePositions(frame.prev, state.position) !== 0) return { state, action: 'reconnect' };
  const reached = state.ahead === null || comparePositions(state.ahead.position, frame.position) <= 0;
  return {
    state: { epoch: state.epoch, position: frame.position, ahead: reached ? null : state.ahead },
    action: 'apply',
  };
}

function followTick(state: FollowState, position: ViewPosition, receivedAt: number): Followed {
  const order = comparePositions(position, state.position);
  if (order === 0) return { state: { ...state, ahead: null }, action: 'proof' };
  if (order < 0) return { state, action: 'reconnect' };
  const following = { ...state, ahead: { position, since: state.ahead?.since ?? receivedAt } };
  return { state: following, action: isLeftBehind(following, receivedAt) ? 'reconnect' : 'wait' };
}
