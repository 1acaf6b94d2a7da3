import { type FollowChoice, faultsOfChoice } from '../../shared/follow/follow.ts';
import type { PushSubscription } from '../../shared/wire/push.ts';
import { AppError } from '../platform/errors.ts';
import { addFollower } from './add-follower.ts';
import type { FollowDeps } from './follow-deps.ts';
import { digestAddress, sealAddress, toLinkToken } from './follow-keys.ts';
import { findByAddress, replaceAddress } from './follow.queries.ts';

export interface PushDeps extends FollowDeps {
  /** Whether an address can be one of a push service, and none of a machine behind our network. */
  readonly isPushEndpoint: (endpoint: string) => boolean;
}

function requirePush({ channels, isPushEndpoint }: PushDeps, { endpoint }: Pick<PushSubscription, 'endpoint'>): void {
  if (!channels.includes('push')) throw new AppError('not-found');
  if (isPushEndpoint(endpoint)) return;
  throw new AppError('bad-request', {
    faults: [{ path: '/subscription/endpoint', message: 'must be the address of a push service.' }],
  });
}

/** As it is kept: nothing of it but what sending takes. */
function toAddress({ endpoint, keys: { p256dh, auth } }: PushSubscription): string {
  return JSON.stringify({ endpoint, keys: { p256dh, auth } });
}

/** Has a browser told from now on: that its user wants it they have told the browser. Gives the link to change or stop it. */
export async function followByPush(
  deps: PushDeps,
  subscription: PushSubscription,
  choice: FollowChoice,
): Promise<string> {
  requirePush(deps, subscription);
  const faults = faultsOfChoice(choice, deps.slugs());
  if (faults.length > 0) {
    const [path, message] = faults.includes('no-kind')
      ? ['/kinds', 'must name at least one kind.']
      : ['/branches', 'must name at least one branch that there is.'];
    throw new AppError('bad-request', { faults: [{ path, message }] });
  }
  const { db, keys, clock } = deps;
  const { endpoint } = subscription;
  const address = toAddress(subscription);
  const id = await addFollower(db, keys, { channel: 'push', address, identity: endpoint, ...choice }, clock.now());
  return toLinkToken(keys, 'stop', id);
}

/** The link of the browser that has this subscription; null: it is told of nothing. */
export async function findOwnPush({ db, keys }: PushDeps, endpoint: string): Promise<string | null> {
  const id = await findByAddress(db, 'push', digestAddress(keys, 'push', endpoint));
  return id && toLinkToken(keys, 'stop', id);
}

/** A browser has another subscription than before, and is told the same by that. Nothing is done for one that we never knew. */
export async function renewPush(deps: PushDeps, old: string, subscription: PushSubscription): Promise<void> {
  requirePush(deps, subscription);
  const { db, keys } = deps;
  const digest = digestAddress(keys, 'push', subscription.endpoint);
  await replaceAddress(db, digestAddress(keys, 'push', old), {
    address_digest: digest,
    address_sealed: sealAddress(keys, toAddress(subscription), digest),
  });
}
