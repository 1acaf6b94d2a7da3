import { randomUUID } from 'node:crypto';
import { type Instant, toIso } from '../../shared/practice/instant.ts';
import type { NewSender, Sender } from '../../shared/wire/senders.ts';
import { SENDER_WORDS } from '../../shared/words/senders.ts';
import type { Doer } from '../access/doer.ts';
import { requireRight } from '../access/require-right.ts';
import { createSenderSecret, hashToken } from '../access/token-secret.ts';
import { noteChange } from '../audit/note-access.ts';
import { findKnownBranches } from '../journal/known-branches.ts';
import type { Db } from '../platform/database.types.ts';
import { AppError } from '../platform/errors.ts';
import { deleteSender, insertSender, lockTokensOf, readSenders } from './senders.queries.ts';

/** The old one goes on until the new one is in its place. */
const VALID_AT_A_TIME = 2;

function refuse(message: string): AppError {
  return new AppError('bad-request', { faults: [{ path: '/branch', message }] });
}

/**
 * Makes a token for the sender of a branch, or for the canary (null). The token is returned this once: only its digest is
 * stored. Throws `bad-request` when there is no such branch, or when it has two already.
 */
export async function issueSender(db: Db, by: Doer, branch: string | null, now: Instant): Promise<NewSender> {
  if (branch !== null && !(await findKnownBranches(db, [branch])).has(branch)) {
    throw refuse(SENDER_WORDS.noBranch(branch));
  }
  const token = createSenderSecret();
  const id = randomUUID();
  await db.transaction().execute(async (trx) => {
    await requireRight(trx, by.id, 'operations', now);
    if ((await lockTokensOf(trx, branch)) >= VALID_AT_A_TIME) throw refuse(SENDER_WORDS.twoTokens);
    const kept = { id, branch, token_hash: hashToken(token), created_by: by.id, created_at: new Date(now) };
    await insertSender(trx, kept);
    await noteChange(trx, by, { event: 'sender', outcome: 'issued', subject: id, detail: { branch } }, now);
  });
  return { sender: { id, branch, createdAt: toIso(now), lastBeatAt: null }, token };
}

/** Every token that is valid. */
export async function listSenders(db: Db): Promise<Sender[]> {
  return (await readSenders(db)).map(({ id, branch, createdAt, lastBeatAt }) => ({
    id,
    branch,
    createdAt: toIso(createdAt),
    lastBeatAt: lastBeatAt === null ? null : toIso(lastBeatAt),
  }));
}

/** Ends a token at once. Throws `not-found`. */
export async function revokeSender(db: Db, by: Doer, id: string, now: Instant): Promise<void> {
  await db.transaction().execute(async (trx) => {
    await requireRight(trx, by.id, 'operations', now);
    if (!(await deleteSender(trx, id))) throw new AppError('not-found', { detail: SENDER_WORDS.noSender });
    await noteChange(trx, by, { event: 'sender', outcome: 'revoked', subject: id }, now);
  });
}
