import type { Board } from '../../shared/board/board.ts';
import { boardTime } from '../../shared/board/board-time.ts';
import { type Audience, lastBoundary, nextBoundary } from '../../shared/board/boundaries.ts';
import { EMPTY_BOARD, foldFacts } from '../../shared/board/fold.ts';
import { derivePicture, type Picture } from '../../shared/board/picture.ts';
import type { Fact } from '../../shared/facts/fact.ts';
import { type Instant, SECOND } from '../../shared/practice/instant.ts';
import { partOfBoard } from '../../shared/views/board-part.ts';
import { partsLacking } from '../../shared/views/parts-lacking.ts';
import { toPublicBoard, type ViewIdentity } from '../../shared/views/public-board.ts';
import { toStaffBoard } from '../../shared/views/staff-board.ts';
import type { PublicBoard } from '../../shared/wire/public-board.ts';
import type { StaffBoard } from '../../shared/wire/staff-board.ts';
import type { Cancel, Clock, Moment } from '../platform/clock.ts';
import { serialisePublic, serialiseStaff } from './serialise.ts';
import type { FrameTimes } from './view-frames.ts';
import { createViewStream, type ViewKind, type ViewStream } from './view-stream.ts';

/** A burst of facts goes out as one frame: after a change the next one waits this long. */
const COALESCE_MS = 80;

/** The board in memory, as of the last time the journal was read. */
export interface CurrentBoard {
  readonly publicStream: ViewStream<PublicBoard>;
  readonly staffStream: ViewStream<StaffBoard>;
  /** As of the last check; it may wait to be published with the rest of a burst. */
  board(): Board;
  /** Of the journal that `board` was read in. */
  epoch(): string;
  /** When the journal's head was last read of which everything is published. */
  checkedAt(): Instant;
  /** Folds the next facts in. They are shown with the check that follows them, never half of what was read. */
  take(facts: readonly Fact[]): void;
  /**
   * The journal was read to its end at `readAt`: what was taken is published, at once or with the rest of a burst. What
   * could not be published is tried again here; until it is, `checkedAt` stands, so that pages tell their age.
   */
  checked(readAt: Moment): void;
  /** Forgets everything: it is another journal, after a restore or a repair. Its facts follow. */
  restart(epoch: string): void;
  /** Publishes what the clock has changed. */
  look(): void;
  stop(): void;
}

const PUBLIC: ViewKind<PublicBoard> = {
  audience: 'public',
  derive: toPublicBoard,
  serialise: serialisePublic,
  partOf: partOfBoard,
  partsLacking,
};
const STAFF: ViewKind<StaffBoard> = { audience: 'staff', derive: toStaffBoard, serialise: serialiseStaff };

function branchOf(fact: Fact): string | null {
  if (fact.kind === 'branch') return fact.branch.slug;
  return 'branch' in fact ? fact.branch : null;
}

/** A board, and the life of the journal it was read in. */
interface Read {
  readonly board: Board;
  readonly epoch: string;
}

/** When the journal was read to its end, by both clocks. */
interface Check {
  readonly at: Instant;
  readonly moment: Moment;
}

/** A board as an audience looks at it. */
interface Look {
  readonly time: Instant;
  readonly picture: Picture;
  readonly identity: ViewIdentity;
  /** When the clock may change it. */
  readonly until: Instant;
}

function lookAt({ board, epoch }: Read, now: Instant, audience: Audience, other?: Look): Look {
  const time = boardTime(board, now, audience);
  return {
    time,
    picture: other?.time === time ? other.picture : derivePicture(board, time),
    identity: {
      epoch,
      position: { seq: audience === 'public' ? board.publicSeq : board.seq, edge: lastBoundary(board, time, audience) },
    },
    until: nextBoundary(board, time, audience),
  };
}

/** Holds `start` and moves on with what it is given and with the clock. */
export function createCurrentBoard(clock: Clock, start: Board, epoch: string, readAt: Moment): CurrentBoard {
  /** What was published last. */
  let shown: Read = { board: start, epoch };
  let shownCheck = checkOf(readAt);
  /** What is to be published: it was read to the journal's end. */
  let due = shown;
  let dueCheck = shownCheck;
  /** What was read since the last check. */
  let read = shown;
  /** Whether the last publishing went well to its end. */
  let stands = true;
  let publishedAt = clock.now();
  /** The newest last. */
  const spokenOf = new Set<string>();
  let waiting: Cancel | null = null;

  let patients = lookAt(shown, publishedAt, 'public');
  let staff = lookAt(shown, publishedAt, 'staff', patients);
  const times = () => timesOf(shownCheck);
  const publicStream = createViewStream(PUBLIC, times, patients.picture, patients.identity);
  const staffStream = createViewStream(STAFF, times, staff.picture, staff.identity);

  function checkOf(moment: Moment): Check {
    return { at: clock.now() - Math.round(clock.monotonic() - moment), moment };
  }

  function timesOf({ at, moment }: Check): FrameTimes {
    const now = clock.now();
    // A clock that was set back would make the truth look young. In whole seconds: no two clocks go quite evenly.
    const setBy = Math.round((now - at - (clock.monotonic() - moment)) / SECOND) * SECOND;
    return { now, checkedAt: at + Math.min(0, setBy) };
  }

  function publish(): void {
    waiting?.();
    waiting = null;
    stands = false;
    const now = clock.now();
    const stamps = timesOf(dueCheck);
    const spoken = [...spokenOf];
    patients = lookAt(due, now, 'public');
    staff = lookAt(due, now, 'staff', patients);
    // Staff and wallboards are few and served first; what goes wrong for them must not keep the truth from patients.
    try {
      staffStream.publish(staff.picture, staff.identity, spoken, stamps);
    } finally {
      publicStream.publish(patients.picture, patients.identity, spoken, stamps);
    }
    if (read === due) spokenOf.clear();
    shown = due;
    shownCheck = dueCheck;
    publishedAt = now;
    stands = true;
  }

  /** For timers, which have nobody to tell: the next check tries again, and tells. */
  function tryPublish(): void {
    try {
      publish();
    } catch {
      stands = false;
    }
  }

  function publishSoon(): void {
    // At most the whole window: the wall clock may have been set back meanwhile.
    const wait = Math.min(COALESCE_MS, publishedAt + COALESCE_MS - clock.now());
    if (wait <= 0) publish();
    else waiting ??= clock.after(wait, tryPublish);
  }

  function look(): void {
    const now = clock.now();
    const isPast = ({ until }: Look, audience: Audience) => boardTime(shown.board, now, audience) >= until;
    // A clock that was set back must not leave the page in the future until it has caught up.
    if (isPast(patients, 'public') || isPast(staff, 'staff') || now < publishedAt) tryPublish();
  }

  const looking = clock.every(SECOND, look);
  return {
    publicStream,
    staffStream,
    board: () => due.board,
    epoch: () => due.epoch,
    checkedAt: () => times().checkedAt,
    take(facts) {
      read = { board: foldFacts(read.board, facts), epoch: read.epoch };
      for (const slug of facts.map(branchOf)) {
        if (slug === null) continue;
        spokenOf.delete(slug);
        spokenOf.add(slug);
      }
    },
    checked(readAtNow) {
      due = read;
      dueCheck = checkOf(readAtNow);
      if (due === shown && stands) shownCheck = dueCheck;
      else publishSoon();
    },
    restart(otherEpoch) {
      read = { board: EMPTY_BOARD, epoch: otherEpoch };
      spokenOf.clear();
    },
    look,
    stop() {
      waiting?.();
      looking();
    },
  };
}
