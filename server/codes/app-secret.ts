import { randomBytes } from 'node:crypto';
import { Secret, TOTP } from 'otpauth';
import { APP_CODE_DIGITS, toDigits } from '../../shared/people/one-time-code.ts';
import { type Instant, SECOND } from '../../shared/practice/instant.ts';
import { deriveKey, seal, unseal } from '../platform/sealing.ts';

/** What every app can do; many ignore other values without a word. */
const SHAPE = { algorithm: 'SHA1', digits: APP_CODE_DIGITS, period: 30 } as const;
/** RFC 4226 asks for 160 bits. */
const SECRET_BYTES = 20;
/** Steps before and after: phones are not on time, and people type for a while. */
const WINDOW = 1;
const PURPOSE = 'authenticator app';

export function createAppSecret(): Buffer {
  return randomBytes(SECRET_BYTES);
}

/** What an app is given, as a text to type and as an address behind a picture. */
export function toAppOffer(
  secret: Buffer,
  { practice, email }: { readonly practice: string; readonly email: string },
): { readonly secret: string; readonly uri: string } {
  // A colon would end the name of the practice.
  const issuer = practice.replaceAll(':', ' ');
  const totp = new TOTP({ ...SHAPE, issuer, label: email, secret: toSecret(secret) });
  return { secret: totp.secret.base32, uri: totp.toString() };
}

/** The step of 30 seconds whose code this is, of those around now; null: of none. */
export function stepOfCode(secret: Buffer, typed: string, now: Instant): number | null {
  const token = toDigits(typed);
  const delta = TOTP.validate({ ...SHAPE, secret: toSecret(secret), token, timestamp: now, window: WINDOW });
  return delta === null ? null : Math.floor(now / (SHAPE.period * SECOND)) + delta;
}

export function sealAppSecret(authSecret: string, secret: Buffer, person: string): Buffer {
  return seal(deriveKey(authSecret, PURPOSE), secret, person);
}

/** null: the server's secret is another one than when it was sealed. */
export function unsealAppSecret(authSecret: string, sealed: Buffer, person: string): Buffer | null {
  return unseal(deriveKey(authSecret, PURPOSE), sealed, person);
}

function toSecret(bytes: Buffer): Secret {
  return new Secret({ buffer: new Uint8Array(bytes).buffer });
}
