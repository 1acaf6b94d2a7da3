import type { Transaction } from 'kysely';
import type { Board } from '../../shared/board/board.ts';
import type { ReportVia } from '../../shared/facts/fact.ts';
import { type Instant, toIso } from '../../shared/practice/instant.ts';
import type { SettledClaim, TextClaim } from '../../shared/wire/texts.ts';
import { toGsm7 } from '../../shared/texts/gsm7.ts';
import { confirmedLine, laterLine, refusedLine, textSays } from '../../shared/words/texts.ts';
import { TEXT_CLAIMS } from '../../shared/words/text-claims.ts';
import type { Actor } from '../access/access.ts';
import { requireRight } from '../access/require-right.ts';
import { noteChange } from '../audit/note-access.ts';
import { lockJournal } from '../journal/append.ts';
import type { Database, Db } from '../platform/database.types.ts';
import { AppError } from '../platform/errors.ts';
import { readReported } from '../report/read-reported.ts';
import { boardShows } from '../../shared/texts/board-shows.ts';
import {
  claimExists,
  type ClaimRow,
  lockOpenClaim,
  type NamedClaim,
  readOpenClaims,
  setClaimState,
} from './claims.queries.ts';
import { insertText } from './outbox.queries.ts';
import { type StoredText, storeText } from './store-text.ts';
import type { TextDeps } from './text-deps.ts';

/** Makes a claim the report that it is. Throws `not-allowed`, also when its branch has left the practice. */
export async function confirmClaim(
  trx: Transaction<Database>,
  { journal, board }: TextDeps,
  claim: ClaimRow,
  by: {
    readonly actor: Pick<Actor, 'id' | 'role' | 'branches' | 'visit'>;
    readonly via: ReportVia;
    readonly saidAt?: Instant;
  },
  now: Instant,
): Promise<StoredText> {
  const { branch, content, person } = claim;
  await lockJournal(trx);
  const reported = await readReported(trx, board(), branch);
  if (!reported) throw new AppError('not-allowed');
  const report = { branch, content, at: by.saidAt ?? claim.said_at.getTime(), actor: person };
  const stored = await storeText(trx, journal, { ...by, report, board: reported }, now);
  await setClaimState(trx, [claim.id], 'confirmed', now);
  return stored;
}

async function requireOpen(trx: Transaction<Database>, id: string, now: Instant): Promise<NamedClaim> {
  const claim = await lockOpenClaim(trx, id, now);
  if (claim) return claim;
  throw new AppError((await claimExists(trx, id)) ? 'already-done' : 'not-found', { detail: TEXT_CLAIMS.gone });
}

function nameIn({ branches }: Board, slug: string): string {
  return branches[slug]?.setting?.value.name ?? slug;
}

/** Operations say that a claim is true, and answer for it, or that it is not. Throws `not-found` and `already-done`. */
export async function settleByOffice(
  deps: TextDeps,
  actor: Actor,
  id: string,
  decision: 'confirm' | 'refuse',
): Promise<SettledClaim> {
  return deps.db.transaction().execute(async (trx) => {
    const now = await deps.journal.stampOf(trx);
    await requireRight(trx, actor.id, 'operations', now);
    const claim = await requireOpen(trx, id, now);
    const { person, branch, content } = claim;
    if (decision === 'refuse') {
      await setClaimState(trx, [id], 'refused', now);
      const by = { id: actor.id, address: null, ...actor.visit };
      await noteChange(trx, by, { event: 'text', outcome: 'refused', subject: person }, now);
      const body = refusedLine(nameIn(deps.board(), branch), content);
      if (deps.sends) await insertText(trx, { person, body: toGsm7(body), branch: null }, now);
      return { outcome: 'refused' };
    }
    const { board, isLate } = await confirmClaim(trx, deps, claim, { actor, via: 'text-office' }, now);
    const shows = boardShows(board, branch, content, now);
    const body = toGsm7(isLate ? laterLine(shows) : confirmedLine('office', shows));
    if (deps.sends) await insertText(trx, { person, body, branch: null }, now);
    return { outcome: isLate ? 'too-late' : 'on-board' };
  });
}

/** What waits for the office, oldest first. */
export async function listClaims(db: Db, now: Instant): Promise<TextClaim[]> {
  return (await readOpenClaims(db, now)).map(({ id, branch, name, content, said_at, expires_at }) => ({
    id,
    branch,
    by: name,
    says: textSays(content),
    saidAt: toIso(said_at.getTime()),
    expiresAt: toIso(expires_at.getTime()),
  }));
}
