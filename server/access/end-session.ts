import type { Instant } from '../../shared/practice/instant.ts';
import { noteAccess } from '../audit/note-access.ts';
import { AppError } from '../platform/errors.ts';
import type { Db } from '../platform/database.types.ts';
import type { Actor } from './access.ts';
import { deleteSession } from './sessions.queries.ts';

/** Signs out whoever asks. A token and a wallboard are ended by operations. */
export async function endSession(
  db: Db,
  { id: actor, credential, visit }: Actor,
  address: string,
  now: Instant,
): Promise<void> {
  if (credential.kind !== 'session') throw new AppError('not-allowed');
  await db.transaction().execute(async (trx) => {
    await deleteSession(trx, credential.id);
    await noteAccess(trx, { event: 'sign-out', outcome: 'ended', actor, address, device: visit?.device ?? null }, now);
  });
}
