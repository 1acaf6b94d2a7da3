import { setTimeout as delay } from 'node:timers/promises';

type Nothing = false | null | undefined;

/**
 * Looks again and again until there is something to see, and gives it. After `withinMs`, which is generous, it fails and
 * names what was waited for.
 */
export async function until<T>(
  what: string,
  look: () => T | Promise<T>,
  withinMs = 25_000,
): Promise<Exclude<T, Nothing>> {
  const giveUpAt = performance.now() + withinMs;
  for (;;) {
    const seen = await look();
    if (seen) return seen as Exclude<T, Nothing>;
    if (performance.now() > giveUpAt) throw new Error(`waited ${withinMs} ms in vain: ${what}`);
    await delay(20);
  }
}
