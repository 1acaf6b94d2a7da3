import type { IncomingHttpHeaders } from 'node:http';
import type { Instant } from '../../shared/practice/instant.ts';
import type { Db } from '../platform/database.types.ts';
import type { Actor } from './access.ts';
import { authenticateToken, type KnownTokens } from './authenticate-token.ts';
import { readCookie } from './cookies.ts';
import { findDisplayActor } from './displays.queries.ts';
import { findSessionActor } from './sessions.queries.ts';
import { hashToken } from './token-secret.ts';

/** What of a request says who makes it. */
export interface Credentials {
  readonly headers: IncomingHttpHeaders;
  readonly address: string;
}

/**
 * Who makes a request: whoever an Authorization header stands for and nobody else, else whoever is signed in, else a
 * display. Throws `not-signed-in`.
 */
export async function authenticate(
  db: Db,
  { headers, address }: Credentials,
  origins: readonly string[],
  now: Instant,
  known: KnownTokens = {},
): Promise<Actor> {
  const { authorization, cookie } = headers;
  if (authorization === undefined) {
    const session = readCookie('session', cookie, origins);
    const person = session && (await findSessionActor(db, hashToken(session), now));
    if (person) return person;
    const secret = readCookie('display', cookie, origins);
    const display = secret && (await findDisplayActor(db, hashToken(secret), address, now));
    if (display) return display;
  }
  return authenticateToken(db, authorization, now, known);
}
