import { randomUUID } from 'node:crypto';
import type { Kysely } from 'kysely';
import type { Instant } from '../../shared/practice/instant.ts';
import type { Database } from '../platform/database.types.ts';
import { insertAccess } from './access-log.queries.ts';

/** What is kept of: somebody came in or was refused, proved who they are, or changed what somebody may do. */
export type AccessEvent =
  | 'sign-in'
  | 'sign-out'
  | 'set-up'
  | 'proof'
  | 'way'
  | 'session'
  | 'person'
  | 'display'
  | 'sender'
  | 'token';

export interface AccessNote {
  readonly event: AccessEvent;
  /** What became of it: `signed-in`, the code of an error, `invited`. */
  readonly outcome: string;
  /** Who did it; null: nobody who is known. */
  readonly actor: string | null;
  /** To whom or what, when it was not to themselves. */
  readonly subject?: string | null;
  readonly address: string | null;
  /** What else somebody will want to know in a year. Never a password, a code, a token or an address of e-mail. */
  readonly detail?: object;
}

/**
 * Keeps a note of it, for good. Called in the transaction of what it tells of, so that neither is there without the other;
 * of a refusal, which changed nothing, alone.
 */
export async function noteAccess(db: Kysely<Database>, note: AccessNote, now: Instant): Promise<void> {
  const { event, outcome, actor, subject = null, address, detail = {} } = note;
  await insertAccess(db, {
    id: randomUUID(),
    at: new Date(now),
    event,
    outcome,
    actor,
    subject,
    address,
    detail: JSON.stringify(detail),
  });
}

/** Who changes something, and from where; null: on the machine itself. */
interface ChangedBy {
  readonly id: string;
  readonly address: string | null;
}

/** The same of a change of something that is not one's own. */
export async function noteChange(
  db: Kysely<Database>,
  { id: actor, address }: ChangedBy,
  change: Pick<AccessNote, 'event' | 'outcome' | 'detail'> & { readonly subject: string },
  now: Instant,
): Promise<void> {
  await noteAccess(db, { ...change, actor, address }, now);
}
