import type { Page } from 'playwright-core';
import { onTestFinished } from 'vitest';
import type { Clash } from '../../shared/wire/report.ts';
import { type OpenStaffOptions, openStaffPage } from './open-staff-page.ts';
import { at, boardOf, claytonDown, type Story } from './public-boards.ts';
import { problemAnswer, type Scripted, type StaffPageServer } from './staff-page-server.ts';

export const REPORTS = 'POST /api/v1/branches/clayton/reports';
const PREVIEW = 'POST /api/v1/branches/clayton/preview';
const PUBLIC_BOARD = 'GET /api/v1/board';

/** The small phone of a lead in a car park. */
export const PHONE = { viewport: { width: 360, height: 640 }, hasTouch: true, isMobile: true };

declare global {
  interface Window {
    taps: number;
  }
}

/** A report that was stored. */
export function stored(seq = 900): Scripted {
  const stamp = '2019-12-31T10:42:00.000Z';
  const answer = { seq, branch: 'clayton', at: stamp, recordedAt: stamp, onBehalf: false, report: {} };
  return { status: 201, body: { ...answer, notApplied: [], overrode: [] } };
}

/** Somebody else reported since: 412. */
export function overtaken(...changed: readonly Clash[]): Scripted {
  return problemAnswer('branch-changed', 'Somebody else reported since. Nothing was saved.', { seq: 700, changed });
}

export function bySam(field: string, was: unknown): Clash {
  return { field, by: 'Sam', at: '2019-12-31T10:40:00.000Z', was };
}

/** What patients see of Clayton by this story, now and in the preview. */
export function showPatients(server: StaffPageServer, story: Story = claytonDown(), seq = 900): void {
  const board = { ...boardOf(story, at('10:42')), seq };
  const branch = board.branches.find(({ slug }) => slug === 'clayton');
  server.answer(PREVIEW, { status: 200, body: { branch, notice: board.notice } });
  server.answer(PUBLIC_BOARD, { status: 200, body: board });
}

/** How many reports lie in the phone's outbox. */
export function countKept(page: Page): Promise<number> {
  return page.evaluate(async () => {
    const result = <T>(request: IDBRequest<T>) =>
      new Promise<T>((resolve, reject) => {
        request.addEventListener('success', () => resolve(request.result));
        request.addEventListener('error', () => reject(request.error));
      });
    const db = await result(indexedDB.open('branchboard-outbox'));
    return await result(db.transaction('entries').objectStore('entries').count()).finally(() => db.close());
  });
}

/** The lead page on a phone, ended with the test. Fingers are counted. */
export async function openLead(options: OpenStaffOptions = {}) {
  const { prepare = () => {}, context, ...rest } = options;
  const on = await openStaffPage('lead', {
    context: { ...PHONE, ...context },
    prepare(server) {
      showPatients(server);
      server.answer(REPORTS, stored());
      prepare(server);
    },
    ...rest,
  });
  onTestFinished(on.close);
  await on.page.evaluate(() => {
    window.taps = 0;
    addEventListener('pointerdown', () => (window.taps += 1), true);
  });
  const press = (name: string | RegExp) => on.page.getByRole('button', { name }).tap();
  return {
    ...on,
    sheet: on.page.locator('dialog.sheet'),
    press,
    choose: (name: string) => on.page.getByRole('radio', { name, exact: true }).tap(),
    taps: () => on.page.evaluate(() => window.taps),
    /** Bodies of the reports that were sent. */
    reports: () => on.server.recorded.filter(({ path }) => path.endsWith('/reports')),
    /** How many reports lie on the phone. */
    kept: () => countKept(on.page),
    sees: (text: string | RegExp) => on.page.getByText(text).first().waitFor(),
  };
}

/** Where something stands on the screen. */
export async function edges(page: Page, selector: string) {
  const boxes = await Promise.all((await page.locator(selector).all()).map((one) => one.boundingBox()));
  return boxes.map((box) => {
    if (!box) throw new Error(`${selector} is not shown`);
    return { top: box.y, bottom: box.y + box.height, height: box.height };
  });
}

/** The lead says that the internet is down, and the phones work. */
export async function sayInternetDown({ press, choose }: Awaited<ReturnType<typeof openLead>>): Promise<void> {
  await press('Internet down');
  await choose('Yes');
  await press('Tell everyone');
}
