import { AppError } from '../platform/errors.ts';
import type { Db } from '../platform/database.types.ts';
import type { Actor } from './access.ts';
import { deleteSession } from './sessions.queries.ts';

/** Signs out whoever asks. A token and a wallboard are ended by operations. */
export async function endSession(db: Db, { credential }: Actor): Promise<void> {
  if (credential.kind !== 'session') throw new AppError('not-allowed');
  await deleteSession(db, credential.id);
}
