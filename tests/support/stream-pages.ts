import { expect, onTestFinished } from 'vitest';
import type { PublicBoard } from '../../shared/wire/public-board.ts';
import type { StaffBoard } from '../../shared/wire/staff-board.ts';
import { openFollowingPage } from './following-page.ts';
import { startTestServer, type TestServer } from './running-server.ts';

const STAFF_LIVE = '/live/staff';

/** A server on an ordinary morning: every branch has said that all works. */
export async function ordinaryServer(): Promise<TestServer> {
  const server = await startTestServer();
  await server.ordinaryMorning();
  return server;
}

/** An open page of a patient, closed with the test. */
export async function patient(server: TestServer, query = '') {
  const page = await openFollowingPage<PublicBoard>(`${server.origin}/live${query}`);
  onTestFinished(page.close);
  return page;
}

/** An open page of staff, closed with the test, and what let it in. */
export async function staff(server: TestServer) {
  const authorization = `Bearer ${await server.token({ days: null })}`;
  const page = await openFollowingPage<StaffBoard>(server.origin + STAFF_LIVE, { headers: { authorization } });
  onTestFinished(page.close);
  return { page, authorization };
}

/** What is answered to who asks. */
export async function boardOf(server: TestServer): Promise<PublicBoard> {
  return (await server.fetch('/api/v1/board')).json() as Promise<PublicBoard>;
}

/** A page that has been greeted, so that what comes next is news. */
export async function openedPatient(server: TestServer) {
  const page = await patient(server);
  const [first] = await page.came();
  expect(first?.json).toMatchObject({ t: 'board', v: 1 });
  return page;
}

/** Where a board or a frame stands. */
export function position({ seq, edge }: { seq: number; edge: string }) {
  return { seq, edge };
}
