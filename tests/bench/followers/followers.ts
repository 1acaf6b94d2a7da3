import { setTimeout as wait } from 'node:timers/promises';
import { PATHS } from '../../../shared/wire/paths.ts';
import { startBenchServer } from '../bench-server.ts';
import { startLoad } from '../load/load.ts';
import { cpuMicros } from '../measure/process-cpu.ts';
import { now } from '../measure/now.ts';
import { markerOf } from '../peers/branchboard-peer.ts';
import { createReporters } from '../reporters.ts';
import { postReport } from '../../support/post-report.ts';
import { addFollowers } from './add-followers.ts';
import { startReceiver } from './start-receiver.ts';

export interface FollowersOptions {
  readonly followers: number;
  readonly pages: number;
  /** Pairs of times: one in which followers are told, and one in which none is. */
  readonly pairs: number;
  readonly perMinute: number;
  readonly say: (line: string) => void;
}

/** What was measured in times of one kind. */
export interface Beside {
  /** Of each time, in ms: from a report to its answer, and to the last open page. */
  readonly reports: readonly (readonly number[])[];
  readonly pages: readonly (readonly number[])[];
  /** Of the server, in ms of CPU a second. */
  readonly cpu: readonly number[];
}

export interface FollowersFigures {
  readonly telling: Beside;
  readonly silent: Beside;
  /** How many were told a minute, in each of the times in which they were told. */
  readonly toldPerMinute: readonly number[];
  readonly messages: number;
  /** Who got two. */
  readonly twice: number;
  readonly lost: number;
}

const AUTH_SECRET = 'of-the-benchmark-alone-0123456789-0123456789';
const WINDOW_MS = 12_000;
/** Each office may write so often. */
const REPORT_EVERY_MS = 100;
const TOLD_WITHIN_MS = 180_000;

/** Many follow the practice, and are told of trouble while the board is used. */
export async function benchFollowers(options: FollowersOptions): Promise<FollowersFigures> {
  const { followers, pages, pairs, perMinute, say } = options;
  const receiver = await startReceiver();
  const more = { ...receiver.environment, AUTH_SECRET, TELL_PER_MINUTE: String(perMinute) };
  const server = await startBenchServer(1, [], more);
  const load = startLoad();
  try {
    const reporters = await createReporters(server);
    const port = Number(new URL(server.origin).port);
    await addFollowers(server, AUTH_SECRET, followers);
    await load.open({ port, path: PATHS.live }, pages);
    say(`${followers} follow the practice, ${pages} pages are open`);
    await breakOne(server.origin, reporters.token);
    await untilTold(receiver);
    say('the first of them are told');

    let number = 0;
    async function measure(): Promise<{ reports: number[]; pages: number[]; cpu: number }> {
      const begun = now();
      const pids = server.processes.map(({ pid }) => pid);
      const cpu = cpuMicros(pids);
      const reports: number[] = [];
      const reached: number[] = [];
      while (now() - begun < WINDOW_MS) {
        const marker = markerOf((number += 1));
        const told = load.expect(marker);
        const at = now();
        await reporters.report({ message: `The doors are open. ${marker}.` });
        reports.push(now() - at);
        reached.push((await told).lastAt - at);
        await wait(Math.max(0, REPORT_EVERY_MS - (now() - at)));
      }
      return { reports, pages: reached, cpu: (cpuMicros(pids) - cpu) / (now() - begun) };
    }

    const telling = { reports: [] as number[][], pages: [] as number[][], cpu: [] as number[] };
    const silent = { reports: [] as number[][], pages: [] as number[][], cpu: [] as number[] };
    const toldPerMinute: number[] = [];
    for (let pair = 0; pair < pairs; pair += 1) {
      receiver.take(true);
      await untilTold(receiver);
      const before = await receiver.soFar();
      const from = now();
      keep(telling, await measure());
      const after = await receiver.soFar();
      toldPerMinute.push(((after.at.length - before.at.length) / (now() - from)) * 60_000);
      receiver.take(false);
      // What is on its way still arrives.
      await wait(1_000);
      keep(silent, await measure());
      say(`pair ${pair + 1} of ${pairs}`);
    }
    const { at, addresses } = await receiver.soFar();
    return {
      telling,
      silent,
      toldPerMinute,
      messages: at.length,
      twice: at.length - addresses,
      lost: load.lost,
    };
  } finally {
    await load.stop();
    await server.stop();
    await receiver.stop();
  }
}

function keep(
  beside: { readonly reports: number[][]; readonly pages: number[][]; readonly cpu: number[] },
  { reports, pages, cpu }: { readonly reports: number[]; readonly pages: number[]; readonly cpu: number },
): void {
  beside.reports.push(reports);
  beside.pages.push(pages);
  beside.cpu.push(cpu);
}

/** Of a branch that the reporters do not speak of. */
async function breakOne(origin: string, token: string): Promise<void> {
  const posted = await postReport(origin, { token, branch: 'yaxham', seen: 0, body: { it: { internet: 'down' } } });
  if (posted.status !== 201) throw new Error(`the trouble was answered ${posted.status}: ${await posted.text()}`);
}

/** Waits until a message comes that did not come before. */
async function untilTold(receiver: Awaited<ReturnType<typeof startReceiver>>): Promise<void> {
  const begun = now();
  const before = (await receiver.soFar()).at.length;
  while ((await receiver.soFar()).at.length < before + 20) {
    if (now() - begun > TOLD_WITHIN_MS) throw new Error('no follower was told');
    await wait(500);
  }
}
