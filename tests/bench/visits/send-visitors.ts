import { once } from 'node:events';
import { join } from 'node:path';
import { startWorker, stopChild } from '../child.ts';
import type { VisitAsk, VisitPlan, VisitsSaid } from './visitor-messages.ts';

/** People who come for the first time, in processes of their own. */
export interface Visitors {
  /** Sends so many, as fast as they are answered or so many a second, and waits until all have left. */
  send(plan: VisitPlan, count: number, perSecond?: number): Promise<VisitsSaid>;
  stop(): Promise<void>;
}

function merge(all: readonly VisitsSaid[]): VisitsSaid {
  const failures: Record<string, number> = {};
  for (const said of all) {
    for (const [why, count] of Object.entries(said.failures)) failures[why] = (failures[why] ?? 0) + count;
  }
  return {
    done: all.reduce((sum, { done }) => sum + done, 0),
    failures,
    took: all.flatMap(({ took }) => took),
    lateMs: Math.max(...all.map(({ lateMs }) => lateMs)),
  };
}

function startOne() {
  const child = startWorker(join(import.meta.dirname, 'visitors.ts'));
  const gone = once(child, 'exit').then(() => {
    throw new Error('a process of visitors ended');
  });
  gone.catch(() => {});
  return {
    async ask(request: VisitAsk): Promise<VisitsSaid> {
      child.send(request);
      const [answer] = (await Promise.race([once(child, 'message'), gone])) as [VisitsSaid];
      return answer;
    },
    stop: () => stopChild(child),
  };
}

export function startVisitors(processes: number): Visitors {
  const children = Array.from({ length: processes }, startOne);
  /** Those of one sending come from addresses that the last ones did not have. */
  let sendings = 0;
  return {
    async send(plan, count, perSecond) {
      sendings += 1;
      const said = children.map((child, at) =>
        child.ask({
          plan,
          count: Math.floor(count / processes) + (at < count % processes ? 1 : 0),
          network: `127.${100 + at}.${sendings % 250}`,
          perSecond: perSecond === undefined ? null : perSecond / processes,
        }),
      );
      return merge(await Promise.all(said));
    },
    async stop() {
      await Promise.all(children.map(({ stop }) => stop()));
    },
  };
}
