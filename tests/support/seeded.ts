/** Chance that a seed repeats (mulberry32). */
export interface Seeded {
  /** From 0 on, below 1. */
  readonly next: () => number;
  readonly between: (from: number, to: number) => number;
  /** Waiting time for what comes once in `mean`. */
  readonly wait: (mean: number) => number;
  /** Lengths around a median, with a long tail. */
  readonly length: (median: number, spread: number) => number;
}

export function seeded(seed: number): Seeded {
  let state = seed >>> 0;
  const next = () => {
    state = (state + 0x6d2b79f5) >>> 0;
    let t = state;
    t = Math.imul(t ^ (t >>> 15), t | 1);
    t ^= t + Math.imul(t ^ (t >>> 7), t | 61);
    return ((t ^ (t >>> 14)) >>> 0) / 2 ** 32;
  };
  const normal = () => Math.sqrt(-2 * Math.log(1 - next())) * Math.cos(2 * Math.PI * next());
  return {
    next,
    between: (from, to) => from + (to - from) * next(),
    wait: (mean) => -mean * Math.log(1 - next()),
    length: (median, spread) => median * Math.exp(spread * normal()),
  };
}
