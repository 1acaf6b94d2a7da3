import type { ColumnType, Selectable } from 'kysely';

/** Append-only: a trigger refuses every UPDATE, DELETE and TRUNCATE, but for sealing what has no evidence yet. */
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
  /** `FactDigests`; null only until a start has sealed what an earlier version wrote. */
  readonly digests: object | null;
  /** Of this fact and all before it; null as `digests`. */
  readonly hash: Buffer | null;
}

export type FactRow = Selectable<FactTable>;
