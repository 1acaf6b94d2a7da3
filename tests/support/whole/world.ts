import type { Fact } from '../../../shared/facts/fact.ts';
import { type Instant, MINUTE } from '../../../shared/practice/instant.ts';
import { ALL_WORKING, london, sampleBranch } from '../facts.ts';
import { seeded, type Seeded } from '../seeded.ts';
import { createInstance, type Instance } from './instance.ts';
import { type Lead, type Said, startLead } from './lead.ts';
import { createMachine } from './machine.ts';
import { CALM, createNetwork, type Network } from './network.ts';
import { openPage, type Page } from './page.ts';
import { createProxy } from './proxy.ts';
import type { Sabotage } from './sabotage.ts';
import { createScheduler, type Scheduler } from './scheduler.ts';
import { type Sender, startSender } from './sender.ts';
import { createStore, type Store } from './store.ts';
import { STORE, type StoreServer } from './store-client.ts';
import { type Truth, watchTruth } from './truth.ts';

/** What the invariants are told of. */
export interface Witness {
  onCommit(facts: readonly Fact[]): void;
  onDrawn(page: Page): void;
  onAcknowledged(said: Said): void;
}

/** A practice, its people and machines, and the network between them. */
export interface World {
  readonly chance: Seeded;
  readonly scheduler: Scheduler;
  readonly network: Network;
  readonly server: StoreServer;
  readonly store: Store;
  readonly truth: Truth;
  readonly instances: readonly Instance[];
  readonly pages: readonly Page[];
  readonly leads: readonly Lead[];
  readonly senders: readonly Sender[];
  hintsLost: boolean;
  /** Somebody set the clock of a device: what is said on it may be dated wrong. */
  devicesWereSet: boolean;
  /** When all faults were over. */
  faultsOver: Instant;
  /** Ends a fault after `ms`, or with all others. */
  until(ms: number, end: () => void): void;
  /** All faults are over. */
  clear(): void;
  note(text: string): void;
  /** What happened, the newest last. */
  readonly log: readonly string[];
}

const EPOCH = '00000000-0000-4000-8000-000000000001';
const BRANCHES = ['clayton', 'orton-mere', 'minster-yard', 'huntly-lane'];
const PUBLIC_PAGES = 3;
const LEADS = 2;
/** In the middle of a day, and over an opening, a closing and a midnight. All branches open from 8:00 to 18:30. */
const STARTS = ['2019-12-31 10:32', '2019-12-31 10:32', '2019-12-31 07:50', '2019-12-31 18:18', '2019-12-31 23:50'];
const OFFICE = 'office';
const LOG_KEPT = 400;

export function createWorld(seed: number, sabotage: Sabotage, witness: Witness): World {
  const chance = seeded(seed);
  const start = london(STARTS[Math.floor(chance.next() * STARTS.length)] as string);
  const scheduler = createScheduler(start);
  const network = createNetwork(scheduler, chance);
  const log: string[] = [];
  const ends = new Set<() => void>();

  function note(text: string): void {
    log.push(`${((scheduler.now() - start) / 1_000).toFixed(1).padStart(7)} s  ${text}`);
    if (log.length > LOG_KEPT) log.shift();
  }

  const store = createStore(EPOCH, () => Math.floor(scheduler.now()), onCommit, sabotage);
  const server: StoreServer = { machine: createMachine(scheduler, STORE), store, isUp: true };
  const sources = new Set([...BRANCHES, null]);
  const instances = ['a', 'b'].map((name) =>
    createInstance(name, { scheduler, network, server, sabotage, sources, note }),
  );
  const parts = { scheduler, network, chance, instances };

  function onCommit(facts: readonly Fact[]): void {
    for (const fact of facts) note(`${fact.seq} is committed: ${describe(fact)}`);
    world.truth.look();
    witness.onCommit(facts);
    for (const { name, running } of instances) {
      if (world.hintsLost || network.isCut(name, STORE)) continue;
      scheduler.after(network.delay(), () => running()?.client.hint());
    }
  }

  const world: World & { instances: readonly Instance[]; pages: Page[]; leads: Lead[]; senders: Sender[] } = {
    chance,
    scheduler,
    network,
    server,
    store,
    truth: watchTruth(store, scheduler.now),
    instances,
    pages: [],
    leads: [],
    senders: [],
    hintsLost: false,
    devicesWereSet: false,
    faultsOver: Number.POSITIVE_INFINITY,
    until(ms, end) {
      const once = () => ends.delete(once) && end();
      ends.add(once);
      scheduler.after(ms, once);
    },
    clear() {
      for (const end of ends) end();
      network.heal();
      network.weather = CALM;
      for (const instance of instances) instance.crashAtCommit = false;
      world.faultsOver = scheduler.now();
      note('the faults are over');
    },
    note,
    log,
  };

  const setUpAt = start - 60 * MINUTE;
  const saidAt = start - 30 * MINUTE;
  const setUp = BRANCHES.map(
    (slug) => ({ kind: 'branch', branch: sampleBranch(slug), at: setUpAt, actor: OFFICE }) as const,
  );
  store.append(setUp, setUpAt);
  for (const branch of BRANCHES) {
    const well = { kind: 'report', branch, onBehalf: true, it: ALL_WORKING, at: saidAt, actor: OFFICE } as const;
    store.append([well], saidAt);
  }
  for (const instance of instances) instance.start();
  for (const branch of [...BRANCHES, null]) {
    const name = branch === null ? 'canary' : `sender of ${branch}`;
    world.senders.push(startSender(branch, createMachine(scheduler, name), parts));
  }
  const proxy = createProxy(scheduler, chance);
  const pageParts = { ...parts, sabotage, proxy, onDrawn: witness.onDrawn };
  // Patients' clocks are wrong, and nothing may rest on them.
  const device = (name: string) => createMachine(scheduler, name, chance.between(-400 * MINUTE, 400 * MINUTE));
  for (let n = 1; n <= PUBLIC_PAGES; n += 1) world.pages.push(openPage('public', device(`patient ${n}`), pageParts));
  for (let n = 1; n <= LEADS; n += 1) {
    const page = openPage('staff', device(`lead-${n}`), pageParts);
    world.pages.push(page);
    const now = () => scheduler.now();
    const { onAcknowledged } = witness;
    world.leads.push(startLead(page, BRANCHES, { network, instances, chance, now, note, onAcknowledged }));
  }
  return world;
}

function describe(fact: Fact): string {
  if (fact.kind === 'signal') return `${fact.branch} is ${fact.contact}`;
  if (fact.kind === 'probe') return `${fact.service} of ${fact.branch} is ${fact.state}`;
  if (fact.kind === 'incident')
    return `incident ${fact.incident} ${fact.title ?? ''}${fact.resolved ? ' resolved' : ''}`;
  if (fact.kind === 'report') return `${fact.branch} by ${fact.actor} ${fact.note ?? ''}`;
  return fact.kind;
}
