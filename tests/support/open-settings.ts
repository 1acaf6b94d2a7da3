import { onTestFinished } from 'vitest';
import type { StaffPractice } from '../../shared/wire/practice.ts';
import { type OpenStaffOptions, openStaffPage } from './open-staff-page.ts';
import { staffPractice } from './staff-practice.ts';
import { problemAnswer, type Scripted } from './staff-page-server.ts';

const DESK = { viewport: { width: 1366, height: 768 } };
export const PUT_PRACTICE = 'PUT /api/v1/practice';
const at = '2019-12-31T10:40:00.000Z';

function set(practice: StaffPractice): Scripted {
  return { status: 200, body: practice };
}

/** A setting that was stored as this fact. */
export function stored(seq: number, status = 200): Scripted {
  return { status, body: { seq, at: '2019-12-31T10:42:00.000Z' } };
}

/** Ben was faster. */
export function byBen(...changed: readonly { readonly field: string; readonly was: unknown }[]): Scripted {
  const clashes = changed.map((one) => ({ ...one, by: 'Ben', at }));
  return problemAnswer('branch-changed', 'Ben changed this since you looked. Nothing was saved.', {
    seq: 900,
    changed: clashes,
  });
}

interface OpenOptions extends OpenStaffOptions {
  /** How the practice is set, at each reading, the last again and again. */
  readonly practices?: readonly StaffPractice[];
}

/** The settings of a practice, open in the office. */
export async function openSettings({ practices = [staffPractice()], prepare, ...options }: OpenOptions = {}) {
  const on = await openStaffPage('operations', {
    path: '/operations/practice',
    context: DESK,
    ...options,
    prepare(server) {
      server.answer('GET /api/v1/staff/practice', ...practices.map(set));
      prepare?.(server);
    },
  });
  onTestFinished(on.close);
  const { page } = on;
  await page.getByRole('heading', { name: 'The practice', exact: true }).waitFor();
  return {
    ...on,
    form: page.locator('practice-form'),
    dialog: page.locator('.dialog--branch'),
    focused: () =>
      page.evaluate(() => document.activeElement?.getAttribute('aria-label') ?? document.activeElement?.id),
  };
}
