import { randomBytes } from 'node:crypto';
import pg from 'pg';
import { inject } from 'vitest';
import type {} from './postgres.global.ts';

export interface TestDatabase {
  readonly connectionString: string;
  /** Ends whatever is still connected and removes the database. */
  drop(): Promise<void>;
}

/** A migrated, empty database of the caller's own: a clone of the template of this test run. */
export async function createTestDatabase(): Promise<TestDatabase> {
  const name = `test_${randomBytes(8).toString('hex')}`;
  await onServer(`create database ${name} template ${inject('postgresTemplate')}`);
  const address = new URL(inject('postgres'));
  address.pathname = `/${name}`;
  return { connectionString: address.href, drop: () => onServer(`drop database if exists ${name} with (force)`) };
}

async function onServer(statement: string): Promise<void> {
  const client = new pg.Client({ connectionString: inject('postgres') });
  await client.connect();
  await client.query(statement).finally(() => client.end());
}
