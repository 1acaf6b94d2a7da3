import type { Audience } from '../../shared/board/boundaries.ts';
import type { Picture } from '../../shared/board/picture.ts';
import { SECOND } from '../../shared/practice/instant.ts';
import type { ViewIdentity } from '../../shared/views/public-board.ts';
import { comparePositions, type ViewPosition } from '../../shared/wire/position.ts';
import { encodeTextFrame } from '../live/frame-encoding.ts';
import type { Lacks, LiveSource } from '../live/live-source.ts';
import type { Serialise } from './serialise.ts';
import { boardFrame, boardJson, changeFrame, type FrameTimes, type PublishedView, tickFrame } from './view-frames.ts';

/** Change frames kept for pages that come back after a short absence. */
const FRAMES_KEPT = 256;
/** A rush of new pages shares one board frame; an older one would call the truth younger than it is. */
const BOARD_FRAME_AT_MOST_MS = SECOND;

/** One of the two views of the board: what it shows and how it becomes bytes. */
export interface ViewKind<B> {
  readonly audience: Audience;
  readonly derive: (picture: Picture, identity: ViewIdentity) => B;
  readonly serialise: Serialise<B>;
  /** What a page needs that shows a part of it; null when there is no such part, and the whole is meant. */
  readonly partOf?: (view: B, part: string) => B | null;
  /** The parts that hold something now which they did not hold before, and which did not change itself. */
  readonly partsLacking?: (before: B, after: B) => ReadonlySet<string>;
}

/** What is published, as a value that pages are rendered from. */
export interface Published<B> {
  readonly view: B;
  readonly epoch: string;
  readonly position: ViewPosition;
  /** The JSON of the board, made once per position. */
  readonly json: () => string;
  /** The JSON of one branch, null when there is none of that slug. */
  readonly branchJson: (slug: string) => string | null;
  /** The JSON of a part of the board, null when there is none of that name. */
  readonly partJson: (part: string) => string | null;
}

/** A view that moves on: the source of its live frames and of its pages. */
export interface ViewStream<B> extends LiveSource {
  published(): Published<B>;
  /**
   * Publishes the view of `picture` when its position moved; does nothing when it stands where it stood. `spokenOf` are
   * the branches that facts were about since the last time, the newest last; `at` is what the frames say of the time.
   * What throws leaves the stream where it stood.
   */
  publish(picture: Picture, identity: ViewIdentity, spokenOf: readonly string[], at: FrameTimes): void;
}

interface Step {
  readonly from: ViewPosition;
  readonly frame: Buffer;
  readonly lacks: Lacks | undefined;
}

/** Whole frames of boards, as long as they are good. */
interface BoardFrames {
  readonly of: PublishedView;
  readonly at: FrameTimes;
  /** By part; the whole under nothing. */
  readonly frames: Map<string | undefined, Buffer>;
}

function once<T>(make: () => T): () => T {
  let made: { readonly value: T } | null = null;
  return () => {
    made ??= { value: make() };
    return made.value;
  };
}

/** A stream that stands at `picture`. `times` gives the clock and the last time the journal was read. */
export function createViewStream<B>(
  kind: ViewKind<B>,
  times: () => FrameTimes,
  picture: Picture,
  identity: ViewIdentity,
): ViewStream<B> {
  const listeners = new Set<Parameters<LiveSource['subscribe']>[0]>();
  let current = publishedOf(picture, identity, undefined);
  let steps: readonly Step[] = [];
  let boards: BoardFrames | null = null;

  function publishedOf(pictured: Picture, at: ViewIdentity, before: PublishedView | undefined) {
    const view = kind.derive(pictured, at);
    const bytes: PublishedView = { ...kind.serialise(view, before), epoch: at.epoch, position: at.position };
    return {
      view,
      bytes,
      epoch: at.epoch,
      position: at.position,
      json: once(() => boardJson(bytes)),
      partJson: (part: string) => {
        const bytes = partBytes(part);
        return bytes && boardJson(bytes);
      },
      branchJson: (slug: string) => bytes.branches.texts[bytes.branches.slugs.indexOf(slug)] ?? null,
    };
  }

  /** The bytes of a part; null when there is none of that name. */
  function partBytes(part: string): PublishedView | null {
    const view = kind.partOf?.(current.view, part);
    return view ? { ...kind.serialise(view), epoch: current.epoch, position: current.position } : null;
  }

  function boardFrameOf(of: PublishedView, at: FrameTimes, part?: string): Buffer {
    const age = at.now - (boards?.at.now ?? 0);
    const isGood = boards?.of === of && boards.at.checkedAt === at.checkedAt && age >= 0;
    if (!boards || !isGood || age >= BOARD_FRAME_AT_MOST_MS) boards = { of, at, frames: new Map() };
    const known = boards.frames.get(part);
    if (known) return known;
    const bytes = part === undefined ? of : partBytes(part);
    // Names of no part are endless: they share what the whole is sent as.
    if (!bytes) return boardFrameOf(of, boards.at);
    const frame = encodeTextFrame(boardFrame(bytes, boards.at));
    boards.frames.set(part, frame);
    return frame;
  }

  return {
    at: () => ({ epoch: current.epoch, position: current.position }),
    board: (part) => boardFrameOf(current.bytes, times(), part),
    tick: () => encodeTextFrame(tickFrame(current.bytes, times())),
    since(position, part) {
      if (comparePositions(position, current.position) === 0) return [];
      const first = steps.findIndex((step) => comparePositions(step.from, position) === 0);
      const missed = first === -1 ? null : steps.slice(first);
      if (!missed || (part !== undefined && missed.some(({ lacks }) => lacks?.(part)))) return null;
      return missed.map(({ frame }) => frame);
    },
    subscribe(listener) {
      listeners.add(listener);
      return () => listeners.delete(listener);
    },
    published: () => current,
    publish(pictured, to, spokenOf, at) {
      const before = current;
      const moved = comparePositions(to.position, before.position);
      const sameLife = before.epoch === to.epoch;
      if (sameLife && moved === 0) return;
      const next = publishedOf(pictured, to, before.bytes);
      // No page follows a change to where it has been, as when a clock was set back: the board replaces what it has.
      const onwards = sameLife && moved > 0;
      const change = onwards ? changeFrame(before.bytes, next.bytes, spokenOf, at) : null;
      const frame = change === null ? boardFrameOf(next.bytes, at) : encodeTextFrame(change);
      const lacking = change === null ? null : kind.partsLacking?.(before.view, next.view);
      current = next;
      // A whole board may stand for a step as well.
      const lacks = lacking === null ? () => true : lacking?.size ? (part: string) => lacking.has(part) : undefined;
      steps = onwards ? [...steps, { from: before.position, frame, lacks }].slice(-FRAMES_KEPT) : [];
      for (const listener of listeners) listener(frame, lacks);
    },
  };
}
