import { defineConfig } from 'vitest/config';

const withDatabase = { globalSetup: ['tests/support/postgres.global.ts'] };
const withAssets = { globalSetup: ['tests/support/assets.global.ts'] };

/** One project a room of `tests/`; those below `tests/long` and `tests/bench` have commands of their own. */
function project(name: string, include: readonly string[], more: { globalSetup?: string[] } = {}) {
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
