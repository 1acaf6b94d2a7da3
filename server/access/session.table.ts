import type { SIGN_IN_WAYS } from '../../shared/wire/account.ts';

export type SignInWay = (typeof SIGN_IN_WAYS)[number];

/** Who is signed in; of the token that a cookie carries only the digest is kept. */
export interface SessionTable {
  readonly id: string;
  readonly person: string;
  /** SHA-256 in hexadecimal. */
  readonly token_hash: string;
  readonly created_at: Date;
  /** Of the last request, to the minute. */
  readonly seen_at: Date;
  readonly expires_at: Date;
  readonly way: SignInWay;
  /** On a phone of one's own, for weeks: all but reporting asks for a new proof. */
  readonly is_kept: boolean;
  /** When its holder last proved who they are. */
  readonly proved_at: Date;
  readonly address: string | null;
  /** "Chrome on Android", as the browser says of itself. */
  readonly device: string | null;
}
