import fastJsonStringify from 'fast-json-stringify';
import { SECOND } from '../../shared/practice/instant.ts';
import { StaffWatch } from '../../shared/wire/staff-watch.ts';
import type { CurrentBoard } from '../board/current-board.ts';
import { encodeTextFrame } from '../live/frame-encoding.ts';
import type { LiveAside } from '../live/live-source.ts';
import type { Clock } from '../platform/clock.ts';
import type { Evaluator } from './evaluator.ts';
import { toStaffWatch, urgentText } from './to-staff-watch.ts';

/** A turn of ticks shares one frame. */
const SHARED_FOR = SECOND;

const toText = fastJsonStringify(StaffWatch);

/** What staff pages are told of the automatic checks beside the board: with each tick, and at once when it matters. */
export function createWatchAside(
  evaluator: Pick<Evaluator, 'seen' | 'now' | 'onLook'>,
  board: Pick<CurrentBoard, 'board'>,
  clock: Clock,
): LiveAside {
  const listeners = new Set<(frame: Buffer) => void>();
  let made: { readonly at: number; readonly frame: Buffer } | null = null;
  let told = '';

  const read = () => toStaffWatch(evaluator.seen(), board.board(), evaluator.now());
  const encode = (watch: StaffWatch) => encodeTextFrame(`{"t":"watch","watch":${toText(watch)}}`);

  evaluator.onLook(() => {
    const urgent = urgentText(evaluator.seen(), board.board(), evaluator.now());
    if (urgent === told) return;
    told = urgent;
    made = { at: clock.monotonic(), frame: encode(read()) };
    for (const listener of listeners) listener(made.frame);
  });

  return {
    frame() {
      if (!made || clock.monotonic() - made.at >= SHARED_FOR) made = { at: clock.monotonic(), frame: encode(read()) };
      return made.frame;
    },
    subscribe(listener) {
      listeners.add(listener);
      return () => listeners.delete(listener);
    },
  };
}
