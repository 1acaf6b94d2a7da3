import { randomUUID } from 'node:crypto';
import pg from 'pg';

/**
 * The rows of a report without all that makes it one: no question who asks, what others said or whether the key was used;
 * prepared statements, in tables of their own beside the product's, with the same columns, keys and indexes.
 */
export interface BareInserts {
  insert(writer: number): Promise<void>;
  close(): Promise<void>;
}

function statementsIn(schema: string) {
  return {
    tables: `
      drop schema if exists ${schema} cascade;
      create schema ${schema};
      create table ${schema}.free_text (like public.free_text including all);
      create table ${schema}.fact (like public.fact including all, foreign key (actor) references public.actor (id));
      create table ${schema}.journal_head (like public.journal_head including all);
      create table ${schema}.idempotency (like public.idempotency including all, foreign key (actor) references public.actor (id));
      create table ${schema}.access_log (like public.access_log including all);
      insert into ${schema}.journal_head select * from public.journal_head;`,
    head: {
      name: 'head',
      text: `update ${schema}.journal_head set seq = seq + 1, hash = $1 returning seq, pg_notify('bare', '')`,
    },
    text: { name: 'text', text: `insert into ${schema}.free_text (id, body) values ($1, $2)` },
    fact: {
      name: 'fact',
      text: `insert into ${schema}.fact (seq, kind, branch, at, recorded_at, actor, payload, digests, hash)
        values ($1, $2, $3, $4, $5, $6, $7, $8, $9)`,
    },
    note: {
      name: 'note',
      text: `insert into ${schema}.access_log (id, at, event, outcome, actor, subject, address, device, network, detail)
        values ($1, $2, $3, $4, $5, $6, $7, $8, $9, $10)`,
    },
    answer: {
      name: 'answer',
      text: `insert into ${schema}.idempotency (actor, key, body_hash, status, answer, created_at)
        values ($1, $2, $3, $4, $5, $6)`,
    },
  };
}

/** Like the newest report that the product has stored. */
export async function createBareInserts(databaseUrl: string, writers: number, schema = 'bare'): Promise<BareInserts> {
  const statements = statementsIn(schema);
  const clients = Array.from({ length: writers }, () => new pg.Client({ connectionString: databaseUrl }));
  await Promise.all(clients.map((client) => client.connect()));
  const [first] = clients;
  if (!first) throw new Error('somebody has to write');
  await first.query(statements.tables);
  const { rows: facts } = await first.query(`select * from fact where kind = 'report' order by seq desc limit 1`);
  const { rows: texts } = await first.query(`select body from free_text where id::text = $1`, [
    facts[0].payload.noteText ?? Object.values(facts[0].payload.texts ?? {})[0],
  ]);
  const { rows: answers } = await first.query('select * from idempotency order by created_at desc limit 1');
  const { rows: notes } = await first.query(`select * from access_log where event = 'report' order by at desc limit 1`);
  const [fact, text, answer, note] = [facts[0], texts[0], answers[0], notes[0]];

  return {
    async insert(writer) {
      const client = clients[writer];
      if (!client) throw new Error('there is no such writer');
      await client.query('begin');
      await client.query({ ...statements.text, values: [randomUUID(), text.body] });
      const { rows } = await client.query({ ...statements.head, values: [fact.hash] });
      const { kind, branch, at, recorded_at, actor, payload, digests, hash } = fact;
      const values = [rows[0].seq, kind, branch, at, recorded_at, actor, payload, digests, hash];
      await client.query({ ...statements.fact, values });
      const { body_hash, status, created_at } = answer;
      await client.query({
        ...statements.answer,
        values: [actor, randomUUID(), body_hash, status, answer.answer, created_at],
      });
      const { at: notedAt, event, outcome, subject, address, device, network, detail } = note;
      const noted = [randomUUID(), notedAt, event, outcome, actor, subject, address, device, network, detail];
      await client.query({ ...statements.note, values: noted });
      await client.query('commit');
    },
    async close() {
      await Promise.all(clients.map((client) => client.end()));
    },
  };
}
