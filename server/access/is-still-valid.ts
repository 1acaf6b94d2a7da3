import type { Instant } from '../../shared/practice/instant.ts';
import type { Db } from '../platform/database.types.ts';
import type { Actor } from './access.ts';
import { hasValidDisplay } from './displays.queries.ts';
import { hasValidSession } from './sessions.queries.ts';
import { hasValidToken } from './tokens.queries.ts';

/**
 * Whether the credential that somebody came in with still stands and gives the same rights: for connections that
 * outlive their request.
 */
export function isStillValid(db: Db, actor: Actor, now: Instant): Promise<boolean> {
  switch (actor.credential.kind) {
    case 'token':
      return hasValidToken(db, actor, now);
    case 'session':
      return hasValidSession(db, actor, now);
    case 'display':
      return hasValidDisplay(db, actor.credential.id, now);
    case 'sender':
    case 'notify':
      // They come with their token each time, and hold no connection.
      return Promise.resolve(false);
  }
}
