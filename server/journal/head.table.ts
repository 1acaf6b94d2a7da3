/** The one row that serialises writers; whoever holds its lock is the only one that appends. */
export interface HeadTable {
  readonly id: boolean;
  /** Changes only on restore or repair: positions of another epoch say nothing about this journal. */
  readonly epoch: string;
  /** seq of the last fact, 0 when there is none. */
  readonly seq: number;
  /** Evidence of the last fact; null when there is none, or none has been sealed yet. */
  readonly hash: Buffer | null;
  /** Of the key that made the evidence; null until the first start. */
  readonly key_fingerprint: string | null;
}
