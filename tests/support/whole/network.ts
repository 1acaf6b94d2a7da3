import type { Seeded } from '../seeded.ts';
import type { Machine } from './machine.ts';
import type { Scheduler } from './scheduler.ts';

/** How bad the network is. Chances are of each message. */
export interface Weather {
  readonly drop: number;
  readonly duplicate: number;
  readonly reorder: number;
  /** Mean of what is added to each delay, in ms. */
  readonly delay: number;
}

export const CALM: Weather = { drop: 0, duplicate: 0, reorder: 0, delay: 0 };

/** The lines between machines, by name. */
export interface Network {
  weather: Weather;
  /** Cuts a machine off from one other, or from all. */
  cut(name: string, from?: string): void;
  heal(name?: string): void;
  isCut(a: string, b: string): boolean;
  delay(): number;
  /** A request and its answer. Rejects when nothing comes of it within `timeoutMs`, or nobody listens. */
  call<T>(request: Call<T>): Promise<T>;
}

export interface Call<T> {
  readonly from: Machine;
  readonly to: string;
  /** The other side, null when nobody listens. */
  readonly server: () => { readonly machine: Machine; handle(): T | Promise<T> } | null;
  readonly timeoutMs: number;
  /** A proxy on the way may send it again. */
  readonly repeatable?: boolean;
}

const LEAST_DELAY_MS = 2;
const USUAL_DELAY_MS = 30;

export function createNetwork(scheduler: Scheduler, chance: Seeded): Network {
  const cuts = new Set<string>();
  const lineOf = (a: string, b: string) => (a < b ? `${a} ${b}` : `${b} ${a}`);

  const network: Network = {
    weather: CALM,
    cut(name, from) {
      cuts.add(from === undefined ? name : lineOf(name, from));
    },
    heal(name) {
      if (name === undefined) cuts.clear();
      else for (const cut of cuts) if (cut.split(' ').includes(name)) cuts.delete(cut);
    },
    isCut: (a, b) => cuts.size > 0 && (cuts.has(a) || cuts.has(b) || cuts.has(lineOf(a, b))),
    delay: () =>
      LEAST_DELAY_MS +
      chance.wait(USUAL_DELAY_MS) +
      (network.weather.delay > 0 ? chance.wait(network.weather.delay) : 0),
    call: ({ from, to, server, timeoutMs, repeatable = false }) =>
      new Promise((resolve, reject) => {
        const cancel = from.after(timeoutMs, () => reject(awayError('ETIMEDOUT')));
        const lost = () => network.isCut(from.name, to) || chance.next() < network.weather.drop;
        const back = (settle: () => void) => {
          if (lost()) return;
          scheduler.after(network.delay(), () =>
            from.whenAwake(() => {
              cancel();
              settle();
            }),
          );
        };
        const arrive = () => {
          const other = server();
          if (!other) return back(() => reject(awayError('ECONNREFUSED')));
          other.machine.whenAwake(() => {
            void Promise.resolve(other.handle()).then(
              (answer) => other.machine.isAlive() && back(() => resolve(answer)),
              (error: Error) => other.machine.isAlive() && back(() => reject(error)),
            );
          });
        };
        if (!lost()) scheduler.after(network.delay(), arrive);
        if (repeatable && chance.next() < network.weather.duplicate) scheduler.after(network.delay(), arrive);
      }),
  };
  return network;
}

/** What a broken connection looks like to the code above it. */
function awayError(code: string): Error {
  return Object.assign(new Error(code), { code });
}
