import type { Board } from '../../shared/board/board.ts';
import { boardTime } from '../../shared/board/board-time.ts';
import { type Audience, lastBoundary, nextBoundary } from '../../shared/board/boundaries.ts';
import { EMPTY_BOARD, foldFacts } from '../../shared/board/fold.ts';
import { derivePicture } from '../../shared/board/picture.ts';
import type { Fact } from '../../shared/facts/fact.ts';
import { type Instant, SECOND } from '../../shared/practice/instant.ts';
import { toPublicBoard, type ViewIdentity } from '../../shared/views/public-board.ts';
import { toStaffBoard } from '../../shared/views/staff-board.ts';
import type { PublicBoard } from '../../shared/wire/public-board.ts';
import type { StaffBoard } from '../../shared/wire/staff-board.ts';
import type { Cancel, Clock } from '../platform/clock.ts';
import { serialisePublic, serialiseStaff } from './serialise.ts';
import { createViewStream, type ViewKind, type ViewStream } from './view-stream.ts';

/** A burst of facts goes out as one frame: after a change the next one waits this long. */
const COALESCE_MS = 80;

/** The board in memory, as of the last time the journal was read. */
export interface CurrentBoard {
  readonly publicStream: ViewStream<PublicBoard>;
  readonly staffStream: ViewStream<StaffBoard>;
  board(): Board;
  /** When the journal's head was last read. */
  checkedAt(): Instant;
  /** Folds the next facts in. They are shown with the check that follows them, never half of what was read. */
  take(facts: readonly Fact[]): void;
  /** The journal was read to its end at `readAt`: what was taken is published, at once or with the rest of a burst. */
  checked(readAt: Instant): void;
  /** Forgets everything: it is another journal, after a restore or a repair. Its facts follow. */
  restart(epoch: string): void;
  /** Publishes what the clock has changed. */
  look(): void;
  stop(): void;
}

const PUBLIC: ViewKind<PublicBoard> = { audience: 'public', derive: toPublicBoard, serialise: serialisePublic };
const STAFF: ViewKind<StaffBoard> = { audience: 'staff', derive: toStaffBoard, serialise: serialiseStaff };

function branchOf(fact: Fact): string | null {
  if (fact.kind === 'practice') return null;
  return fact.kind === 'branch' ? fact.branch.slug : fact.branch;
}

/** A board, and the life of the journal it was read in. */
interface Read {
  readonly board: Board;
  readonly epoch: string;
}

function identityOf({ board, epoch }: Read, at: Instant, audience: Audience): ViewIdentity {
  const seq = audience === 'public' ? board.publicSeq : board.seq;
  return { epoch, position: { seq, edge: lastBoundary(board, at, audience) } };
}

/** Holds `start` and moves on with what it is given and with the clock. */
export function createCurrentBoard(clock: Clock, start: Board, epoch: string, readAt: Instant): CurrentBoard {
  let shown: Read = { board: start, epoch };
  /** What was read since the last check: it is shown when the journal's end was reached. */
  let read = shown;
  let checkedAt = readAt;
  let lookAgainAt = 0;
  let publishedAt: Instant = Number.NEGATIVE_INFINITY;
  let spokenOf: readonly string[] = [];
  let waiting: Cancel | null = null;

  const times = () => ({ now: clock.now(), checkedAt });
  const at = boardTime(start, clock.now());
  const picture = derivePicture(start, at);
  const publicStream = createViewStream(PUBLIC, times, picture, identityOf(shown, at, 'public'));
  const staffStream = createViewStream(STAFF, times, picture, identityOf(shown, at, 'staff'));

  function publish(): void {
    waiting?.();
    waiting = null;
    const time = boardTime(shown.board, clock.now());
    const pictured = derivePicture(shown.board, time);
    publicStream.publish(pictured, identityOf(shown, time, 'public'), spokenOf);
    staffStream.publish(pictured, identityOf(shown, time, 'staff'), spokenOf);
    if (read === shown) spokenOf = [];
    publishedAt = clock.now();
    lookAgainAt = nextBoundary(shown.board, time, 'staff');
  }

  function publishSoon(): void {
    // At most the whole window: the wall clock may have been set back meanwhile.
    const wait = Math.min(COALESCE_MS, publishedAt + COALESCE_MS - clock.now());
    if (wait <= 0) publish();
    else waiting ??= clock.after(wait, publish);
  }

  function look(): void {
    // A clock that was set back must not leave the page in the future until it has caught up.
    if (clock.now() >= lookAgainAt || clock.now() < publishedAt) publish();
  }

  publish();
  const looking = clock.every(SECOND, look);
  return {
    publicStream,
    staffStream,
    board: () => shown.board,
    checkedAt: () => checkedAt,
    take(facts) {
      read = { board: foldFacts(read.board, facts), epoch: read.epoch };
      spokenOf = [...spokenOf, ...facts.map(branchOf).filter((slug) => slug !== null)];
    },
    checked(readAtNow) {
      checkedAt = readAtNow;
      if (read === shown) return;
      shown = read;
      publishSoon();
    },
    restart(otherEpoch) {
      read = { board: EMPTY_BOARD, epoch: otherEpoch };
    },
    look,
    stop() {
      waiting?.();
      looking();
    },
  };
}
