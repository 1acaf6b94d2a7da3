import { writeSync } from 'node:fs';
import type { Reporter, SerializedError, TestModule } from 'vitest/node';

interface Counts {
  passed: number;
  failed: number;
  skipped: number;
}

/**
 * Ends the output of a run with `N passed, N failed` (and `, N skipped`) alone on the last line, for whoever reads it by
 * program, after the names of tests that passed at their second try only: each of them is a race to be mended. Written as the process ends, after every other reporter and whatever is torn down; what went wrong outside of
 * a test counts as one failed test, so that a failed run never closes with `0 failed`.
 */
export default class ClosingLineReporter implements Reporter {
  private counts: Counts = { passed: 0, failed: 0, skipped: 0 };
  private readonly secondTries: string[] = [];

  onInit(): void {
    process.once('exit', (code) => {
      const { passed, failed, skipped } = this.counts;
      for (const name of this.secondTries) writeSync(1, `passed at the second try only: ${name}\n`);
      const failures = code !== 0 && failed === 0 ? 1 : failed;
      writeSync(1, `\n${passed} passed, ${failures} failed${skipped > 0 ? `, ${skipped} skipped` : ''}\n`);
    });
  }

  onTestRunEnd(modules: readonly TestModule[], unhandled: readonly SerializedError[]): void {
    const counts: Counts = { passed: 0, failed: unhandled.length, skipped: 0 };
    for (const module of modules) {
      counts.failed += module.errors().length;
      for (const suite of module.children.allSuites()) counts.failed += suite.errors().length;
      for (const test of module.children.allTests()) {
        const { state } = test.result();
        if (test.diagnostic()?.flaky) this.secondTries.push(`${module.relativeModuleId}: ${test.fullName}`);
        if (state === 'passed') counts.passed += 1;
        else if (state === 'skipped') counts.skipped += 1;
        else counts.failed += 1;
      }
    }
    this.counts = counts;
  }
}
