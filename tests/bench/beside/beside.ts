import { setTimeout as wait } from 'node:timers/promises';
import { PATHS } from '../../../shared/wire/paths.ts';
import { startLoad } from '../load/load.ts';
import { now } from '../measure/now.ts';
import { markerOf, startBranchboardPeer } from '../peers/branchboard-peer.ts';
import type { Asked } from './asker-messages.ts';
import { openStaffSockets } from './staff-sockets.ts';
import { startAsker } from './start-asker.ts';

export interface BesideOptions {
  readonly sockets: number;
  readonly staff: number;
  /** Pairs of changes that are sent, and a time as long without any for each of them. */
  readonly changes: number;
  readonly say: (line: string) => void;
}

/** What was asked in a time, in ms. */
export interface Answers {
  readonly health: readonly number[];
  readonly page: readonly number[];
  readonly report: readonly number[];
}

export interface BesideFigures {
  /** While no change goes out. */
  readonly calm: Answers;
  /** While a change goes to all pages. */
  readonly during: Answers;
  /** From the report to the last page of patients and to the last of staff. */
  readonly lastPageMs: readonly number[];
  readonly lastStaffMs: readonly number[];
  readonly failed: number;
  readonly lost: number;
}

const HEALTH = '/healthz';
/** Each path is asked so often. */
const EVERY_MS = 20;
/** The second report comes while the first one's change goes out, and longer after it than a burst is gathered. */
const SECOND_AFTER_MS = 100;
const CALM_MS = 1_000;
const WARM_UP = 5;

interface Window {
  readonly from: number;
  readonly to: number;
}

function within(asked: readonly Asked[], windows: readonly Window[], path: string): readonly number[] {
  return asked
    .filter((one) => one.path === path && windows.some(({ from, to }) => one.at >= from && one.at <= to))
    .map(({ ms }) => ms);
}

/** Sends changes to many open pages, and asks for other things meanwhile. */
export async function benchBeside({ sockets, staff, changes, say }: BesideOptions): Promise<BesideFigures> {
  const peer = await startBranchboardPeer(1);
  const load = startLoad();
  const asker = startAsker();
  const stops: (() => unknown)[] = [() => asker.stop(), () => load.stop(), () => peer.stop()];
  try {
    const port = peer.instances[0]?.port ?? 0;
    await load.open({ port, path: peer.path }, sockets);
    const office = await openStaffSockets(port, peer.reporters.token, staff);
    stops.unshift(office.stop);
    say(`${sockets} pages of patients and ${staff} of staff are open`);
    let number = 0;
    async function timed(marker: string): Promise<number> {
      const begun = now();
      await peer.tell(marker);
      return now() - begun;
    }
    const calmReports: number[] = [];
    const reports: number[] = [];
    const lastPageMs: number[] = [];
    const lastStaffMs: number[] = [];
    const windows: Window[] = [];
    const calms: Window[] = [];
    for (let change = -WARM_UP; change < changes; change += 1) {
      if (change === 0) asker.begin(port, [HEALTH, PATHS.home], EVERY_MS);
      const [first, second] = [markerOf((number += 1)), markerOf((number += 1))];
      const told = Promise.all([load.expect(second), office.expect(second)]);
      await wait(20);
      const from = now();
      const alone = timed(first);
      await wait(SECOND_AFTER_MS);
      const begun = now();
      const beside = await timed(second);
      const [pages, lastStaffAt] = await told;
      const to = pages.lastAt;
      await wait(100);
      const calmFrom = now();
      await wait(CALM_MS);
      if (change < 0) continue;
      calmReports.push(await alone);
      reports.push(beside);
      lastPageMs.push(to - begun);
      lastStaffMs.push(lastStaffAt - begun);
      windows.push({ from, to });
      calms.push({ from: calmFrom, to: calmFrom + CALM_MS });
    }
    const asked = await asker.end();
    const answers = (times: readonly Window[], report: readonly number[]): Answers => ({
      health: within(asked, times, HEALTH),
      page: within(asked, times, PATHS.home),
      report,
    });
    return {
      calm: answers(calms, calmReports),
      during: answers(windows, reports),
      lastPageMs,
      lastStaffMs,
      failed: asked.filter(({ failed }) => failed).length,
      lost: load.lost,
    };
  } finally {
    for (const stop of stops) await stop();
  }
}
