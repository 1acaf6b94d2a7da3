import { createHash } from 'node:crypto';
import { STALE_ABOVE_MS } from '../../shared/live/freshness.ts';
import { type Instant, MINUTE } from '../../shared/practice/instant.ts';
import type { ToldBoard } from '../../shared/views/told-board.ts';
import type { PublicBoard } from '../../shared/wire/public-board.ts';
import type { CurrentBoard } from '../board/current-board.ts';
import type { Published } from '../board/view-stream.ts';
import type { Clock } from '../platform/clock.ts';
import { type CompressedBody, compressedBody } from '../platform/compressed-body.ts';

export interface ShelfDeps {
  readonly board: CurrentBoard;
  readonly clock: Clock;
  /** Our own, the public one first; read late, because a server on port 0 learns its port late. */
  readonly origins: readonly string[];
}

/** Bodies for other places, each made once per change, whoever asks. */
export interface Shelf {
  /** The body of an address; null when `make` finds nothing there. */
  bodyOf(address: string, make: (told: ToldBoard) => string | null): CompressedBody | null;
  /** Call it before the body is asked for: whether what is answered then may be answered again. */
  whileItStands(): () => boolean;
}

/** What everything on the shelf is of. */
interface Stand {
  readonly of: Published<PublicBoard>;
  readonly checkedMinute: number;
  readonly oldSince: Instant | null;
}

interface Kept {
  readonly text: string;
  readonly body: CompressedBody;
}

function isSame(a: Stand | null, b: Stand): boolean {
  return a?.of === b.of && a.checkedMinute === b.checkedMinute && a.oldSince === b.oldSince;
}

/** By the bytes themselves: they change with the position, with their age and with what a release makes of them. */
function etagOf(text: string): string {
  return `"${createHash('sha256').update(text).digest('base64url').slice(0, 22)}"`;
}

export function createShelf({ board, clock, origins }: ShelfDeps): Shelf {
  let stand: Stand | null = null;
  let before = new Map<string, Kept>();
  let bodies = new Map<string, Kept>();

  function standNow(): Stand {
    const checkedAt = board.checkedAt();
    const isOld = clock.now() - checkedAt > STALE_ABOVE_MS;
    return {
      of: board.publicStream.published(),
      checkedMinute: Math.floor(checkedAt / MINUTE),
      oldSince: isOld ? checkedAt : null,
    };
  }

  function clearUnless(now: Stand): void {
    if (isSame(stand, now)) return;
    stand = now;
    before = bodies;
    bodies = new Map();
  }

  return {
    bodyOf(address, make) {
      const now = standNow();
      clearUnless(now);
      const known = bodies.get(address);
      if (known) return known.body;
      const text = make({
        board: now.of.view,
        origin: origins[0] ?? '',
        now: clock.now(),
        checkedAt: board.checkedAt(),
        oldSince: now.oldSince,
      });
      if (text === null) return null;
      // Most that asks again within the minute finds nothing new, and nothing is packed again.
      const same = before.get(address);
      const kept = same?.text === text ? same : { text, body: compressedBody(text, etagOf(text)) };
      bodies.set(address, kept);
      return kept.body;
    },
    whileItStands() {
      const then = standNow();
      const checkedAt = board.checkedAt();
      return () => board.checkedAt() === checkedAt && isSame(then, standNow());
    },
  };
}
