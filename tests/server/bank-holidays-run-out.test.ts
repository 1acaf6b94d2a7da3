import { expect, test } from 'vitest';
import { london } from '../support/facts.ts';
import { startTestServer } from '../support/running-server.ts';

async function warningsAt(at: number): Promise<readonly string[]> {
  const lines: string[] = [];
  await startTestServer({ at, config: { logLevel: 'warn' }, logStream: { write: (line) => void lines.push(line) } });
  return lines.filter((line) => line.includes('bank holidays'));
}

test('a start within the last six months of known bank holidays warns the practice', async () => {
  const [line] = await warningsAt(london('2027-07-02 09:00'));
  expect(JSON.parse(line ?? '{}')).toMatchObject({ level: 'warn', knownUntil: '2027-12-31' });
});

test('a start before that says nothing of them', async () => {
  expect(await warningsAt(london('2027-06-30 09:00'))).toEqual([]);
});
