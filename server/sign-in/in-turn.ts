import { AppError } from '../platform/errors.ts';

/**
 * Runs at most `atOnce` tasks at a time and lets `waiting` more wait; whoever comes then is told to come back. For work
 * that is slow on purpose, so that many who ask for it cannot take the machine from all others.
 */
export function createTurns(atOnce: number, waiting: number): <T>(task: () => Promise<T>) => Promise<T> {
  let running = 0;
  const queue: (() => void)[] = [];
  return async (task) => {
    if (running >= atOnce) {
      if (queue.length >= waiting) throw new AppError('too-busy');
      // Whoever ends hands its place over, so `running` stays as it is.
      await new Promise<void>((resolve) => queue.push(resolve));
    } else running += 1;
    try {
      return await task();
    } finally {
      const next = queue.shift();
      if (next) next();
      else running -= 1;
    }
  };
}
