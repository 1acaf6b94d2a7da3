import type { ColumnType, Generated } from 'kysely';

/** Folded boards, so that a start does not read the whole journal. Nothing is lost when they are deleted. */
export interface CheckpointTable {
  /** Of the journal that was folded: another's facts are not these. */
  readonly epoch: string;
  readonly seq: number;
  /** Of the fold that made it; another version's board is not read. */
  readonly version: number;
  readonly board: ColumnType<unknown, object, object>;
  readonly created_at: Generated<Date>;
}
