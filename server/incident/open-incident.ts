import type { Kysely } from 'kysely';
import { EMPTY_BOARD, foldFacts } from '../../shared/board/fold.ts';
import { deriveIncidents, type Incident } from '../../shared/board/incidents.ts';
import type { Instant } from '../../shared/practice/instant.ts';
import type { Database } from '../platform/database.types.ts';
import { AppError } from '../platform/errors.ts';
import { readIncidentFacts } from './incident.queries.ts';

/** An incident as all that was said of it leaves it. */
export interface KnownIncident {
  readonly incident: Incident;
  /** When the last of it was said: what is said next comes after it, whatever a clock says. */
  readonly saidAt: Instant;
}

/** The incident as the journal has it; throws `not-found`. */
export async function requireIncident(db: Kysely<Database>, id: number): Promise<KnownIncident> {
  const facts = id > 0 ? await readIncidentFacts(db, id) : [];
  const saidAt = Math.max(0, ...facts.map(({ at }) => at));
  const [incident] = deriveIncidents(foldFacts(EMPTY_BOARD, facts), saidAt);
  if (!incident) throw new AppError('not-found', { detail: 'There is no such incident. Nothing was saved.' });
  return { incident, saidAt };
}

/** The incident while it is open; throws `not-found` or `already-done`. */
export async function requireOpenIncident(db: Kysely<Database>, id: number): Promise<KnownIncident> {
  const known = await requireIncident(db, id);
  if (known.incident.resolved) {
    throw new AppError('already-done', { detail: 'This incident was resolved already. Nothing was saved.' });
  }
  return known;
}
