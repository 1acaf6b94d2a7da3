import { defineConfig } from 'vitest/config';

/**
 * A busy machine can upset what runs with real processes, sockets and browsers. The closing reporter names every test that
 * needed its second try, so that a race is seen and mended, and does not cost a whole run meanwhile.
 */
const SECOND_TRY = { retry: 1 };

const withDatabase = { globalSetup: ['tests/support/postgres.global.ts'], ...SECOND_TRY };
const withAssets = { globalSetup: ['tests/support/assets.global.ts'], ...SECOND_TRY };

/** One project a room of `tests/`; those below `tests/long` and `tests/bench` have commands of their own. */
function project(name: string, include: readonly string[], more: { globalSetup?: string[]; retry?: number } = {}) {
  return { extends: true as const, test: { name, include: [...include], ...more } };
}

export default defineConfig({
  test: {
    pool: 'forks',
    maxWorkers: 2,
    testTimeout: 30_000,
    hookTimeout: 60_000,
    teardownTimeout: 60_000,
    reporters: ['default', './tests/support/closing-line.reporter.ts'],
    projects: [
      project('rules', ['tests/rules/**/*.test.ts', 'tests/*.test.ts']),
      project('server', ['tests/server/**/*.test.ts', 'tests/live/**/*.test.ts'], withDatabase),
      project('web', ['tests/web/**/*.test.ts'], withAssets),
      project('journeys', ['tests/journeys/**/*.test.ts'], withDatabase),
    ],
  },
});
