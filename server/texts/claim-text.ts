import { randomInt, randomUUID } from 'node:crypto';
import type { Transaction } from 'kysely';
import type { ReportContent } from '../../shared/facts/check-report.ts';
import type { Instant } from '../../shared/practice/instant.ts';
import type { TextReport } from '../../shared/texts/decide-text.ts';
import { CLAIM_LASTS, CLAIMS_PER_HOUR } from '../../shared/texts/text-limits.ts';
import type { Database } from '../platform/database.types.ts';
import { type ClaimRow, countClaims, insertClaim, lockClaimsOf, setClaimState } from './claims.queries.ts';
import type { ClaimState } from './text-claim.table.ts';

const CODES = 1_000_000;

function newCode(taken: readonly string[]): string {
  for (;;) {
    const code = String(randomInt(CODES)).padStart(6, '0');
    if (!taken.includes(code)) return code;
  }
}

function isAbout(claim: ClaimRow, branch: string, content: ReportContent): boolean {
  return claim.branch === branch && (claim.content.gps === undefined) === (content.gps === undefined);
}

async function insert(
  trx: Transaction<Database>,
  { actor, branch, content, at }: TextReport,
  { state, open }: { readonly state: ClaimState; readonly open: readonly ClaimRow[] },
  now: Instant,
): Promise<string> {
  const code = newCode(open.map((claim) => claim.code));
  await insertClaim(trx, {
    id: randomUUID(),
    person: actor,
    branch,
    content,
    said_at: new Date(at),
    made_at: new Date(now),
    code,
    wrong_codes: 0,
    expires_at: new Date(now + CLAIM_LASTS),
    state,
    settled_at: null,
  });
  return code;
}

/**
 * Keeps what a text says until it is confirmed, and gives the code that confirms it; null when the person has claimed too
 * often in this hour. A newer claim about the same thing takes the place of the one before.
 */
export async function claimText(trx: Transaction<Database>, report: TextReport, now: Instant): Promise<string | null> {
  const open = await lockClaimsOf(trx, report.actor, now);
  if ((await countClaims(trx, report.actor, now)) >= CLAIMS_PER_HOUR) return null;
  const before = open.filter((claim) => isAbout(claim, report.branch, report.content));
  await setClaimState(
    trx,
    before.map(({ id }) => id),
    'replaced',
    now,
  );
  return insert(trx, report, { state: 'waiting', open }, now);
}

/** A code that goes out with a question: whoever answers with it has the phone that was asked. */
export async function offerCode(trx: Transaction<Database>, report: TextReport, now: Instant): Promise<string> {
  const open = await lockClaimsOf(trx, report.actor, now);
  const before = open.filter((claim) => claim.state === 'asked' && claim.branch === report.branch);
  await setClaimState(
    trx,
    before.map(({ id }) => id),
    'replaced',
    now,
  );
  return insert(trx, report, { state: 'asked', open }, now);
}
