import type { ColumnType } from 'kysely';

/** Append-only: a trigger refuses every UPDATE, DELETE and TRUNCATE, so no column has an update type. */
export interface FactTable {
  readonly seq: ColumnType<number, number, never>;
  readonly kind: ColumnType<string, string, never>;
  /** Slug, null for facts about the whole practice. */
  readonly branch: ColumnType<string | null, string | null, never>;
  readonly at: ColumnType<Date, Date, never>;
  readonly recorded_at: ColumnType<Date, Date, never>;
  readonly actor: ColumnType<string, string, never>;
  /** One of the shapes in `fact-payload.ts`, by kind. */
  readonly payload: ColumnType<object, object, never>;
}
