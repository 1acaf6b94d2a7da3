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
}
