import { setTimeout as wait } from 'node:timers/promises';
import { now } from '../measure/now.ts';
import { requestsOf, visit } from './visit.ts';
import type { VisitAsk, VisitsSaid } from './visitor-messages.ts';

/** Visitors in one process, which sends as many as its parent asks. */

/** Visits under way at a time, when one begins as another ends. */
const AT_ONCE = 16;
/** Visits of one address: a port number is used once a minute. */
const PER_ADDRESS = 5_000;
const STEP_MS = 10;
const GIVE_UP_AFTER_MS = 30_000;

async function sendVisitors({ plan, count, network, perSecond }: VisitAsk): Promise<VisitsSaid> {
  const requests = requestsOf(plan);
  const failures: Record<string, number> = {};
  const took: number[] = [];
  let begun = 0;
  let ended = 0;
  let lateMs = 0;

  function begin(due: number): Promise<void> {
    const localAddress = `${network}.${1 + Math.floor(begun / PER_ADDRESS)}`;
    begun += 1;
    lateMs = Math.max(lateMs, now() - due);
    return new Promise((resolve) => {
      const onEnd = (failure: string | null) => {
        ended += 1;
        if (failure === null) took.push(now() - due);
        else failures[failure] = (failures[failure] ?? 0) + 1;
        resolve();
      };
      visit({ plan, requests, localAddress, onEnd });
    });
  }

  async function oneAfterAnother(): Promise<void> {
    while (begun < count) await begin(now());
  }

  async function paced(rate: number): Promise<void> {
    const start = now();
    const visits: Promise<void>[] = [];
    while (begun < count) {
      const due = Math.min(count, Math.ceil(((now() - start) * rate) / 1_000));
      while (begun < due) visits.push(begin(start + (begun * 1_000) / rate));
      await wait(STEP_MS);
    }
    await Promise.race([Promise.all(visits), wait(GIVE_UP_AFTER_MS, null, { ref: false })]);
  }

  if (perSecond === null) await Promise.all(Array.from({ length: AT_ONCE }, oneAfterAnother));
  else await paced(perSecond);
  if (ended < count) failures['no answer'] = count - ended;
  return { done: took.length, failures, took, lateMs };
}

process.on('message', async (ask: VisitAsk) => {
  process.send?.(await sendVisitors(ask));
});
process.on('disconnect', () => process.exit(0));
