import { afterEach, describe, expect, onTestFinished, test, vi } from 'vitest';
import { issueToken } from '../../server/access/issue-token.ts';
import { systemClock } from '../../server/platform/clock.ts';
import { startServer } from '../../server/start-server.ts';
import { MINUTE, SECOND } from '../../shared/practice/instant.ts';
import { createDataFolder } from '../support/data-folder.ts';
import { createTestDatabase } from '../support/postgres.ts';
import { postReport } from '../support/post-report.ts';
import { TEST_CONFIG } from '../support/running-server.ts';
import { until } from '../support/until.ts';

/** Starts a server on a machine whose clock is `ahead` of the database's, and stands. */
async function startAhead(ahead: number) {
  const { connectionString, drop } = await createTestDatabase();
  onTestFinished(drop);
  vi.useFakeTimers({ toFake: ['Date'], now: Date.now() + ahead });
  const dataDir = await createDataFolder();
  const server = await startServer({ config: { ...TEST_CONFIG, dataDir }, clock: systemClock, connectionString });
  onTestFinished(() => server.stop());
  return server;
}

afterEach(() => void vi.useRealTimers());

describe('a server whose clock is not the database’s', () => {
  test.each([
    [5 * MINUTE, /^The clock of this machine is (299|300) s ahead of the database's: set the wrong one/],
    [-5 * MINUTE, /^The clock of this machine is 3\d\d s behind the database's: set the wrong one/],
  ])('does not start when they are far apart: %d ms', async (ahead, message) => {
    await expect(startAhead(ahead)).rejects.toThrow(message);
  });

  test('stamps reports, and the sample, by the database’s', async () => {
    const server = await startAhead(-30 * SECOND);
    const { db } = server.database;
    const office = { role: 'operations', branches: [], days: 1, name: 'Office' } as const;
    const { token } = await issueToken(db, office, systemClock.now());
    const sent = await postReport(server.origin, { token, body: { madeSecondsAgo: 0, message: 'We are open.' } });
    expect(sent.status).toBe(201);
    const stamps = await db.selectFrom('fact').select(['at', 'recorded_at']).orderBy('seq').execute();
    expect(stamps.length).toBeGreaterThan(19);
    const earliest = systemClock.now() + 30 * SECOND;
    expect(stamps.filter(({ at, recorded_at }) => Math.min(+at, +recorded_at) < earliest)).toEqual([]);

    // What came ahead of its own clock does not wait for it.
    const shown = () => server.board.publicStream.published().json();
    await until('it is shown', () => shown().includes('We are open.'));
  });
});
