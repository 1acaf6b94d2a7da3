/** A wallboard that may look on. The row goes when it is revoked. */
export interface DisplayTable {
  readonly id: string;
  readonly name: string;
  /** null until the wallboard has claimed its credential. */
  readonly secret_hash: Buffer | null;
  readonly paired_by: string;
  readonly paired_at: Date;
  readonly seen_at: Date | null;
  readonly address: string | null;
}
