/** Links by which a person sets a password, once. A row goes when its link is used or replaced. */
export interface SetUpTable {
  readonly id: string;
  /** null: whoever has the link becomes the first admin. */
  readonly person: string | null;
  readonly token_hash: Buffer;
  /** Of the code that can be typed in its place; null: there is none. */
  readonly code_hash: Buffer | null;
  readonly expires_at: Date;
}
