import type { Kysely } from 'kysely';
import type { AccessEvent } from '../../shared/people/access-events.ts';
import type { Instant } from '../../shared/practice/instant.ts';
import type { Database } from '../platform/database.types.ts';
import { type NamedNote, readNotes } from './access-log.queries.ts';

export type { NamedNote };

/** What was noted of these events up to a moment, oldest first. */
export function listNotes(db: Kysely<Database>, events: readonly AccessEvent[], to: Instant): Promise<NamedNote[]> {
  return readNotes(db, events, to);
}
