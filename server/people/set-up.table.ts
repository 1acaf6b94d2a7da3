/** Links by which a person chooses how to sign in, once. A row goes when its link is used or replaced. */
export interface SetUpTable {
  readonly id: string;
  /** null: whoever has the link becomes the first admin. */
  readonly person: string | null;
  readonly token_hash: Buffer;
  readonly expires_at: Date;
}
