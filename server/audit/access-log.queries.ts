import type { Insertable, Kysely } from 'kysely';
import type { Instant } from '../../shared/practice/instant.ts';
import type { Database } from '../platform/database.types.ts';
import type { AccessLogTable } from './access-log.table.ts';

export async function insertAccess(db: Kysely<Database>, row: Insertable<AccessLogTable>): Promise<void> {
  await db.insertInto('access_log').values(row).execute();
}

/** A note with the names of whom it tells of, as actors have them; they stay when the people go. */
export interface NamedNote {
  readonly at: Date;
  readonly event: string;
  readonly outcome: string;
  readonly actor: string | null;
  readonly actorName: string | null;
  readonly subject: string | null;
  readonly subjectName: string | null;
  readonly detail: object;
}

/** What was noted of these events up to a moment, oldest first. */
export async function readNotes(db: Kysely<Database>, events: readonly string[], to: Instant): Promise<NamedNote[]> {
  return db
    .selectFrom('access_log')
    .leftJoin('actor as doer', 'doer.id', 'access_log.actor')
    .leftJoin('actor as about', 'about.id', 'access_log.subject')
    .select(['access_log.at', 'access_log.event', 'access_log.outcome', 'access_log.actor', 'access_log.subject'])
    .select(['access_log.detail', 'doer.name as actorName', 'about.name as subjectName'])
    .where('access_log.event', 'in', events)
    .where('access_log.at', '<', new Date(to))
    .orderBy('access_log.at')
    .orderBy('access_log.id')
    .execute();
}
