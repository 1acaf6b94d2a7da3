import { defineConfig } from 'vitest/config';

const MINUTE = 60_000;

/** Tests that take minutes: `npm run test:long`. */
export default defineConfig({
  test: {
    pool: 'forks',
    include: ['tests/long/**/*.test.ts'],
    globalSetup: ['tests/support/assets.global.ts'],
    testTimeout: 20 * MINUTE,
    hookTimeout: MINUTE,
    teardownTimeout: MINUTE,
    reporters: ['default', './tests/support/closing-line.reporter.ts'],
  },
});
