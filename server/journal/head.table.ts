/** The one row that serialises writers; whoever holds its lock is the only one that appends. */
export interface HeadTable {
  readonly id: boolean;
  /** Changes only on restore or repair: positions of another epoch say nothing about this journal. */
  readonly epoch: string;
  /** seq of the last fact, 0 when there is none. */
  readonly seq: number;
}
