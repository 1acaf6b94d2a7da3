import type { LiveBoardBody } from '../../../shared/live/frame.ts';
import type { SocketEvents } from '../../../web/live/environment.ts';
import type { LiveBoard } from '../../../web/live/live-board.ts';
import type { Sabotage } from './sabotage.ts';

/** Hands the frames to the page as a page would take them whose rule is broken. */
export function breakFrames(
  events: SocketEvents,
  { followsBlindly, ignoresTicks }: Sabotage,
  live: () => LiveBoard<LiveBoardBody> | null,
): SocketEvents {
  if (!followsBlindly && !ignoresTicks) return events;
  return {
    ...events,
    onMessage(data) {
      const frame = JSON.parse(String(data));
      const board = live()?.view().board;
      if (board && followsBlindly && frame.t === 'change') frame.prev = { seq: board.seq, edge: board.edge };
      if (board && ignoresTicks && frame.t === 'tick') Object.assign(frame, { seq: board.seq, edge: board.edge });
      events.onMessage(JSON.stringify(frame));
    },
  };
}
