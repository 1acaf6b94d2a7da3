import type { ColumnType, Generated } from 'kysely';
import type { KeptBoot, KeptChecks } from './heard.ts';

/** Written as its JSON text: of a list the driver would make an array of PostgreSQL. */
type Json<T> = ColumnType<T, string, string>;

/** What was last heard of each source. */
export interface LastHeardTable {
  /** Slug of a branch, or the canary's own name. */
  readonly source: string;
  readonly at: Date;
  readonly every_ms: number;
  readonly in_row: number;
  readonly unbroken_from: Date;
  readonly boots: Json<readonly KeptBoot[]>;
  readonly checks: Json<KeptChecks>;
  /** Of the token it came by. */
  readonly token: string;
  /** Counts the times that beats were stored: rows of one time have the same. */
  readonly stored: Generated<number>;
}
