import type { Instant } from '../../shared/practice/instant.ts';
import { toSetCookie } from '../access/cookies.ts';
import type { SignedIn } from './open-session.ts';

/** The headers of an answer to somebody who just signed in: their browser keeps the session, and no cache the answer. */
export function toWelcome(
  { token, actor }: SignedIn,
  origins: readonly string[],
  now: Instant,
): Readonly<Record<string, string>> {
  const until = actor.credential.expiresAt;
  return { 'cache-control': 'no-store', 'set-cookie': toSetCookie('session', token, origins, { now, until }) };
}
