import { type FollowChoice, toPlainChoice } from '../../shared/follow/follow.ts';
import type { Confirmable } from './confirm-follow.ts';
import type { FollowDeps } from './follow-deps.ts';
import { readLinkToken } from './follow-keys.ts';
import { deleteFollower, findFollower, setChoice } from './follow.queries.ts';

type Deps = Pick<FollowDeps, 'db' | 'keys'>;

/** What the follower of a link chose; null: nobody follows by it any more. */
export async function readOwnFollow({ db, keys }: Deps, link: string): Promise<Confirmable | null> {
  const id = readLinkToken(keys, 'stop', link);
  const row = id === null ? null : await findFollower(db, id);
  if (!row) return null;
  const { channel, branches, kinds, language } = row;
  return { channel, branches, kinds, language };
}

/** What they are told of from now on; false: nobody follows by that link any more. */
export async function changeOwnFollow({ db, keys }: Deps, link: string, choice: FollowChoice): Promise<boolean> {
  const id = readLinkToken(keys, 'stop', link);
  return id !== null && setChoice(db, id, toPlainChoice(choice));
}

/** Ends it at once, and forgets them. Whoever stopped already has what they wanted. */
export async function stopOwnFollow({ db, keys }: Deps, link: string): Promise<void> {
  const id = readLinkToken(keys, 'stop', link);
  if (id !== null) await deleteFollower(db, id);
}
