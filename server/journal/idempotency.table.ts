import type { ColumnType, Generated } from 'kysely';

/** Answers by the client's key, so that a retry is answered and not stored twice. */
export interface IdempotencyTable {
  readonly actor: string;
  readonly key: string;
  readonly body_hash: string;
  readonly status: number;
  readonly answer: ColumnType<unknown, object, object>;
  readonly created_at: Generated<Date>;
}
