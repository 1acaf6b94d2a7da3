import type { ColumnType } from 'kysely';

/** One row: how the automatic checks stand, for all instances. */
export interface WatchTable {
  readonly id: ColumnType<boolean, boolean | undefined>;
  /** Counts the passes. */
  readonly version: ColumnType<number, number | undefined>;
  /** The pass that last changed `state`: whoever holds that of this one need not read it again. */
  readonly changed: ColumnType<number, number | undefined>;
  readonly pass_at: Date | null;
  /** `KeptWatch`; written as its JSON text. */
  readonly state: ColumnType<object | null, string | null, string>;
}
