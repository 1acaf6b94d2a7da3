import { randomUUID } from 'node:crypto';
import type { Kysely, Transaction } from 'kysely';
import type { Instant } from '../../shared/practice/instant.ts';
import { createTokenSecret, hashToken } from '../access/token-secret.ts';
import type { Database, Db } from '../platform/database.types.ts';
import {
  countStepTry,
  deleteOldSteps,
  deleteStep,
  findStep,
  insertStep,
  lockStep,
  type StepRow,
} from './steps.queries.ts';

/** Something that somebody must prove in a request of its own, because the question had to be asked first. */
export interface NewStep {
  /** What is awaited. */
  readonly kind: string;
  /** null: not known yet, or nobody, who must not learn that from the answer. */
  readonly person: string | null;
  /** What the next request is checked against: a challenge, the digest of a code. Nothing in it may let anybody in. */
  readonly detail: object;
  readonly lasts: number;
}

/** Wrong answers after which a step is void, so that a code of six digits cannot be found by trying. */
const TRIES_MAX = 5;

/** Begins a step. Its secret goes to whoever asked and to nobody else, and the next request brings it back. */
export async function beginStep(db: Kysely<Database>, step: NewStep, now: Instant): Promise<string> {
  const secret = createTokenSecret();
  await deleteOldSteps(db, now);
  await insertStep(db, {
    id: randomUUID(),
    secret_hash: hashToken(secret),
    kind: step.kind,
    person: step.person,
    detail: JSON.stringify(step.detail),
    expires_at: new Date(now + step.lasts),
  });
  return secret;
}

export interface StepRequest {
  readonly secret: string;
  readonly kind: string;
  readonly now: Instant;
}

/** Whose step it is and what it awaits, without taking it; null: it is unknown, too old or used up. */
export function peekStep(db: Kysely<Database>, { secret, kind, now }: StepRequest): Promise<StepRow | null> {
  return findStep(db, hashToken(secret), kind, now);
}

/**
 * Takes a step when `prove` finds that what came with it is right. It is used up then, once, whoever else tries at the same
 * moment; an answer of null counts as a wrong try, and after five of those the step is void. Gives what `prove` gave, or null: the
 * step is unknown, too old or used up, or the answer is wrong.
 */
export function takeStep<T>(
  db: Db,
  { secret, kind, now }: StepRequest,
  prove: (step: StepRow, trx: Transaction<Database>) => Promise<T | null>,
): Promise<T | null> {
  return db.transaction().execute(async (trx) => {
    const step = await lockStep(trx, hashToken(secret), kind, now);
    if (!step || step.tries >= TRIES_MAX) return null;
    const proved = await prove(step, trx);
    if (proved === null) await countStepTry(trx, step.id);
    else await deleteStep(trx, step.id);
    return proved;
  });
}
