import { randomUUID } from 'node:crypto';
import type { Transaction } from 'kysely';
import { toEmailAddress } from '../../shared/follow/follow-address.ts';
import {
  CONFIRM_WITHIN,
  SENT_PER_HOUR,
  SENT_PER_MINUTE,
  SENT_PER_TWO_DAYS,
} from '../../shared/follow/follow-limits.ts';
import { type FollowChoice, toPlainChoice } from '../../shared/follow/follow.ts';
import { HOUR, type Instant, MINUTE } from '../../shared/practice/instant.ts';
import { FOLLOW_PATHS, withLink } from '../../shared/wire/follow-paths.ts';
import type { Database } from '../platform/database.types.ts';
import { AppError } from '../platform/errors.ts';
import type { FollowDeps } from './follow-deps.ts';
import { digestAddress, sealAddress, toLinkToken } from './follow-keys.ts';
import { countRequests, deleteRequestsBefore, insertRequest, type RequestCounts } from './follow.queries.ts';

/** What becomes of a question to be told. It is the same whether or not somebody follows at that address. */
export type Asked =
  | { readonly kind: 'sent' }
  | { readonly kind: 'no-address' }
  /** Enough was sent there, or to everybody; in so many ms it can be asked again. */
  | { readonly kind: 'too-many'; readonly of: 'address' | 'everybody'; readonly waitMs: number };

function limitReached(counts: RequestCounts): Exclude<Asked, { readonly kind: 'sent' | 'no-address' }> | null {
  const { ofMailboxInHour, ofMailboxInTwoDays, ofAllInMinute } = counts;
  if (ofMailboxInTwoDays >= SENT_PER_TWO_DAYS) return { kind: 'too-many', of: 'address', waitMs: CONFIRM_WITHIN };
  if (ofMailboxInHour >= SENT_PER_HOUR) return { kind: 'too-many', of: 'address', waitMs: HOUR };
  return ofAllInMinute >= SENT_PER_MINUTE ? { kind: 'too-many', of: 'everybody', waitMs: MINUTE } : null;
}

/** Mails a link to an address. Nobody is told of anything before whoever reads it there says that they want it. */
export async function askByEmail(deps: FollowDeps, typed: string, choice: FollowChoice): Promise<Asked> {
  const { db, clock, keys, mail, channels } = deps;
  if (!channels.includes('email') || !mail.sends) throw new AppError('not-found');
  const to = toEmailAddress(typed);
  if (!to) return { kind: 'no-address' };
  const now = clock.now();
  return db.transaction().execute(async (trx) => {
    await deleteRequestsBefore(trx, now - CONFIRM_WITHIN);
    const mailbox = digestAddress(keys, 'email', `mailbox ${to.mailbox}`);
    const reached = limitReached(await countRequests(trx, mailbox, now));
    if (reached) return reached;
    const id = randomUUID();
    const digest = digestAddress(keys, 'email', to.identity);
    const { branches, kinds, language } = toPlainChoice(choice);
    await insertRequest(trx, {
      id,
      channel: 'email',
      address_sealed: sealAddress(keys, to.address, digest),
      address_digest: digest,
      mailbox_digest: mailbox,
      language,
      branches,
      kinds,
      made_at: new Date(now),
      code_digest: null,
      follower: null,
    });
    await queueLink(trx, deps, { id, to: to.address, branches }, now);
    return { kind: 'sent' };
  });
}

interface LinkMail {
  readonly id: string;
  readonly to: string;
  readonly branches: FollowChoice['branches'];
}

async function queueLink(
  trx: Transaction<Database>,
  { keys, mail, origins, branchName }: FollowDeps,
  { id, to, branches }: LinkMail,
  now: Instant,
): Promise<void> {
  const url = `${origins[0] ?? ''}${withLink(FOLLOW_PATHS.confirm, toLinkToken(keys, 'confirm', id))}`;
  const names = branches && branches.map(branchName);
  await mail.queue(trx, { to, mail: { kind: 'follow', url, surgeries: names }, isSealed: true }, now);
}
