import { toIso } from '../../shared/practice/instant.ts';
import type { Session } from '../../shared/wire/session.ts';
import { AppError } from '../platform/errors.ts';
import type { Actor } from './access.ts';

/** What somebody is told of how they came in. A sender and Notify have no page to be told on. */
export function toSession({ id, name, role, branches, credential }: Actor): Session {
  if (role === 'sender' || role === 'notify') throw new AppError('not-allowed');
  const { expiresAt, session } = credential;
  return {
    id,
    name,
    role,
    branches: [...branches],
    expiresAt: expiresAt === null ? null : toIso(expiresAt),
    needs: session?.needsSecondFactor ? 'second-factor' : null,
  };
}
