/** Tokens that senders beat with; the token itself is never stored. The row goes when it is revoked. */
export interface SenderTokenTable {
  readonly id: string;
  /** Slug of the branch it stands in; null: the canary, outside the practice's network. */
  readonly branch: string | null;
  readonly token_hash: Buffer;
  readonly created_by: string;
  readonly created_at: Date;
}
