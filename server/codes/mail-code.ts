import type { Transaction } from 'kysely';
import type { Instant } from '../../shared/practice/instant.ts';
import { isOfOperations } from '../../shared/people/roles.ts';
import { CODE_WORDS } from '../../shared/words/codes.ts';
import type { Database } from '../platform/database.types.ts';
import { AppError } from '../platform/errors.ts';
import { toAccountEmail } from '../sign-in/account-email.ts';
import { beginTry, digestOf } from '../sign-in/limit-sign-ins.ts';
import { peekStep, takeStep } from '../sign-in/steps.ts';
import type { CodesDeps } from './codes-deps.ts';
import { type EntrantRow, findEntrant } from './codes.queries.ts';
import { beginCodeStep, CODE_STEP, type CodeStepDetail, createMailedCode, hashMailedCode } from './second-step.ts';

/**
 * Mails a code to whoever has this address, by which leads and those who only read sign in alone. Gives the step that takes
 * it, whoever that is: the answer, and the work behind it, are the same when nobody has the address.
 */
export async function mailCodeTo(deps: CodesDeps, email: string, address: string): Promise<string> {
  requireMail(deps);
  const { db, clock } = deps;
  const now = clock.now();
  const name = toAccountEmail(email);
  await beginTry(db, toMailCount(name), address, now);
  const entrant = await findEntrant(db, { email: name }, now);
  const isLetIn = entrant !== null && !isOfOperations(entrant.role);
  const request = { entrant: isLetIn ? entrant : null, ways: ['mail'], digest: digestOf(name) } as const;
  return db.transaction().execute((trx) => mailCode(trx, deps, request, now));
}

/**
 * Mails a code to whoever is at this step, having proved their password. Gives the step to go on with. Throws
 * `not-signed-in` when it is too old.
 */
export async function mailCodeOfStep(deps: CodesDeps, step: string, address: string): Promise<string> {
  requireMail(deps);
  const { db, clock } = deps;
  const now = clock.now();
  const request = { secret: step, kind: CODE_STEP, now };
  const seen = await peekStep(db, request);
  const entrant = seen?.person ? await findEntrant(db, { id: seen.person }, now) : null;
  if (!entrant) throw new AppError('not-signed-in', { detail: CODE_WORDS.stepGone });
  const attempt = await beginTry(db, toMailCount(entrant.email), address, now);
  await attempt.fromKnownNetwork();
  const next = await takeStep(db, request, async ({ detail }, trx) => {
    const { ways, digest } = detail as CodeStepDetail;
    return ways.includes('mail') ? mailCode(trx, deps, { entrant, ways, digest }, now) : null;
  });
  if (next === null) throw new AppError('not-signed-in', { detail: CODE_WORDS.stepGone });
  return next;
}

/** Mails are counted apart from tries to sign in: nobody can fill a mailbox, or keep its owner from a password. */
function toMailCount(email: string): string {
  return `mailed codes of ${email}`;
}

interface MailRequest extends Pick<CodeStepDetail, 'ways' | 'digest'> {
  /** null: nobody who is let in by it. */
  readonly entrant: EntrantRow | null;
}

async function mailCode(
  trx: Transaction<Database>,
  { authSecret, mail }: CodesDeps,
  { entrant, ways, digest }: MailRequest,
  now: Instant,
): Promise<string> {
  const code = createMailedCode();
  const detail = { ways, digest, mailed: hashMailedCode(authSecret, code) };
  const step = await beginCodeStep(trx, entrant?.id ?? null, detail, now);
  // A row is written either way, so that it takes as long.
  if (entrant) await mail.queue(trx, { to: entrant.email, mail: { kind: 'code', code } }, now);
  else await beginCodeStep(trx, null, detail, now);
  return step;
}

function requireMail({ mail }: CodesDeps): void {
  if (!mail.sends) throw new AppError('not-found', { detail: CODE_WORDS.noMail });
}
