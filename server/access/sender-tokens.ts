import { SECOND } from '../../shared/practice/instant.ts';
import type { Clock, Moment } from '../platform/clock.ts';
import type { Db } from '../platform/database.types.ts';
import type { Actor } from './access.ts';
import { findSenderActor, readSenderMark, readSenders } from './senders.queries.ts';

/** The tokens of senders in memory: thousands of beats come by them, and they change a few times a year. */
export interface SenderTokens {
  /** Whose the token with this digest is, as far as that is known without asking; null: it has to be asked. */
  findHeld(hash: Buffer): Actor | null;
  /** Whose the token with this digest is; null: nobody's, or it was revoked. */
  find(hash: Buffer): Promise<Actor | null>;
  /** Branches that a token is valid for, as the database has them now; null among them: the canary. */
  sources(): Promise<ReadonlySet<string | null>>;
  /** A token was made or revoked here: nothing that is held counts any more. */
  forget(): void;
}

/** Instances look every two seconds what was revoked elsewhere. Without that, each token is asked for again. */
const HELD_AT_MOST = 4 * SECOND;

interface Held {
  readonly mark: string;
  readonly actors: ReadonlyMap<string, Actor>;
  readonly sources: ReadonlySet<string | null>;
}

export function createSenderTokens(db: Db, clock: Pick<Clock, 'monotonic'>): SenderTokens {
  let held: Held | null = null;
  let heldAt: Moment = Number.NEGATIVE_INFINITY;
  /** Counts what was forgotten, so that what is being read meanwhile is not kept. */
  let forgotten = 0;

  async function readAll(mark: string): Promise<Held> {
    const actors = await readSenders(db);
    return {
      mark,
      actors: new Map(actors.map(({ hash, actor }) => [hash, actor])),
      sources: new Set(actors.map(({ actor }) => actor.branches[0] ?? null)),
    };
  }

  function findHeld(hash: Buffer): Actor | null {
    const isFresh = clock.monotonic() - heldAt <= HELD_AT_MOST;
    return (isFresh && held?.actors.get(hash.toString('hex'))) || null;
  }

  return {
    findHeld,
    // One that is not known may have been made elsewhere just now.
    find: async (hash) => findHeld(hash) ?? findSenderActor(db, hash),
    async sources() {
      const [before, at] = [forgotten, clock.monotonic()];
      const mark = await readSenderMark(db);
      const next = held?.mark === mark ? held : await readAll(mark);
      if (before === forgotten) {
        held = next;
        heldAt = at;
      }
      return next.sources;
    },
    forget() {
      forgotten += 1;
      held = null;
    },
  };
}
