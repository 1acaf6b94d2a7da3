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
  /** "Chrome on Android"; null: it does not say. */
  readonly device: ColumnType<string | null, string | null, never>;
  /** Of a refusal, which are counted by it. */
  readonly network: ColumnType<string | null, string | null, never>;
  /** Written as its JSON text. */
  readonly detail: ColumnType<object, string, never>;
}

/** Refusals of one minute beyond those that are kept one by one; they only grow. */
export interface RefusalCountTable {
  readonly id: ColumnType<string, string, never>;
  /** When the minute began. */
  readonly at: ColumnType<Date, Date, never>;
  /** Empty: of all networks beyond those that are counted each for itself. */
  readonly network: ColumnType<string, string, never>;
  readonly refusals: number;
}
