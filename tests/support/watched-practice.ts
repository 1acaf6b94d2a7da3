import { randomUUID } from 'node:crypto';
import { ON_THE_MACHINE } from '../../server/access/doer.ts';
import { issueSender } from '../../server/contact/issue-sender.ts';
import { selectFacts } from '../../server/journal/read.ts';
import { toFact } from '../../server/journal/fact-row.ts';
import type { Fact } from '../../shared/facts/fact.ts';
import { type Instant, SECOND } from '../../shared/practice/instant.ts';
import type { BeatBody } from '../../shared/wire/beats.ts';
import type { PublicBoard } from '../../shared/wire/public-board.ts';
import type { StaffWatch } from '../../shared/wire/staff-watch.ts';
import { openDatabase } from './journal.ts';
import { NINE, startTestServer, type TestServer, type TestServerOptions } from './running-server.ts';

type Checks = BeatBody['checks'];

/** A sender that beats every 20 s, or does not. */
export interface TestSender {
  readonly branch: string | null;
  silent: boolean;
  checks: Checks;
  /** Which server its beats go to. */
  to: TestServer;
  /** Beats now: what a route would hand over, without the limit of beats in a minute that really passes. */
  beat(): Promise<void>;
}

export interface WatchedPractice {
  readonly connectionString: string;
  /** One by one, with the same time. */
  readonly servers: TestServer[];
  readonly senders: TestSender[];
  sender(branch: string | null): Promise<TestSender>;
  /** Lets `seconds` pass, in steps of a pass; who is not silent beats each 20 s from the start. */
  pass(seconds: number): Promise<void>;
  /** Seconds from the start. */
  second(at?: Instant): number;
  /** `180 clayton lost`: what the automatic checks have appended, by the second it is true at. */
  signals(): Promise<readonly string[]>;
  /** Facts by the automatic checks of a kind. */
  facts<K extends Fact['kind']>(kind: K): Promise<readonly Extract<Fact, { readonly kind: K }>[]>;
  board(): Promise<PublicBoard>;
  watch(): Promise<StaffWatch>;
}

const STEP = 2 * SECOND;
const BEAT_EVERY = 20 * SECOND;

export interface PracticeOptions {
  readonly at?: Instant;
  readonly servers?: number;
  readonly connectionString?: string;
  /** Of the first server. */
  readonly server?: Pick<TestServerOptions, 'config' | 'logStream'>;
}

/** A server, or several on one database, with senders in its branches and a clock that only `pass` moves. */
export async function watchPractice(options: PracticeOptions = {}): Promise<WatchedPractice> {
  const { at = NINE, servers: count = 1 } = options;
  const { connectionString, server } = options;
  const first = await startTestServer({ at, ...server, ...(connectionString && { connectionString }) });
  const servers = [first];
  while (servers.length < count) {
    servers.push(await startTestServer({ at, connectionString: first.connectionString }));
  }
  const reader = openDatabase(first.connectionString, 2);
  const senders: TestSender[] = [];
  /** Until the next beat, whatever becomes of the time of day. */
  let untilBeat = 0;
  await settle();

  async function settle(): Promise<void> {
    for (const server of servers) await server.evaluator.settled();
    for (const server of servers) await server.refresh();
  }
  const now = () => servers[0]?.clock.now() ?? at;

  async function beatAll(): Promise<void> {
    for (const sender of senders) if (!sender.silent) await sender.beat();
  }

  const second = (instant = now()) => Math.round((instant - at) / SECOND);

  async function facts<K extends Fact['kind']>(kind: K) {
    const rows = await selectFacts(reader.db).where('fact.kind', '=', kind).orderBy('fact.seq').execute();
    return rows.map(toFact) as Extract<Fact, { readonly kind: K }>[];
  }

  return {
    connectionString: first.connectionString,
    servers,
    senders,
    second,
    facts,
    async sender(branch) {
      const boot = randomUUID();
      const { sender: issued } = await issueSender(reader.db, ON_THE_MACHINE, branch, now());
      let n = 0;
      const sender: TestSender = {
        branch,
        silent: false,
        checks: {},
        to: first,
        async beat() {
          n += 1;
          const body = { boot, n, every: 20, checks: sender.checks };
          await sender.to.lastHeard.hear(branch, { body, at: sender.to.clock.now(), token: issued.id });
        },
      };
      senders.push(sender);
      return sender;
    },
    async pass(seconds) {
      for (let left = seconds * SECOND; left > 0; left -= STEP) {
        if (untilBeat <= 0) {
          untilBeat += BEAT_EVERY;
          await beatAll();
        }
        untilBeat -= STEP;
        for (const { clock } of servers) clock.advance(Math.min(STEP, left));
        await settle();
      }
    },
    async signals() {
      return (await facts('signal')).map((fact) => `${second(fact.at)} ${fact.branch} ${fact.contact}`);
    },
    async board() {
      const server = servers[0];
      if (!server) throw new Error('no server is left');
      return (await server.app.inject({ method: 'GET', url: '/api/v1/board' })).json<PublicBoard>();
    },
    async watch() {
      const server = servers[0];
      if (!server) throw new Error('no server is left');
      const headers = { authorization: `Bearer ${await server.token()}` };
      return (await server.app.inject({ method: 'GET', url: '/api/v1/staff/watch', headers })).json<StaffWatch>();
    },
  };
}
