import type { Kysely } from 'kysely';

/** Days that are over, so that nobody derives them again. It holds no words and no names, and is made again when it is lost. */
export async function up(db: Kysely<never>): Promise<void> {
  await db.schema
    .createTable('history_day')
    .addColumn('day', 'text', (column) => column.primaryKey())
    .addColumn('epoch', 'uuid', (column) => column.notNull())
    .addColumn('made_by', 'text', (column) => column.notNull())
    .addColumn('seq', 'bigint', (column) => column.notNull())
    .addColumn('branches', 'jsonb', (column) => column.notNull())
    .addColumn('base', 'jsonb')
    .execute();
  // Whoever derives all days anew reads the facts by when they were true.
  await db.schema.createIndex('fact_at_seq').on('fact').columns(['at', 'seq']).execute();
}
