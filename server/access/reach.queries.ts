import { sql } from 'kysely';

/** What a write is about: the branches it speaks for, which their leads may, or the practice, which operations may. */
export type Reach = 'operations' | readonly string[];

/** Whether a row with a role and branches reaches so far. */
export function reaches(reach: Reach) {
  if (reach === 'operations') return sql<boolean>`role = 'operations'`;
  return sql<boolean>`(role = 'operations' or branches @> ${[...reach]}::text[])`;
}
