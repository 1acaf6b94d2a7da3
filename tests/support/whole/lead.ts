import type { ReportContent } from '../../../shared/facts/check-report.ts';
import { reconnectDelay } from '../../../shared/live/backoff.ts';
import { type Instant, MINUTE, SECOND } from '../../../shared/practice/instant.ts';
import type { StaffBoard } from '../../../shared/wire/staff-board.ts';
import { createSteadyClock } from '../../../web/live/steady-clock.ts';
import type { Seeded } from '../seeded.ts';
import type { Instance } from './instance.ts';
import type { Network } from './network.ts';
import type { Page } from './page.ts';
import type { ReportOutcome } from './store.ts';

/** One thing that a lead said, from the tap to the answer. */
export interface Said {
  readonly key: string;
  readonly branch: string;
  readonly content: ReportContent;
  /** In truth. */
  readonly madeAt: Instant;
  tries: number;
  outcome: 'waiting' | 'acknowledged' | 'theirs';
  /** seq by which it was acknowledged. */
  seq: number | null;
}

export interface Lead {
  readonly said: readonly Said[];
  /** Says nothing new; what waits is still sent. */
  rest(): void;
}

export interface LeadParts {
  readonly network: Network;
  readonly instances: readonly Instance[];
  readonly chance: Seeded;
  readonly now: () => Instant;
  readonly note: (text: string) => void;
  readonly onAcknowledged: (said: Said) => void;
}

const SPEAKS_EVERY = 140 * SECOND;
/** Who has opened the page says two things as often as one. */
const ONE_MORE = { share: 0.4, within: 3 * SECOND };
const TIMEOUT = 10 * SECOND;
const STATES = ['working', 'degraded', 'down', 'working', 'unknown'] as const;

/** A person with the lead's page and its outbox: what was said is sent, with one key, until somebody answers. */
export function startLead(page: Page, branches: readonly string[], parts: LeadParts): Lead {
  const { network, instances, chance, now, note, onAcknowledged } = parts;
  const { machine } = page;
  const clock = createSteadyClock({ monotonic: machine.monotonic, deviceClock: machine.now });
  const said: Said[] = [];
  let resting = false;
  const pick = <T>(of: readonly T[]): T => of[Math.floor(chance.next() * of.length)] as T;

  function makeContent(key: string): ReportContent {
    const signed = { note: `${key} by ${machine.name}` };
    switch (Math.floor(chance.next() * 6)) {
      case 0:
        return { ...signed, gps: { expected: 8, offSick: Math.floor(chance.next() * 8), away: 0, locums: 0 } };
      case 1:
        return { ...signed, access: pick(['open', 'phone-only', 'closed'] as const) };
      case 2:
        return { ...signed, message: `Read this: ${key}` };
      case 3:
        return { ...signed, it: { records: pick(STATES), phones: pick(STATES) } };
      default:
        return { ...signed, it: { internet: pick(STATES) } };
    }
  }

  /** What the page shows of the branch is what its lead has seen. */
  function seenOf(branch: string): number | null {
    const board = page.view()?.board as StaffBoard | undefined;
    return board?.branches.find(({ slug }) => slug === branch)?.seq ?? null;
  }

  function say(branch: string, content: ReportContent | null, seen: number): void {
    const key = `${machine.name}-${said.length + 1}`;
    const one: Said = {
      key,
      branch,
      content: content ? { ...content, note: `${key} by ${machine.name}` } : makeContent(key),
      madeAt: now(),
      tries: 0,
      outcome: 'waiting',
      seq: null,
    };
    said.push(one);
    note(`${key} is said of ${branch}: ${JSON.stringify(one.content)}`);
    const lastSeenAt = page.view()?.now ?? null;
    void send(one, { seen, lastSeenAt, madeOnDevice: clock.elapsed() });
  }

  interface Made {
    readonly seen: number;
    readonly lastSeenAt: Instant | null;
    readonly madeOnDevice: number;
  }

  async function send(one: Said, made: Made): Promise<void> {
    const instance = pick(instances);
    one.tries += 1;
    try {
      const request = {
        ...one,
        actor: machine.name,
        seenSeq: made.seen,
        madeSecondsAgo: Math.round((clock.elapsed() - made.madeOnDevice) / SECOND),
        lastSeenAt: made.lastSeenAt,
      };
      const outcome = await network.call<ReportOutcome>({
        from: machine,
        to: instance.name,
        timeoutMs: TIMEOUT,
        repeatable: true,
        server() {
          const running = instance.running();
          return running && { machine: running.machine, handle: () => instance.report(request) };
        },
      });
      settle(one, outcome);
    } catch {
      machine.after(reconnectDelay(Math.min(one.tries, 6), chance.next), () => void send(one, made));
    }
  }

  function settle(one: Said, outcome: ReportOutcome): void {
    if (outcome.status === 412) {
      one.outcome = 'theirs';
      note(`${one.key} meets what others said up to ${outcome.seq}`);
      if (!resting && chance.next() < 0.5) say(one.branch, one.content, outcome.seq);
      return;
    }
    one.outcome = 'acknowledged';
    one.seq = outcome.seq;
    note(`${one.key} is acknowledged as ${outcome.seq}, at try ${one.tries}`);
    onAcknowledged(one);
  }

  function next(): void {
    const wait = chance.next() < ONE_MORE.share ? chance.between(0, ONE_MORE.within) : chance.wait(SPEAKS_EVERY);
    machine.after(Math.min(wait, 5 * MINUTE), () => {
      if (resting) return;
      const branch = pick(branches);
      const seen = seenOf(branch);
      if (seen !== null) say(branch, null, seen);
      next();
    });
  }

  next();
  return {
    said,
    rest() {
      resting = true;
    },
  };
}
