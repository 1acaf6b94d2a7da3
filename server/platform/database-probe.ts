import { Client } from 'pg';

/** Whether a PostgreSQL server lets us in and answers a query within `withinMs`. */
export async function databaseAnswers(connectionString: string, withinMs: number): Promise<boolean> {
  const client = new Client({ connectionString, connectionTimeoutMillis: withinMs, query_timeout: withinMs });
  client.on('error', () => undefined);
  try {
    await client.connect();
    await client.query('select 1');
    return true;
  } catch {
    return false;
  } finally {
    await client.end().catch(() => undefined);
  }
}
