import type { Generated } from 'kysely';

/** An app that shows a new code every 30 seconds (TOTP, RFC 6238). */
export interface AuthenticatorAppTable {
  readonly person: string;
  /** Sealed with the server's secret: whoever reads the database cannot make codes. */
  readonly secret: Buffer;
  /** null: a code of it was never typed in, so it does not count yet. */
  readonly confirmed_at: Date | null;
  /** The step of 30 seconds of the last code that was taken: each is taken once. */
  readonly last_step: Generated<number>;
}
