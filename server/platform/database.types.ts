import type { Kysely } from 'kysely';
import type { ActorTable } from '../access/actor.table.ts';
import type { TokenTable } from '../access/token.table.ts';
import type { CheckpointTable } from '../journal/checkpoint.table.ts';
import type { FactTable } from '../journal/fact.table.ts';
import type { HeadTable } from '../journal/head.table.ts';
import type { TextTable } from '../journal/text.table.ts';
import type { IdempotencyTable } from '../report/idempotency.table.ts';

/** Every table of the application; each is described in the room that owns it. */
export interface Database {
  readonly journal_head: HeadTable;
  readonly fact: FactTable;
  readonly free_text: TextTable;
  readonly checkpoint: CheckpointTable;
  readonly actor: ActorTable;
  readonly api_token: TokenTable;
  readonly idempotency: IdempotencyTable;
}

export type Db = Kysely<Database>;
