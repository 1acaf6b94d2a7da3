/** Writers at the same moment: fewer than a pool has connections, so that none waits for one and gives up on a slow machine. */
const LANES = 8;

/** Runs `count` tasks, several of them at the same time, and gives their results in the order of their index. */
export async function inLanes<T>(count: number, task: (index: number) => Promise<T>): Promise<readonly T[]> {
  const results: T[] = [];
  let next = 0;
  async function lane(): Promise<void> {
    for (let index = next++; index < count; index = next++) results[index] = await task(index);
  }
  await Promise.all(Array.from({ length: LANES }, lane));
  return results;
}
