import { HOUR, MINUTE, SECOND } from '../../../shared/practice/instant.ts';
import type { Instance } from './instance.ts';
import type { Weather } from './network.ts';
import type { Page } from './page.ts';
import type { Sender } from './sender.ts';
import { STORE } from './store-client.ts';
import type { World } from './world.ts';

/** What can go wrong, how often in a world in which it does, and in which share of worlds that is. */
export interface Fault {
  readonly name: string;
  readonly each: number;
  readonly share: number;
  /** Begins it, and says what it did; it ends by itself, or with all others. */
  begin(world: World): string;
}

/** Most messages of a bad world arrive, else nobody would ever hear of anything. */
export const WORST_WEATHER: Weather = { drop: 0.08, duplicate: 0.06, reorder: 0.05, delay: 300 };
/** In this share of the worlds the weather is calm and only the faults of the table come. */
export const CALM_SHARE = 0.3;

function pick<T>({ chance }: World, of: readonly T[]): T {
  return of[Math.floor(chance.next() * of.length)] as T;
}

function lasting({ chance }: World, median: number): number {
  return Math.min(chance.length(median, 0.8), 6 * MINUTE);
}

const seconds = (ms: number) => `${Math.round(ms / SECOND)} s`;

function cutOff(world: World, name: string, from: string | undefined, median: number): string {
  const span = lasting(world, median);
  world.network.cut(name, from);
  world.until(span, () => world.network.heal(name));
  return `${name} is cut off${from === undefined ? '' : ` from ${from}`} for ${seconds(span)}`;
}

const pageOf = (world: World): Page => pick(world, world.pages);
const instanceOf = (world: World): Instance => pick(world, world.instances);
const senderOf = (world: World): Sender => pick(world, world.senders);

export const FAULTS: readonly Fault[] = [
  {
    name: 'a viewer is cut off',
    each: 3 * MINUTE,
    share: 0.7,
    begin: (world) => cutOff(world, pageOf(world).name, undefined, 40 * SECOND),
  },
  {
    name: 'a viewer cannot reach one of the instances',
    each: 5 * MINUTE,
    share: 0.4,
    begin: (world) => cutOff(world, pageOf(world).name, instanceOf(world).name, 60 * SECOND),
  },
  {
    name: 'a branch is cut off',
    each: 5 * MINUTE,
    share: 0.6,
    begin: (world) => cutOff(world, senderOf(world).machine.name, undefined, 100 * SECOND),
  },
  {
    name: 'an instance is cut off from the database',
    each: 4 * MINUTE,
    share: 0.6,
    begin: (world) => cutOff(world, instanceOf(world).name, STORE, 50 * SECOND),
  },
  {
    name: 'an instance is cut off from everybody',
    each: 8 * MINUTE,
    share: 0.3,
    begin: (world) => cutOff(world, instanceOf(world).name, undefined, 50 * SECOND),
  },
  {
    name: 'the database is away',
    each: 8 * MINUTE,
    share: 0.4,
    begin(world) {
      const span = lasting(world, 40 * SECOND);
      world.server.isUp = false;
      world.until(span, () => {
        world.server.isUp = true;
      });
      return `the database is away for ${seconds(span)}`;
    },
  },
  {
    name: 'sockets are half open',
    each: 3 * MINUTE,
    share: 0.6,
    begin(world) {
      const running = instanceOf(world).running();
      const streams = [...(running?.streams ?? [])].filter(() => world.chance.next() < 0.5);
      for (const stream of streams) stream.silence();
      return `the sockets of ${streams.map(({ client }) => client).join(', ')} are half open`;
    },
  },
  {
    name: 'hints are lost',
    each: 5 * MINUTE,
    share: 0.5,
    begin(world) {
      const span = lasting(world, 60 * SECOND);
      world.hintsLost = true;
      world.until(span, () => {
        world.hintsLost = false;
      });
      return `hints are lost for ${seconds(span)}`;
    },
  },
  {
    name: 'an instance crashes',
    each: 5 * MINUTE,
    share: 0.5,
    begin(world) {
      const instance = instanceOf(world);
      const downFor = lasting(world, 20 * SECOND);
      instance.crash(world.chance.next() < 0.5, downFor);
      return `${instance.name} crashes for ${seconds(downFor)}`;
    },
  },
  {
    name: 'an instance is restarted',
    each: 8 * MINUTE,
    share: 0.4,
    begin(world) {
      const instance = instanceOf(world);
      instance.stop();
      return `${instance.name} is restarted`;
    },
  },
  {
    name: 'an instance crashes between commit and answer',
    each: 4 * MINUTE,
    share: 0.5,
    begin(world) {
      const instance = instanceOf(world);
      instance.crashAtCommit = true;
      return `${instance.name} will crash between commit and answer`;
    },
  },
  {
    name: 'the wall clock of an instance is set',
    each: 6 * MINUTE,
    share: 0.4,
    begin(world) {
      const instance = instanceOf(world);
      const by = pick(world, [HOUR, -2 * HOUR, 40 * SECOND, -40 * SECOND]);
      const machine = instance.machine();
      machine?.setBy(by);
      world.until(lasting(world, 90 * SECOND), () => machine?.setRight());
      return `the clock of ${instance.name} is set by ${seconds(by)}`;
    },
  },
  {
    name: 'the clock of a device is set',
    each: 5 * MINUTE,
    share: 0.4,
    begin(world) {
      const page = pageOf(world);
      const by = pick(world, [HOUR, -2 * HOUR]);
      // What a clock does while its machine sleeps nobody can tell from sleep.
      if (page.machine.isAwake()) page.machine.setBy(by);
      world.devicesWereSet = true;
      return `the clock of ${page.name} is set by ${seconds(by)}`;
    },
  },
  {
    name: 'a device sleeps',
    each: 4 * MINUTE,
    share: 0.6,
    begin(world) {
      const page = pageOf(world);
      const span = lasting(world, 60 * SECOND) + 10 * SECOND;
      page.sleep(world.chance.next() < 0.5);
      const isCut = world.chance.next() < 0.5;
      if (isCut) for (const { running } of world.instances) breakOff(running()?.streams ?? [], page.name);
      world.until(span, () => page.wake(world.chance.next() < 0.8));
      return `${page.name} sleeps for ${seconds(span)}`;
    },
  },
  {
    name: 'a page is loaded again',
    each: 8 * MINUTE,
    share: 0.3,
    begin(world) {
      const page = pageOf(world);
      page.reload();
      return `${page.name} is loaded again`;
    },
  },
];

function breakOff(streams: Iterable<{ readonly client: string; silence(): void }>, client: string): void {
  for (const stream of streams) if (stream.client === client) stream.silence();
}
