import type { FieldClash } from '../../../shared/facts/decide-report.ts';
import type { DeviceTime } from '../../../shared/outbox/made-ago.ts';
import { SECOND, toIso } from '../../../shared/practice/instant.ts';
import type { Clash, ReportBody } from '../../../shared/wire/report.ts';
import type { OutboxEnvironment } from '../../../web/outbox/outbox-environment.ts';
import type { HttpAnswer, HttpRequest } from '../../../web/staff/environment.ts';
import type { Seeded } from '../seeded.ts';
import type { Instance } from './instance.ts';
import type { Network } from './network.ts';
import type { Page } from './page.ts';
import type { ReportOutcome, ReportRequest } from './store.ts';

export interface PhoneParts {
  readonly network: Network;
  readonly instances: readonly Instance[];
  readonly chance: Seeded;
  /** A report is on its way once more. */
  readonly onTry: (key: string) => void;
}

const TIMEOUT = 15 * SECOND;

/** The phone of a lead, as an outbox uses it. */
export interface Phone {
  readonly environment: OutboxEnvironment;
  /** Each load of the page begins a life of its own. */
  time(): DeviceTime;
}

function toClash({ field, by, at, was }: FieldClash): Clash {
  return { field, by, at: toIso(at), was };
}

function bodyOf(outcome: ReportOutcome): object {
  if (outcome.status === 412) {
    return { code: 'branch-changed', detail: 'changed', seq: outcome.seq, changed: outcome.changed.map(toClash) };
  }
  const { seq, at, notApplied, overrode } = outcome;
  return { seq, at: toIso(at), notApplied: notApplied.map(toClash), overrode: overrode.map(toClash) };
}

function answerOf(status: number, body: object): HttpAnswer {
  return { status, header: () => null, text: async () => JSON.stringify(body) };
}

/** A request as the routes read it. */
function toReport({ path, headers, body }: HttpRequest, actor: string): ReportRequest {
  const { madeSecondsAgo = 0, lastSeenAt, ...content } = JSON.parse(body ?? '{}') as ReportBody;
  return {
    actor,
    key: headers['idempotency-key'] ?? '',
    branch: path.split('/').at(-2) ?? '',
    content,
    seenSeq: Number((headers['if-match'] ?? '').replaceAll('"', '')),
    madeSecondsAgo,
    lastSeenAt: lastSeenAt === undefined ? null : Date.parse(lastSeenAt),
  };
}

export function openPhone(page: Page, { network, instances, chance, onTry }: PhoneParts): Phone {
  const { machine } = page;
  let life = { load: page.loads(), since: machine.monotonic() };
  let keys = 0;

  function call<T>(handle: (instance: Instance) => T | Promise<T>, repeatable: boolean): Promise<T> {
    const instance = instances[Math.floor(chance.next() * instances.length)] as Instance;
    return network.call({
      from: machine,
      to: instance.name,
      timeoutMs: TIMEOUT,
      repeatable,
      server() {
        const running = instance.running();
        return running && { machine: running.machine, handle: () => handle(instance) };
      },
    });
  }

  async function request(asked: HttpRequest, signal: AbortSignal): Promise<HttpAnswer> {
    const report = toReport(asked, machine.name);
    onTry(report.key);
    const outcome = await call(
      (instance) =>
        instance.report(report).catch(() => ({ status: 503, code: 'database-away', detail: 'away' }) as const),
      true,
    );
    if (signal.aborted) throw new Error('aborted');
    return answerOf(outcome.status, 'code' in outcome ? outcome : bodyOf(outcome));
  }

  function monotonic(): number {
    if (life.load !== page.loads()) life = { load: page.loads(), since: machine.monotonic() };
    return machine.monotonic() - life.since;
  }

  return {
    time: () => ({ monotonic: monotonic(), life: `${machine.name} ${life.load}`, wall: machine.now() }),
    environment: {
      request,
      monotonic,
      async get(_path, _headers, signal) {
        const now = await call((instance) => instance.running()?.clock.now() ?? 0, false);
        if (signal.aborted) throw new Error('aborted');
        return { status: 200, header: () => null, json: async () => ({ now: toIso(now) }) };
      },
      after: machine.after,
      deviceClock: machine.now,
      random: chance.next,
      newKey() {
        keys += 1;
        return `${machine.name}-${keys}`;
      },
    },
  };
}
