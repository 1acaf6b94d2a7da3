import { afterAll, expect, test } from 'vitest';
import { HOUR, SECOND } from '../../shared/practice/instant.ts';
import { closeBrowser } from '../support/visit.ts';
import { type Held, ROUND, startWallboardRun } from '../support/wallboard-run.ts';

afterAll(closeBrowser);

const HOURS = 4;
const ROUNDS = (HOURS * HOUR) / (10 * SECOND) / ROUND;
const MIB = 1024 * 1024;

test('over four hours of a change each 10 s a wallboard grows by less than 1 MiB an hour, and by no node', async () => {
  const run = await startWallboardRun();
  const held: Held[] = [];
  // The first rounds fill the caches of the browser itself.
  for (let round = 0; round < 2; round += 1) await run.go(ROUND);
  held.push(await run.held());
  for (let round = 0; round < ROUNDS; round += 1) {
    await run.go(ROUND);
    held.push(await run.held());
  }
  const [first, last] = [held[0], held.at(-1)];
  if (!first || !last) throw new Error('nothing was measured');
  const growth = (last.heap - first.heap) / MIB / HOURS;
  console.info({ changes: ROUNDS * ROUND, heap: held.map(({ heap }) => (heap / MIB).toFixed(2)), first, last, growth });
  expect(growth).toBeLessThan(1);
  expect(new Set(held.map(({ nodes }) => nodes)).size).toBe(1);
  expect(new Set(held.map(({ listeners }) => listeners)).size).toBe(1);
  await run.on.close();
});
