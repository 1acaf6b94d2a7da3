import type { BrowserContext, Page } from 'playwright-core';
import { expect, onTestFinished } from 'vitest';
import { PATHS } from '../../shared/wire/paths.ts';
import type { AppOffer } from '../../shared/wire/codes.ts';
import type { Invitation } from '../../shared/wire/people.ts';
import { STAFF_PATHS } from '../../shared/wire/staff-paths.ts';
import type { ReportBody } from '../../shared/wire/report.ts';
import type { Timeline } from '../../shared/wire/timeline.ts';
import { createCutLine } from './cut-line.ts';
import { countKept, PHONE } from './lead-phone.ts';
import { startTestServer } from './running-server.ts';
import { appOf } from './second-factor.ts';
import { PASSWORD, signInOffice, signInPerson } from './staff-client.ts';
import { visit } from './visit.ts';

declare global {
  interface Window {
    /** How far the phone's clock is off, in ms. */
    clockOff: number;
  }
}

/** The phone's clock is as wrong as it is told, also after a reload; runs in the page. */
function bendClock(): void {
  const rightNow = Date.now.bind(Date);
  window.clockOff = Number(localStorage.getItem('clock-off') ?? 0);
  Date.now = () => rightNow() + window.clockOff;
}

const ASHA = { name: 'Asha Lead', email: 'asha@practice.example' } as const;

/** A real server, and a lead with a phone whose line to it can be cut. */
export async function openOfflineLead({ context = PHONE }: { readonly context?: object } = {}) {
  const line = await createCutLine();
  onTestFinished(() => line.close());
  const server = await startTestServer({ config: { publicOrigin: line.origin } });
  line.leadTo(Number(new URL(server.origin).port));
  await server.ordinaryMorning();
  const office = await signInOffice(server);
  const invited = await office.send('POST', PATHS.people, { ...ASHA, role: 'lead', branches: ['clayton'] });
  const { person, setUp } = invited.json<Invitation>();
  const on = await visit(line.origin, PATHS.setUpPage, {
    mayHaveCookies: true,
    context: { ...context, serviceWorkers: 'allow' },
  });
  onTestFinished(on.close);
  const { page } = on;
  await page.addInitScript(bendClock);

  let sam: ReturnType<typeof signInPerson> | null = null;

  /** Signs in in the page's browser. */
  async function enter(path: string, body: object, status: number, method = 'POST'): Promise<unknown> {
    const [answered, text] = await page.evaluate(
      async ([to, how, said]) => {
        const headers = { 'content-type': 'application/json' };
        const request = { method: how, headers, body: said };
        const answer = await fetch(to, request);
        return [answer.status, await answer.text()] as const;
      },
      [path, method, JSON.stringify(body)] as const,
    );
    expect(answered).toBe(status);
    return JSON.parse(text);
  }
  await enter(PATHS.setUp, { token: setUp?.url.split('#')[1], ...ASHA, password: PASSWORD }, 201);
  await openLead(page);

  async function openLead(on: Page): Promise<void> {
    await on.goto(line.origin + STAFF_PATHS.lead);
    await on.waitForSelector('.badge--live');
    await on.evaluate(async () => void (await navigator.serviceWorker.ready));
  }

  /** The phone's clock is set by so much, now and from now on. */
  const setClock = (ms: number) =>
    page.evaluate((by) => {
      window.clockOff += by;
      localStorage.setItem('clock-off', String(window.clockOff));
    }, ms);

  const press = (name: string | RegExp, in_: Page = page) => in_.getByRole('button', { name }).tap();
  return {
    ...on,
    context: page.context() as BrowserContext,
    server,
    line,
    office,
    person,
    press,
    openLead,
    enter,
    kept: () => countKept(page),
    /** What lies on the phone of when the page was last seen, as text; empty when nothing does. */
    keptSight: () =>
      page.evaluate(async () => {
        const result = <T>(request: IDBRequest<T>) =>
          new Promise<T>((resolve) => request.addEventListener('success', () => resolve(request.result)));
        if (!(await indexedDB.databases()).some(({ name }) => name === 'branchboard-kept')) return '';
        const db = await result(indexedDB.open('branchboard-kept'));
        const sights = db.transaction('sights').objectStore('sights');
        return JSON.stringify(await result(sights.getAll()).finally(() => db.close()));
      }),
    sees: (text: string | RegExp, in_: Page = page) => in_.getByText(text).first().waitFor(),
    /** The session ends without the phone knowing of it. */
    async endSession(): Promise<void> {
      const cookie = (await page.context().cookies()).map(({ name, value }) => `${name}=${value}`).join('; ');
      const headers = { cookie, 'sec-fetch-site': 'same-origin' };
      const { statusCode } = await server.app.inject({ method: 'DELETE', url: PATHS.session, headers });
      expect(statusCode).toBe(204);
    },
    /** Signs in again with the password, and adds the app without which that opens nothing. */
    async signIn(): Promise<void> {
      await enter(PATHS.session, { email: ASHA.email, password: PASSWORD }, 200);
      const { secret } = (await enter(PATHS.ownApp, {}, 200)) as AppOffer;
      await enter(PATHS.ownApp, { code: appOf(secret).codeAt(server.clock.now()) }, 200, 'PUT');
    },
    /** Another lead of the same branch reports from elsewhere, having seen all. */
    async samSays(body: ReportBody): Promise<void> {
      // The office came in hours ago, and lets nobody in without proving again who it is.
      sam ??= office
        .send('POST', PATHS.proof, { password: PASSWORD })
        .then(() => signInPerson(server, office, { name: 'Sam Lead', email: 'sam@practice.example' }));
      await server.settle();
      const seen = server.board.board().branches.clayton?.personSeq ?? 0;
      const headers = { 'idempotency-key': `sam-${seen}`, 'if-match': `"${seen}"` };
      const { client } = await sam;
      const { statusCode } = await client.send('POST', '/api/v1/branches/clayton/reports', body, { headers });
      expect(statusCode).toBe(201);
      await server.settle();
    },
    async sayInternetDown(in_: Page = page): Promise<void> {
      await press('Internet down', in_);
      await in_.getByRole('radio', { name: 'Yes' }).tap();
      await press('Tell everyone', in_);
    },
    setClock,
    /** Time goes by, for the server and, as in its sleep, for the phone. */
    async passes(ms: number): Promise<void> {
      server.clock.advance(ms);
      await setClock(ms);
    },
    /** A network is there again, and the phone notices. */
    async reconnect(): Promise<void> {
      line.restore();
      await page.evaluate(() => dispatchEvent(new Event('online')));
    },
    /** What people said of Clayton after the ordinary morning, newest first. */
    async said() {
      await server.settle();
      const { facts } = (await office.get('/api/v1/branches/clayton/timeline?limit=20')).json<Timeline>();
      return facts.filter(({ kind, by }) => kind === 'report' && by !== 'Branchboard' && by !== null);
    },
  };
}
