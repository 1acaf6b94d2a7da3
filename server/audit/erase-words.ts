import type { Transaction } from 'kysely';
import { type ErasureFact, type TextField, textFieldsOf } from '../../shared/facts/erasure.ts';
import { checkText } from '../../shared/facts/check-text.ts';
import type { Fact } from '../../shared/facts/fact.ts';
import type { Instant } from '../../shared/practice/instant.ts';
import { toIso } from '../../shared/practice/instant.ts';
import type { ErasureBody, NameErasureBody } from '../../shared/wire/erasure.ts';
import type { StoredAnswer } from '../../shared/wire/incident.ts';
import type { Fault } from '../../shared/wire/problem.ts';
import { ERASE_FAULTS } from '../../shared/words/erasure.ts';
import type { Actor } from '../access/access.ts';
import { requireRight } from '../access/require-right.ts';
import { lockJournal } from '../journal/append.ts';
import { readFactsAfter } from '../journal/read.ts';
import type { WriteDeps } from '../journal/write-once.ts';
import type { Database } from '../platform/database.types.ts';
import { AppError } from '../platform/errors.ts';
import { findNameToErase } from './erase.queries.ts';
import { noteFacts } from './note-facts.ts';

type What = Pick<ErasureFact, 'branch' | 'target' | 'fields' | 'person'>;

/**
 * Erases texts of a fact: the database empties their rows when the journal takes the fact that says so, and the evidence of
 * what was typed stays. Throws `not-found`, `not-allowed`, and `bad-request` for what is not typed there or is erased already.
 */
export async function eraseTexts(
  deps: WriteDeps,
  actor: Actor,
  seq: number,
  { fields, reason }: ErasureBody,
): Promise<StoredAnswer> {
  return erase(deps, actor, reason, async (trx) => {
    const fact = await findFact(trx, seq);
    if (!fact) throw new AppError('not-found', { detail: ERASE_FAULTS.noFact });
    const faults = faultsOfFields(fields, textFieldsOf(fact));
    if (faults.length > 0) throw new AppError('bad-request', { faults });
    return { branch: branchOf(fact), target: seq, fields, person: null };
  });
}

/** Erases the name of somebody who left, or of a token that ended. Throws `not-found`, `not-allowed` and `already-done`. */
export async function eraseName(
  deps: WriteDeps,
  actor: Actor,
  person: string,
  { reason }: NameErasureBody,
): Promise<StoredAnswer> {
  return erase(deps, actor, reason, async (trx, now) => {
    const found = await findNameToErase(trx, person, now);
    if (found === 'none') throw new AppError('not-found', { detail: ERASE_FAULTS.noPerson });
    if (found === 'here') throw new AppError('already-done', { detail: ERASE_FAULTS.stillHere });
    return { branch: null, target: null, fields: [], person };
  });
}

async function erase(
  { db, journal }: WriteDeps,
  actor: Actor,
  reason: string,
  find: (trx: Transaction<Database>, now: Instant) => Promise<What>,
): Promise<StoredAnswer> {
  return db
    .transaction()
    .setIsolationLevel('read committed')
    .execute(async (trx) => {
      const faults = checkText('/reason', reason);
      if (faults.length > 0) throw new AppError('bad-request', { faults });
      const now = await journal.stampOf(trx);
      await requireRight(trx, actor.id, 'admin', now);
      await lockJournal(trx);
      const what = await find(trx, now);
      const draft = { kind: 'erasure', ...what, reason: reason.trim(), at: now, actor: actor.id } as const;
      const [fact] = await journal.append(trx, [draft], now);
      if (!fact) throw new Error('the journal took no fact');
      await noteFacts(trx, actor, [fact], now);
      return { seq: fact.seq, at: toIso(fact.at), incident: null };
    });
}

async function findFact(trx: Transaction<Database>, seq: number): Promise<Fact | null> {
  const [fact] = await readFactsAfter(trx, seq - 1, 1);
  return fact?.seq === seq ? fact : null;
}

function faultsOfFields(fields: readonly TextField[], typed: readonly TextField[]): Fault[] {
  return fields.flatMap((field, index): Fault[] => {
    const path = `/fields/${index}`;
    if (!typed.includes(field)) return [{ path, message: ERASE_FAULTS.notTyped }];
    return fields.indexOf(field) === index ? [] : [{ path, message: ERASE_FAULTS.twice }];
  });
}

/** Of a fact about the whole practice null, also when it names branches. */
function branchOf(fact: Fact): string | null {
  return fact.kind === 'report' || fact.kind === 'alert' || fact.kind === 'erasure' ? fact.branch : null;
}
