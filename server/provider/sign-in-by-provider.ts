import type { Transaction } from 'kysely';
import { type Instant, MINUTE } from '../../shared/practice/instant.ts';
import { SIGN_IN_WORDS } from '../../shared/words/sign-in.ts';
import { noteAccess, noteRefusal } from '../audit/note-access.ts';
import type { Clock } from '../platform/clock.ts';
import type { Database, Db } from '../platform/database.types.ts';
import { AppError } from '../platform/errors.ts';
import type { Log } from '../platform/log.ts';
import { toAccountEmail } from '../sign-in/account-email.ts';
import { type Entrant, openSession, type SignedIn, type Visit } from '../sign-in/open-session.ts';
import { beginStep, takeStep } from '../sign-in/steps.ts';
import type { KnownElsewhere, Provider, ProviderChecks } from './provider-client.ts';
import { findKnown, insertKnown, lockUnknown } from './provider.queries.ts';

export interface ProviderSignInDeps {
  readonly db: Db;
  readonly clock: Clock;
  readonly log: Log;
  readonly provider: Provider;
}

const KIND = 'provider';
/** Somebody may have to find their telephone for what the other service asks. */
const ANSWER_WITHIN = 15 * MINUTE;

interface Detail extends ProviderChecks {
  readonly place: string | null;
}

/** Sends somebody to the other service; the secret is for their browser alone. Throws when the service is away. */
export async function beginProviderSignIn(
  { db, clock, provider }: ProviderSignInDeps,
  place: string | null,
): Promise<{ readonly url: string; readonly secret: string; readonly until: Instant }> {
  const { url, checks } = await provider.begin();
  const detail: Detail = { ...checks, place };
  const now = clock.now();
  const secret = await beginStep(db, { kind: KIND, person: null, detail, lasts: ANSWER_WITHIN }, now);
  return { url, secret, until: now + ANSWER_WITHIN };
}

/**
 * Signs in whom the other service says it is: who was let in as that subject before, else who was invited with the address
 * that it has checked. It makes no accounts. Throws `not-signed-in`, and `not-allowed` for somebody who was not invited.
 */
export async function completeProviderSignIn(
  deps: ProviderSignInDeps,
  { secret, answer }: { readonly secret: string; readonly answer: URL },
  visit: Visit,
): Promise<SignedIn & { readonly place: string | null }> {
  const { db, clock, provider, log } = deps;
  const now = clock.now();
  const line = { event: 'sign-in', ...visit } as const;
  // Used up before the service is asked: what it answers is good once as well.
  const step = await takeStep(db, { secret, kind: KIND, now }, async ({ detail }) => detail as Detail);
  try {
    if (!step) throw failed();
    const known = await provider.finish(answer, step).catch((error: unknown) => {
      log.warn({ ...line, err: error }, 'the answer of the other service does not fit');
      throw failed();
    });
    const signedIn = await db.transaction().execute((trx) => letIn(trx, known, visit, now));
    log.info({ ...line, actor: signedIn.actor.id, outcome: 'signed-in' }, 'signed in');
    return { ...signedIn, place: step.place };
  } catch (error) {
    if (error instanceof AppError) {
      await noteRefusal(db, { ...line, outcome: error.code, actor: null, detail: { way: KIND } }, now);
      log.warn({ ...line, outcome: error.code }, 'sign-in refused');
    }
    throw error;
  }
}

async function letIn(
  trx: Transaction<Database>,
  { issuer, subject, email }: KnownElsewhere,
  visit: Visit,
  now: Instant,
): Promise<SignedIn> {
  const before = await findKnown(trx, issuer, subject);
  const person = before ?? (email === null ? null : await lockUnknown(trx, issuer, toAccountEmail(email)));
  if (!person || hasLeft(person, now))
    throw new AppError('not-allowed', { detail: SIGN_IN_WORDS.providerUnknown, isNoted: true });
  const note = { actor: person.id, ...visit } as const;
  if (!before) {
    await insertKnown(trx, { person: person.id, issuer, subject }, now);
    await noteAccess(trx, { ...note, event: 'way', outcome: 'added', detail: { way: KIND, issuer } }, now);
  }
  await noteAccess(trx, { ...note, event: 'sign-in', outcome: 'signed-in', detail: { way: KIND } }, now);
  return openSession(trx, person, KIND, visit, now);
}

function hasLeft({ leaving }: Entrant, now: Instant): boolean {
  return leaving !== null && leaving.getTime() <= now;
}

function failed(): AppError {
  return new AppError('not-signed-in', { detail: SIGN_IN_WORDS.providerFailed, isNoted: true });
}
