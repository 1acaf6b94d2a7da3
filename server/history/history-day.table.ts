import type { ColumnType } from 'kysely';

/** How every branch was on a day that is over. Nothing is lost when it is deleted. */
export interface HistoryDayTable {
  /** `2019-12-31`, in the practice's zone. */
  readonly day: string;
  /** Of the journal that it follows from. */
  readonly epoch: string;
  /** The rule and the zone; what another made is not read. */
  readonly made_by: string;
  /** All facts up to this one are in it. */
  readonly seq: number;
  /** By slug, a `PackedDay` each. */
  readonly branches: ColumnType<unknown, object, object>;
  /** What was known before this day, to go on from; null but for one day. */
  readonly base: ColumnType<object | null, object | null, object | null>;
}
