import { sql } from 'kysely';

/** What a write is about: the branches it speaks for, which their leads may, or the practice, which operations may. */
export type Reach = 'admin' | 'operations' | readonly string[];

/** Whether a row with a role and branches reaches so far. */
export function reaches(reach: Reach) {
  if (reach === 'admin') return sql<boolean>`role = 'admin'`;
  if (reach === 'operations') return sql<boolean>`role in ('operations', 'admin')`;
  return sql<boolean>`(role in ('operations', 'admin') or role = 'lead' and branches @> ${[...reach]}::text[])`;
}
