/** A wallboard, or the screen of a waiting room, that may look on. The row goes when it is revoked. */
export interface DisplayTable {
  readonly id: string;
  readonly name: string;
  /** null until the wallboard has claimed its credential. */
  readonly secret_hash: Buffer | null;
  /** The branch whose waiting room it hangs in; null: a wallboard for staff. It never becomes the other. */
  readonly waiting_room_of: string | null;
  readonly paired_by: string;
  readonly paired_at: Date;
  readonly seen_at: Date | null;
  readonly address: string | null;
}
