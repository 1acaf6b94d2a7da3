import { setTimeout as wait } from 'node:timers/promises';
import { PATHS } from '../../../shared/wire/paths.ts';
import { START_FLAGS, startBenchServer } from '../bench-server.ts';
import { cpuMicros } from '../measure/process-cpu.ts';
import { now } from '../measure/now.ts';
import { startBareWebPeer } from '../peers/bare-web-peer.ts';
import { startComposeNginx } from '../peers/compose-nginx.ts';
import { PeerMissing } from '../peers/peer.ts';
import { startStaticNginx } from '../peers/static-nginx.ts';
import { readAnswer, type WebAnswer, type WebPeer } from '../peers/web-peer.ts';
import { startVisitors, type Visitors } from './send-visitors.ts';
import type { VisitPlan, VisitsSaid } from './visitor-messages.ts';

/** What a visit asks for on its connection. */
export interface Kind {
  readonly name: string;
  readonly paths: readonly string[];
  /** Of the connections of a round; they are fewer where each asks more. */
  readonly share: number;
}

export interface VisitsOptions {
  readonly rounds: number;
  /** Requests of each peer in a round, of each kind. */
  readonly requests: number;
  /** Visits of the paced run, and the seconds they come in. */
  readonly rush: { readonly visits: number; readonly seconds: number };
  readonly say: (line: string) => void;
}

/** CPU of a peer for a request, in µs; the n-th rounds of all peers lie side by side. */
export interface PeerCosts {
  readonly name: string;
  readonly kind: string;
  readonly micros: readonly number[];
  /** PostgreSQL's beside it. */
  readonly databaseMicros: readonly number[];
}

export interface Rush {
  readonly name: string;
  readonly isPaced: boolean;
  readonly visits: VisitsSaid;
  readonly seconds: number;
  /** Of the processes of the peer, of one core. */
  readonly coreShare: number;
}

export interface VisitsFigures {
  readonly costs: readonly PeerCosts[];
  readonly rushes: readonly Rush[];
  readonly failures: Readonly<Record<string, number>>;
  readonly bytes: Readonly<Record<string, number>>;
  readonly missing: string | null;
}

const VISITORS = 2;
const IDLE_MS = 4_000;
const WARM_UP = 500;
const TLS_SHARE = 0.2;
/** A browser keeps its connection; this many answers on one show what an answer costs without it. */
const KEPT_REQUESTS = 100;

/** What the first page loads, in the order that a browser asks for it. */
function assetsOf(page: string): readonly string[] {
  const found = [...page.matchAll(/(?:href|src)="(\/assets\/[^"]+)"/g)].map(([, path]) => path ?? '');
  if (found.length === 0) throw new Error('the page names no assets');
  return [...new Set(found)];
}

function kindsOf(assets: readonly string[]): readonly Kind[] {
  const visit = [PATHS.home, ...assets];
  const kept = Array.from({ length: KEPT_REQUESTS }, () => PATHS.home);
  return [
    { name: 'page', paths: [PATHS.home], share: 1 },
    { name: 'visit', paths: visit, share: 1 / visit.length },
    { name: 'kept', paths: kept, share: 1 / KEPT_REQUESTS },
  ];
}

/** Those that are compared with each other. */
interface Pair {
  readonly peers: readonly WebPeer[];
}

async function startProxies(
  answers: readonly WebAnswer[],
  servers: readonly { readonly origin: string; readonly pid: number }[],
): Promise<{ readonly pairs: readonly Pair[]; readonly missing: string | null }> {
  const [first, second] = servers.map(({ origin }) => Number(new URL(origin).port));
  try {
    const nginx = await startComposeNginx({ name: 'Branchboard behind nginx', servers: [first ?? 0, second ?? 0] });
    const whole = { ...nginx, pids: [...nginx.pids, ...servers.map(({ pid }) => pid)] };
    return { pairs: [{ peers: [whole, await startStaticNginx(answers)] }], missing: null };
  } catch (error) {
    if (!(error instanceof PeerMissing)) throw error;
    return { pairs: [], missing: error.message };
  }
}

export async function benchVisits(options: VisitsOptions): Promise<VisitsFigures> {
  const { rounds, requests, rush, say } = options;
  const server = await startBenchServer(2);
  const visitors = startVisitors(VISITORS);
  const stops: (() => Promise<void>)[] = [visitors.stop, server.stop];
  try {
    const page = await (await fetch(server.origin)).text();
    const paths = [PATHS.home, ...assetsOf(page)];
    const answers = await Promise.all(paths.map((path) => readAnswer(server.origin, path)));
    const [first] = server.processes;
    if (!first) throw new Error('no server');
    const ours: WebPeer = {
      name: 'Branchboard',
      port: Number(new URL(first.origin).port),
      isTls: false,
      pids: [first.pid],
      stop: async () => {},
    };
    // With the options that Branchboard starts with, so that only what it does is compared.
    const bare = await startBareWebPeer(answers, START_FLAGS, 'node:http');
    const plain = await startBareWebPeer(answers, [], 'node:http as it comes');
    const { pairs, missing } = await startProxies(answers, server.processes);
    const groups: readonly Pair[] = [{ peers: [ours, bare, plain] }, ...pairs];
    stops.unshift(...groups.flatMap(({ peers }) => peers.map(({ stop }) => stop)));
    const meter = await createMeter(
      groups.flatMap(({ peers }) => peers),
      server.databasePids,
      visitors,
    );
    const costs = new Map<string, { name: string; kind: string; micros: number[]; databaseMicros: number[] }>();
    const failures: Record<string, number> = {};
    for (let turn = 0; turn < rounds; turn += 1) {
      for (const { peers } of groups) {
        for (const kind of kindsOf(paths.slice(1))) {
          for (let place = 0; place < peers.length; place += 1) {
            const peer = peers[(turn + place) % peers.length];
            if (!peer) continue;
            const { micros, databaseMicros, said } = await meter(peer, kind, Math.ceil(requests * kind.share));
            for (const [why, count] of Object.entries(said.failures)) {
              failures[`${peer.name}: ${why}`] = (failures[`${peer.name}: ${why}`] ?? 0) + count;
            }
            const key = `${peer.name}/${kind.name}`;
            const of = costs.get(key) ?? { name: peer.name, kind: kind.name, micros: [], databaseMicros: [] };
            of.micros.push(micros);
            of.databaseMicros.push(databaseMicros);
            costs.set(key, of);
          }
        }
      }
      say(`round ${turn + 1} of ${rounds}`);
    }
    const rushes: Rush[] = [];
    for (const peer of groups.flatMap(({ peers }) => peers.slice(0, 1))) {
      rushes.push(await sendRush(peer, paths, visitors, rush));
      say(`${peer.name}: ${rushes.at(-1)?.visits.done} visits`);
    }
    return {
      costs: [...costs.values()],
      rushes,
      failures,
      bytes: Object.fromEntries(answers.map(({ path, body }) => [path, body.length])),
      missing,
    };
  } finally {
    for (const stop of stops) await stop();
  }
}

function planOf({ port, isTls }: WebPeer, paths: readonly string[]): VisitPlan {
  return { port, isTls, paths };
}

/**
 * All of them at an even pace. TLS takes its visitors ten times what it takes the server, and they share its machine:
 * there they are as many as come at that rate, each as soon as one before has left.
 */
async function sendRush(
  peer: WebPeer,
  paths: readonly string[],
  visitors: Visitors,
  { visits: count, seconds }: VisitsOptions['rush'],
): Promise<Rush> {
  const begun = { at: now(), cpu: cpuMicros(peer.pids) };
  const visits = peer.isTls
    ? await visitors.send(planOf(peer, paths), Math.ceil(count * TLS_SHARE))
    : await visitors.send(planOf(peer, paths), count, count / seconds);
  const took = (now() - begun.at) / 1_000;
  const coreShare = (cpuMicros(peer.pids) - begun.cpu) / (took * 1e6);
  return { name: peer.name, isPaced: !peer.isTls, visits, seconds: took, coreShare };
}

/** Measures what a peer's processes take for visits, without what they take when nobody comes. */
async function createMeter(peers: readonly WebPeer[], databasePids: () => readonly number[], visitors: Visitors) {
  for (const peer of peers) await visitors.send(planOf(peer, [PATHS.home]), WARM_UP);
  const before = peers.map(({ pids }) => cpuMicros(pids));
  const databaseBefore = cpuMicros(databasePids());
  await wait(IDLE_MS);
  const idle = new Map(peers.map((peer, at) => [peer, (cpuMicros(peer.pids) - (before[at] ?? 0)) / IDLE_MS]));
  const idleDatabase = (cpuMicros(databasePids()) - databaseBefore) / IDLE_MS;
  return async (peer: WebPeer, { paths }: Kind, connections: number) => {
    const count = connections * paths.length;
    const begun = { at: now(), cpu: cpuMicros(peer.pids), database: cpuMicros(databasePids()) };
    const said = await visitors.send(planOf(peer, paths), connections);
    const ms = now() - begun.at;
    return {
      said,
      micros: (cpuMicros(peer.pids) - begun.cpu - (idle.get(peer) ?? 0) * ms) / count,
      databaseMicros: (cpuMicros(databasePids()) - begun.database - idleDatabase * ms) / count,
    };
  };
}
