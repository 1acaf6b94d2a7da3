import { randomUUID } from 'node:crypto';
import type { CompiledQuery, Kysely } from 'kysely';
import type { AccessEvent } from '../../shared/people/access-events.ts';
import { type Instant, MINUTE } from '../../shared/practice/instant.ts';
import { addressKey } from '../platform/address-key.ts';
import type { Database } from '../platform/database.types.ts';
import { accessStatement, insertAccess, insertBoundedRefusal } from './access-log.queries.ts';

export interface AccessNote {
  readonly event: AccessEvent;
  /** What became of it: `signed-in`, the code of an error, `invited`. */
  readonly outcome: string;
  /** Who did it; null: nobody who is known. */
  readonly actor: string | null;
  /** To whom or what, when it was not to themselves. */
  readonly subject?: string | null;
  readonly address: string | null;
  readonly device?: string | null | undefined;
  /** What else somebody will want to know in a year. Never a password, a code, a token or an address of e-mail. */
  readonly detail?: object;
}

function toRow(
  { event, outcome, actor, subject = null, address, device = null, detail = {} }: AccessNote,
  now: Instant,
) {
  const at = new Date(now);
  return { id: randomUUID(), at, event, outcome, actor, subject, address, device, detail: JSON.stringify(detail) };
}

/**
 * Keeps a note of it, for good. Called in the transaction of what it tells of, so that neither is there without the other;
 * of a refusal, which changed nothing, alone.
 */
export async function noteAccess(db: Kysely<Database>, note: AccessNote, now: Instant): Promise<void> {
  await insertAccess(db, { ...toRow(note, now), network: null });
}

/** The same as one statement, to be sent with what it tells of. */
export function accessNotes(notes: readonly AccessNote[], now: Instant): CompiledQuery {
  return accessStatement(notes.map((note) => ({ ...toRow(note, now), network: null })));
}

/**
 * Of the refusals of a minute so many are kept one by one; of others there is one count for each network, and one for all
 * networks beyond those. So whoever floods us with requests adds at most 81 rows a minute to the record, about 120,000 a
 * day, and each refusal is still counted.
 */
const REFUSAL_LIMITS = { ofNetwork: 5, ofAll: 60, networks: 20 } as const;

/** Keeps a note of a refusal, whose number is anybody's to choose. */
export async function noteRefusal(db: Kysely<Database>, note: AccessNote, now: Instant): Promise<void> {
  const row = { ...toRow(note, now), network: addressKey(note.address ?? '') };
  await insertBoundedRefusal(db, row, new Date(now - (now % MINUTE)), REFUSAL_LIMITS);
}

/** Who changes something, and from where; null: on the machine itself. */
interface ChangedBy {
  readonly id: string;
  readonly address: string | null;
  readonly device?: string | null | undefined;
}

/** The same of a change of something that is not one's own. */
export async function noteChange(
  db: Kysely<Database>,
  { id: actor, address, device }: ChangedBy,
  change: Pick<AccessNote, 'event' | 'outcome' | 'detail'> & { readonly subject: string },
  now: Instant,
): Promise<void> {
  await noteAccess(db, { ...change, actor, address, device }, now);
}
