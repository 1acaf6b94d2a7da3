import type { Kysely } from 'kysely';
import type { Fact } from '../../shared/facts/fact.ts';
import { type Instant, toIso } from '../../shared/practice/instant.ts';
import type { StoredAnswer } from '../../shared/wire/incident.ts';
import type { Fault } from '../../shared/wire/problem.ts';
import type { Actor } from '../access/access.ts';
import { rightTo } from '../access/require-right.ts';
import { factNotes } from '../audit/note-facts.ts';
import type { NewFact } from '../journal/fact-row.ts';
import { hashOf, type WriteDeps, writeOnce, type Written } from '../journal/write-once.ts';
import type { Database } from '../platform/database.types.ts';
import { AppError } from '../platform/errors.ts';
import { checkKey } from '../platform/idempotency-key.ts';
import { soundPart } from '../platform/request-parts.ts';

/** Something that an operations user says, as it came in. */
export interface StaffRequest<B> {
  readonly actor: Actor;
  /** `Idempotency-Key` */
  readonly key: string | undefined;
  readonly body: B;
  /** What the schema found wrong with the body; such a body has no sure shape. */
  readonly shapeFaults: readonly Fault[];
}

/** Where and when it is decided what a request comes to. */
export interface Moment {
  readonly db: Kysely<Database>;
  readonly now: Instant;
  /** seq that the fact will have. */
  readonly seq: number;
}

export interface Decision {
  readonly faults: readonly Fault[];
  /** Called only when nothing is wrong with the request. */
  readonly toFact: () => NewFact;
}

/** Decides on the fields that have their shape. */
type Decide<B> = (sound: Partial<B>, moment: Moment) => Promise<Decision>;

/** The faults of shape, and of those fields that have theirs, what else is wrong. */
function allFaults(shape: readonly Fault[], content: readonly Fault[]): Fault[] {
  const rootOf = ({ path }: Fault) => path.split('/')[1];
  const shapeless = new Set(shape.map(rootOf));
  return [...shape, ...content.filter((fault) => !shapeless.has(rootOf(fault)))];
}

function sorted(body: object): unknown {
  return typeof body === 'object' && body !== null ? Object.entries(body).toSorted() : body;
}

/**
 * Stores the one fact that an operations user's request comes to, in one transaction with the answer to its key.
 * `target` is what it is said of. Throws `bad-request` with every fault, `not-allowed`, `key-reused`, `database-away`,
 * and whatever `decide` throws.
 */
export async function storeFact<B extends object>(
  deps: WriteDeps,
  target: readonly (string | number)[],
  request: StaffRequest<B>,
  decide: Decide<B>,
): Promise<Written<StoredAnswer>> {
  const { actor, key, body, shapeFaults } = request;
  const sound = soundPart(body, shapeFaults);
  const keyFaults = checkKey(key);
  if (key === undefined || keyFaults.length > 0) {
    const moment = { db: deps.db, now: await deps.journal.stampOf(deps.db), seq: 0 };
    const { faults } = await decide(sound, moment);
    throw new AppError('bad-request', { faults: [...keyFaults, ...allFaults(shapeFaults, faults)] });
  }
  return writeOnce<undefined, StoredAnswer, StoredAnswer>(
    deps,
    { actor: actor.id, key, bodyHash: hashOf([...target, sorted(body)]) },
    {
      allow: (time) => rightTo(deps.db, actor.id, 'operations', time),
      find: null,
      write: async ({ trx, arrivedAt, head }) => {
        const seq = head.seq + 1;
        const decision = await decide(sound, { db: trx, now: arrivedAt, seq });
        const faults = allFaults(shapeFaults, decision.faults);
        if (faults.length > 0) throw new AppError('bad-request', { faults });
        const draft = decision.toFact();
        return { facts: [draft], recordedAt: Math.max(arrivedAt, draft.at), toKept: ([fact]) => toAnswer(fact, seq) };
      },
      note: (facts, arrivedAt) => factNotes(actor, facts, arrivedAt),
      answer: async (_trx, kept) => kept,
    },
  );
}

function toAnswer(fact: Fact | undefined, seq: number): StoredAnswer {
  if (fact?.seq !== seq) throw new Error('the journal gave a fact another place than it was told');
  return { seq, at: toIso(fact.at), incident: 'incident' in fact ? fact.incident : null };
}
