import { randomUUID } from 'node:crypto';
import type { Kysely } from 'kysely';
import { type FollowChannel, type FollowChoice, toPlainChoice } from '../../shared/follow/follow.ts';
import type { Instant } from '../../shared/practice/instant.ts';
import type { Database } from '../platform/database.types.ts';
import { digestAddress, type FollowKeys, sealAddress } from './follow-keys.ts';
import { putFollower } from './follow.queries.ts';

export interface NewFollower extends FollowChoice {
  readonly channel: FollowChannel;
  /** As it is written to: an e-mail address, a number as E.164, the JSON of a push subscription. */
  readonly address: string;
  /** What makes the address another one; the address itself when absent. Of a subscription it is the endpoint. */
  readonly identity?: string;
}

/** Somebody who confirmed it is told from now on; what they chose before for the same address is replaced. Gives their id. */
export async function addFollower(
  db: Kysely<Database>,
  keys: FollowKeys,
  { channel, address, identity = address, ...chosen }: NewFollower,
  now: Instant,
): Promise<string> {
  const digest = digestAddress(keys, channel, identity);
  const { branches, kinds, language } = toPlainChoice(chosen);
  return putFollower(db, {
    id: randomUUID(),
    channel,
    address_sealed: sealAddress(keys, address, digest),
    address_digest: digest,
    language,
    branches,
    kinds,
    created_at: new Date(now),
    confirmed_at: new Date(now),
  });
}
