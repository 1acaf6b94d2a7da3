import { toIso } from '../../shared/practice/instant.ts';
import type { Session } from '../../shared/wire/session.ts';
import type { Actor } from './access.ts';

/** What somebody is told of how they came in. */
export function toSession({ name, role, branches, credential }: Actor): Session {
  const { expiresAt } = credential;
  return { name, role, branches: [...branches], expiresAt: expiresAt === null ? null : toIso(expiresAt) };
}
