import { timingSafeEqual } from 'node:crypto';
import type { Instant } from '../../shared/practice/instant.ts';
import type { Db } from '../platform/database.types.ts';
import { AppError } from '../platform/errors.ts';
import type { Actor } from './access.ts';
import { findSenderActor } from './senders.queries.ts';
import { hashToken, isSenderToken } from './token-secret.ts';
import { findTokenActor } from './tokens.queries.ts';

/** `Authorization: Bearer <token>`, by RFC 6750; the scheme's name has no case. */
const BEARER = /^bearer +([\w.~+/-]+=*) *$/i;
/** Who hands on the text messages that came in. */
const NOTIFY: Actor = {
  id: 'notify',
  name: null,
  role: 'notify',
  branches: [],
  credential: { kind: 'notify', id: 'notify', expiresAt: null },
};
const CHALLENGE = 'Bearer realm="branchboard"';

/** What is known of tokens without asking the database. */
export interface KnownTokens {
  /** What GOV.UK Notify comes with; null: no text messages come in. */
  readonly notifyToken?: string | null;
  /** Whose a sender's token is; absent: the database is asked. */
  readonly findSender?: (hash: Buffer) => Promise<Actor | null>;
}

/**
 * Who the value of an Authorization header stands for. Throws `not-signed-in`, in the same words for a token that is
 * malformed, unknown, expired or revoked. Every token costs one digest and one look-up by it.
 */
export async function authenticateToken(
  db: Db,
  authorization: string | undefined,
  now: Instant,
  { notifyToken = null, findSender = (hash) => findSenderActor(db, hash) }: KnownTokens = {},
): Promise<Actor> {
  if (authorization === undefined) throw notSignedIn(CHALLENGE);
  const token = BEARER.exec(authorization)?.[1] ?? '';
  const hash = hashToken(token);
  if (notifyToken !== null && timingSafeEqual(hash, hashToken(notifyToken))) return NOTIFY;
  const actor = isSenderToken(token) ? await findSender(hash) : await findTokenActor(db, hash, now);
  if (!actor) throw notSignedIn(`${CHALLENGE}, error="invalid_token"`);
  return actor;
}

function notSignedIn(challenge: string): AppError {
  return new AppError('not-signed-in', { headers: { 'www-authenticate': challenge } });
}
