import type { Transaction } from 'kysely';
import type { Instant } from '../../shared/practice/instant.ts';
import type { CodeBody } from '../../shared/wire/codes.ts';
import { CODE_WORDS } from '../../shared/words/codes.ts';
import { noteAccess, noteRefusal } from '../audit/note-access.ts';
import type { Database } from '../platform/database.types.ts';
import { AppError } from '../platform/errors.ts';
import { beginTry } from '../sign-in/limit-sign-ins.ts';
import { openSession, type SignedIn, type Visit } from '../sign-in/open-session.ts';
import { peekStep, takeStep } from '../sign-in/steps.ts';
import { takeCode } from './check-code.ts';
import type { CodesDeps } from './codes-deps.ts';
import { findEntrant } from './codes.queries.ts';
import { CODE_STEP, type CodeStepDetail, isMailedCode, nobodysDigest } from './second-step.ts';

/**
 * Signs in whoever brings the code that a step awaits. Throws `not-signed-in`, in the same words for a wrong code and for a
 * step that is too old or nobody's; `too-many-requests`.
 */
export async function signInByCode(deps: CodesDeps, body: CodeBody, visit: Visit): Promise<SignedIn> {
  const { db, clock, log } = deps;
  const { address, device } = visit;
  const now = clock.now();
  const request = { secret: body.step, kind: CODE_STEP, now };
  const seen = await peekStep(db, request);
  const digest = seen ? (seen.detail as CodeStepDetail).digest : nobodysDigest(address);
  const line = { event: 'sign-in', actor: seen?.person ?? null, address, device } as const;
  const attempt = await beginTry(db, { digest }, address, now).catch((error: unknown) => {
    log.warn({ ...line, outcome: 'too-many-requests' }, 'sign-in refused');
    throw error;
  });
  const signedIn = await takeStep(db, request, async ({ person, detail }, trx) => {
    const entrant = person === null ? null : await findEntrant(trx, { id: person }, now);
    const isRight = await isRightCode(trx, deps, { person, detail: detail as CodeStepDetail, body, now });
    if (!entrant || !isRight) return null;
    const note = { ...line, outcome: 'signed-in', detail: { way: 'code', by: body.way } };
    await noteAccess(trx, note, now);
    return openSession(trx, entrant, 'code', visit, now);
  });
  if (!signedIn) {
    await noteRefusal(db, { ...line, outcome: 'not-signed-in', detail: { way: 'code', by: body.way } }, now);
    log.warn({ ...line, outcome: 'not-signed-in' }, 'sign-in refused');
    throw new AppError('not-signed-in', { detail: CODE_WORDS.refused, isNoted: true });
  }
  await attempt.succeeded();
  log.info({ ...line, outcome: 'signed-in' }, 'signed in by a code');
  return signedIn;
}

interface Typed {
  readonly person: string | null;
  readonly detail: CodeStepDetail;
  readonly body: CodeBody;
  readonly now: Instant;
}

async function isRightCode(
  trx: Transaction<Database>,
  { authSecret }: CodesDeps,
  { person, detail, body: { way, code }, now }: Typed,
): Promise<boolean> {
  if (!detail.ways.includes(way)) return false;
  if (way === 'mail') return isMailedCode(authSecret, detail.mailed, code);
  return person !== null && takeCode(trx, authSecret, { person, way, code }, now);
}
