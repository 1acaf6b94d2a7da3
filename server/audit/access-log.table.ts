import type { ColumnType } from 'kysely';

/** Append-only, as facts are: a trigger refuses every UPDATE, DELETE and TRUNCATE. */
export interface AccessLogTable {
  readonly id: ColumnType<string, string, never>;
  readonly at: ColumnType<Date, Date, never>;
  /** An `AccessEvent`. */
  readonly event: ColumnType<string, string, never>;
  readonly outcome: ColumnType<string, string, never>;
  /** Who did it: of a person or a token. null: nobody who is known. */
  readonly actor: ColumnType<string | null, string | null, never>;
  /** To whom or what: a person, a wallboard, a token. They may be gone by now. */
  readonly subject: ColumnType<string | null, string | null, never>;
  readonly address: ColumnType<string | null, string | null, never>;
  /** Written as its JSON text. */
  readonly detail: ColumnType<object, string, never>;
}
