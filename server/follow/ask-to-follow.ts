import { randomInt, randomUUID } from 'node:crypto';
import type { Transaction } from 'kysely';
import { type FollowAddress, toEmailAddress, toTextAddress } from '../../shared/follow/follow-address.ts';
import { CONFIRM_WITHIN, SENT_PER_HOUR, SENT_PER_TWO_DAYS, SENT_TO_ALL } from '../../shared/follow/follow-limits.ts';
import { type FollowChoice, toPlainChoice } from '../../shared/follow/follow.ts';
import { HOUR, type Instant, MINUTE } from '../../shared/practice/instant.ts';
import { FOLLOW_PATHS, withLink } from '../../shared/wire/follow-paths.ts';
import { followCodeText } from '../../shared/words/follow-mails.ts';
import type { Database } from '../platform/database.types.ts';
import { AppError } from '../platform/errors.ts';
import type { FollowDeps } from './follow-deps.ts';
import { digestAddress, digestCode, sealAddress, toLinkToken } from './follow-keys.ts';
import {
  countRequests,
  deleteRequest,
  deleteRequestsBefore,
  insertRequest,
  type RequestCounts,
  type RequestRow,
} from './follow.queries.ts';

type Refused =
  | { readonly kind: 'no-address' }
  /** Enough was sent there, or to everybody; in so many ms it can be asked again. */
  | { readonly kind: 'too-many'; readonly of: 'address' | 'everybody'; readonly waitMs: number };

/** What becomes of a question to be told. It is the same whether or not somebody follows at that address. */
export type AskedByEmail = { readonly kind: 'sent' } | Refused;
/** `link`: of the page where the code is typed in that was texted. */
export type AskedByText = { readonly kind: 'sent'; readonly link: string } | { readonly kind: 'not-sent' } | Refused;

const CODES = 1_000_000;

function limitReached(channel: RequestRow['channel'], counts: RequestCounts): Refused | null {
  const { ofMailboxInHour, ofMailboxInTwoDays, ofAllInMinute, ofAllInTwoDays } = counts;
  const { perMinute, perTwoDays } = SENT_TO_ALL[channel];
  if (ofMailboxInTwoDays >= SENT_PER_TWO_DAYS) return { kind: 'too-many', of: 'address', waitMs: CONFIRM_WITHIN };
  if (ofMailboxInHour >= SENT_PER_HOUR) return { kind: 'too-many', of: 'address', waitMs: HOUR };
  if (ofAllInTwoDays >= perTwoDays) return { kind: 'too-many', of: 'everybody', waitMs: HOUR };
  return ofAllInMinute >= perMinute ? { kind: 'too-many', of: 'everybody', waitMs: MINUTE } : null;
}

interface NewRequest {
  readonly id: string;
  readonly channel: RequestRow['channel'];
  readonly to: FollowAddress;
  readonly choice: FollowChoice;
  readonly codeDigest: string | null;
}

/** Keeps what waits to be confirmed; null: it does, else why not. */
async function keepRequest(
  trx: Transaction<Database>,
  { keys }: FollowDeps,
  { id, channel, to, choice, codeDigest }: NewRequest,
  now: Instant,
): Promise<Refused | null> {
  await deleteRequestsBefore(trx, now - CONFIRM_WITHIN);
  const mailbox = digestAddress(keys, channel, `mailbox ${to.mailbox}`);
  const reached = limitReached(channel, await countRequests(trx, channel, mailbox, now));
  if (reached) return reached;
  const digest = digestAddress(keys, channel, to.identity);
  const { branches, kinds, language } = toPlainChoice(choice);
  await insertRequest(trx, {
    id,
    channel,
    address_sealed: sealAddress(keys, to.address, digest),
    address_digest: digest,
    mailbox_digest: mailbox,
    language,
    branches,
    kinds,
    made_at: new Date(now),
    code_digest: codeDigest,
    follower: null,
  });
  return null;
}

/** Mails a link to an address. Nobody is told of anything before whoever reads it there says that they want it. */
export async function askByEmail(deps: FollowDeps, typed: string, choice: FollowChoice): Promise<AskedByEmail> {
  const { db, clock, keys, mail, channels, origins, branchName } = deps;
  if (!channels.includes('email') || !mail.sends) throw new AppError('not-found');
  const to = toEmailAddress(typed);
  if (!to) return { kind: 'no-address' };
  const now = clock.now();
  return db.transaction().execute(async (trx) => {
    const id = randomUUID();
    const refused = await keepRequest(trx, deps, { id, channel: 'email', to, choice, codeDigest: null }, now);
    if (refused) return refused;
    const url = `${origins[0] ?? ''}${withLink(FOLLOW_PATHS.confirm, toLinkToken(keys, 'confirm', id))}`;
    const surgeries = choice.branches && choice.branches.map(branchName);
    await mail.queue(trx, { to: to.address, mail: { kind: 'follow', url, surgeries }, isSealed: true }, now);
    return { kind: 'sent' };
  });
}

/** Texts a code to a number. Nobody is told of anything before whoever reads it there has typed it in. */
export async function askByText(deps: FollowDeps, typed: string, choice: FollowChoice): Promise<AskedByText> {
  const { db, clock, keys, sendText, channels, practiceName } = deps;
  if (!channels.includes('text') || !sendText) throw new AppError('not-found');
  const to = toTextAddress(typed);
  if (!to) return { kind: 'no-address' };
  const now = clock.now();
  const id = randomUUID();
  const code = String(randomInt(CODES)).padStart(6, '0');
  const codeDigest = digestCode(keys, id, code);
  const refused = await db
    .transaction()
    .execute((trx) => keepRequest(trx, deps, { id, channel: 'text', to, choice, codeDigest }, now));
  if (refused) return refused;
  if (await sendText(to.address, followCodeText(practiceName(), code))) {
    return { kind: 'sent', link: toLinkToken(keys, 'code', id) };
  }
  await deleteRequest(db, id);
  return { kind: 'not-sent' };
}
