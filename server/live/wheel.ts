import { SECOND } from '../../shared/practice/instant.ts';
import type { Cancel, Clock } from '../platform/clock.ts';

/** Visits each of its items once a round, a few of them every second, so that work is never done in one burst. */
export interface Wheel<T> {
  add(item: T): void;
  delete(item: T): void;
  stop: Cancel;
}

/** A wheel that turns once in `roundMs`; `visit` gets the items whose turn has come. */
export function createWheel<T>(clock: Clock, roundMs: number, visit: (items: readonly T[]) => void): Wheel<T> {
  const spokes = Array.from({ length: Math.max(1, Math.floor(roundMs / SECOND)) }, () => new Set<T>());
  const stepMs = roundMs / spokes.length;
  let hand = 0;
  let filled = 0;
  let turnedAt = clock.now();

  const stop = clock.every(stepMs, () => {
    // A late timer makes up for what it missed; a clock that was set back still turns the wheel.
    const steps = Math.floor((clock.now() - turnedAt) / stepMs);
    turnedAt = clock.now();
    for (let step = Math.min(Math.max(steps, 1), spokes.length); step > 0; step -= 1) {
      const items = [...(spokes[hand] ?? [])];
      hand = (hand + 1) % spokes.length;
      if (items.length > 0) visit(items);
    }
  });

  return {
    add(item) {
      spokes[filled]?.add(item);
      filled = (filled + 1) % spokes.length;
    },
    delete(item) {
      for (const spoke of spokes) spoke.delete(item);
    },
    stop,
  };
}
