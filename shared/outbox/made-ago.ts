import { type Instant, SECOND } from '../practice/instant.ts';

/** A moment on a device, by both of its clocks. */
export interface DeviceTime {
  /** Names one life of a page or worker: only within it can `monotonic` be compared. */
  readonly life: string;
  /** `performance.now()`: nobody sets it, but it may stand still while the device sleeps. */
  readonly monotonic: number;
  /** The device's own time of day: it may be wrong by years, and it may be set at any moment. */
  readonly wall: Instant;
}

/** What the server's clock said, and when that was for the device. */
export interface ServerWord extends DeviceTime {
  readonly now: Instant;
}

/** When something was said, and the last word of the server before it. */
export interface MadeMoment extends DeviceTime {
  readonly word: ServerWord | null;
}

/** Clocks that differ by less agree: each is read a little later than the other, and both drift. */
const AGREE_MS = 2 * SECOND;
/** A bad quartz loses a minute in a month; this is ten times worse. */
const DRIFT = 1 / 4_000;

interface Stretch {
  /** By the monotonic clock; null across two lives. Never more than went by. */
  readonly monotonic: number | null;
  readonly wall: number;
}

function stretchOf(from: DeviceTime, to: DeviceTime): Stretch {
  const isOneLife = from.life === to.life && to.monotonic >= from.monotonic;
  return { monotonic: isOneLife ? to.monotonic - from.monotonic : null, wall: to.wall - from.wall };
}

function agree(a: number, b: number): boolean {
  return Math.abs(a - b) <= AGREE_MS + Math.max(a, b) * DRIFT;
}

/** What two clocks measured alike is so: one was not set, the other did not stand still. */
function isSure({ monotonic, wall }: Stretch): boolean {
  return monotonic !== null && agree(monotonic, wall);
}

function clamp(value: number, least: number, most: number): number {
  return Math.min(Math.max(value, least), Math.max(least, most));
}

/** Without a word of the server before: the device's clocks are all there is. In doubt it is older. */
function ageByDevice({ monotonic, wall }: Stretch): number {
  return Math.max(0, monotonic ?? 0, wall);
}

/**
 * `total` went by between the two words of the server, `before` and `after` are its parts on either side of the moment.
 * A clock that was not set measures the whole of it right, and then its part is right too.
 */
function ageBetweenWords(before: Stretch, after: Stretch, total: number): number {
  const least = after.monotonic ?? 0;
  const most = total - (before.monotonic ?? 0);
  if (isSure(after)) return clamp(after.wall, 0, total);
  if (isSure(before)) return clamp(total - before.wall, 0, total);
  if (agree(before.wall + after.wall, total)) return clamp(after.wall, least, most);
  // The clock was set, before or after the moment: what cannot be is left out, and in doubt it is older. An older word
  // undoes nothing that others said since, and its writer is asked.
  const possible = [after.wall, total - before.wall].filter((age) => age >= least && age <= most);
  return possible.length > 0 ? Math.max(...possible) : Math.max(0, most);
}

/** How long ago something was said, in ms, as of a word of the server. */
export function madeAgo(made: MadeMoment, word: ServerWord): number {
  const after = stretchOf(made, word);
  if (made.word === null) return ageByDevice(after);
  // A server that was set back tells nothing of what went by.
  const total = Math.max(0, word.now - made.word.now);
  return ageBetweenWords(stretchOf(made.word, made), after, total);
}
