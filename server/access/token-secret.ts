import { createHash, randomBytes } from 'node:crypto';

/** Makes a leaked token easy to find, for people and for scanners. */
const PREFIX = 'bb_';
const SECRET_BYTES = 32;

/** A new token: 256 random bits, so a plain digest of it is enough to keep. */
export function createTokenSecret(): string {
  return PREFIX + randomBytes(SECRET_BYTES).toString('base64url');
}

/** What is stored of a token. */
export function hashToken(token: string): Buffer {
  return createHash('sha256').update(token).digest();
}
