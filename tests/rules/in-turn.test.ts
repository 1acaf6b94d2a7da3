import { expect, test } from 'vitest';
import { createTurns } from '../../server/sign-in/in-turn.ts';

/** Tasks that end when the test says so. */
function createTasks() {
  const ends: (() => void)[] = [];
  const task = () => new Promise<void>((resolve) => ends.push(resolve));
  return { task, ends };
}

test('two hash at once, the others wait in turn, and who comes on top is sent away', async () => {
  const inTurn = createTurns(2, 2);
  const { task, ends } = createTasks();
  const done: number[] = [];
  const all = [0, 1, 2, 3].map((n) => inTurn(task).then(() => done.push(n)));
  await expect(inTurn(task)).rejects.toMatchObject({ code: 'too-busy' });
  expect(ends).toHaveLength(2);
  ends[1]?.();
  await all[1];
  expect(ends).toHaveLength(3);
  for (const next of [0, 2, 3]) {
    ends[next]?.();
    await all[next];
  }
  expect(done).toEqual([1, 0, 2, 3]);
  // All places are free again.
  const later = inTurn(task);
  ends[4]?.();
  await expect(later).resolves.toBeUndefined();
});

test('a task that fails gives its place back', async () => {
  const inTurn = createTurns(1, 0);
  await expect(inTurn(() => Promise.reject(new Error('no')))).rejects.toThrow('no');
  await expect(inTurn(async () => 'yes')).resolves.toBe('yes');
});
