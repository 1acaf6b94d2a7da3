import { createHash, randomBytes } from 'node:crypto';

/** Makes a leaked token easy to find, for people and for scanners. */
const PREFIX = 'bb_';
/** Of a sender's token, which stands in another table. */
const SENDER_PREFIX = 'bbs_';
const SECRET_BYTES = 32;

/** A new token: 256 random bits, so a plain digest of it is enough to keep. */
export function createTokenSecret(prefix: string = PREFIX): string {
  return prefix + randomBytes(SECRET_BYTES).toString('base64url');
}

/** A new token of a sender. */
export function createSenderSecret(): string {
  return createTokenSecret(SENDER_PREFIX);
}

export function isSenderToken(token: string): boolean {
  return token.startsWith(SENDER_PREFIX);
}

/** What is stored of a token. */
export function hashToken(token: string): Buffer {
  return createHash('sha256').update(token).digest();
}
