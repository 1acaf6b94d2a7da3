import { randomUUID } from 'node:crypto';
import { CONFIRM_WITHIN } from '../../shared/follow/follow-limits.ts';
import type { FollowChannel, FollowChoice } from '../../shared/follow/follow.ts';
import type { FollowDeps } from './follow-deps.ts';
import { readLinkToken, toLinkToken } from './follow-keys.ts';
import { closeRequest, findRequest, lockRequest, putFollower, type RequestRow } from './follow.queries.ts';

/** What is asked of whoever opened a link. */
export interface Confirmable extends FollowChoice {
  readonly channel: FollowChannel;
}

function isTooOld({ made_at }: RequestRow, { clock }: FollowDeps): boolean {
  return clock.now() - made_at.getTime() >= CONFIRM_WITHIN;
}

/** What a link is about; null: it does not work any more, or never did. It changes nothing: programs that look for harm open links. */
export async function readRequest(deps: FollowDeps, link: string): Promise<Confirmable | null> {
  const id = readLinkToken(deps.keys, 'confirm', link);
  const request = id === null ? null : await findRequest(deps.db, id);
  if (!request || request.code_digest !== null || isTooOld(request, deps)) return null;
  const { channel, branches, kinds, language } = request;
  return { channel, branches, kinds, language };
}

/** Makes a follower of whoever opened a link and said yes. Gives the link by which they change or stop it; null: it is too late. */
export async function confirmByLink(deps: FollowDeps, link: string): Promise<string | null> {
  const { db, keys, clock } = deps;
  const id = readLinkToken(keys, 'confirm', link);
  if (id === null) return null;
  return db.transaction().execute(async (trx) => {
    const request = await lockRequest(trx, id);
    if (!request || request.code_digest !== null || isTooOld(request, deps)) return null;
    // Whoever taps twice is told the same twice.
    if (request.follower !== null) return toLinkToken(keys, 'stop', request.follower);
    const { channel, address_sealed, address_digest, language, branches, kinds } = request;
    const at = new Date(clock.now());
    const follower = await putFollower(trx, {
      id: randomUUID(),
      channel,
      address_sealed,
      address_digest,
      language,
      branches,
      kinds,
      created_at: at,
      confirmed_at: at,
    });
    await closeRequest(trx, request, follower);
    return toLinkToken(keys, 'stop', follower);
  });
}
