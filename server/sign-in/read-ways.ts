import type { Account } from '../../shared/wire/account.ts';
import type { Db } from '../platform/database.types.ts';
import { readAccountPerson } from './account.queries.ts';

export interface WaysOf {
  readonly email: string;
  readonly ways: Account['ways'];
}

/** By what somebody can sign in, and prove themselves; null: there is no such person. */
export async function readWays(db: Db, person: string): Promise<WaysOf | null> {
  return readAccountPerson(db, person);
}
