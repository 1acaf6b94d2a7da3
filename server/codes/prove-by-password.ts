import type { Transaction } from 'kysely';
import { toRecoveryCode } from '../../shared/people/recovery-code.ts';
import type { Instant } from '../../shared/practice/instant.ts';
import type { PasswordProof } from '../../shared/wire/codes.ts';
import { CODE_WORDS } from '../../shared/words/codes.ts';
import { noteAccess, noteRefusal } from '../audit/note-access.ts';
import type { Database } from '../platform/database.types.ts';
import { AppError } from '../platform/errors.ts';
import { beginTry } from '../sign-in/limit-sign-ins.ts';
import type { Owner } from '../sign-in/own-account.ts';
import type { Passwords } from '../sign-in/passwords.ts';
import { renewProof } from '../sign-in/renew-proof.ts';
import { takeCode } from './check-code.ts';
import type { CodesDeps } from './codes-deps.ts';
import { readWays } from '../sign-in/read-ways.ts';
import { readPassword } from './codes.queries.ts';

export interface ProofDeps extends CodesDeps {
  readonly passwords: Passwords;
}

/**
 * Takes somebody's password, and a code where they have an app, as proof that it is still they who sit there. Throws
 * `not-allowed` when it is not right, and `too-many-requests`.
 */
export async function proveByPassword(deps: ProofDeps, owner: Owner, { password, code }: PasswordProof): Promise<void> {
  const { db, clock, passwords } = deps;
  const { id: actor, address, device, session } = owner;
  const now = clock.now();
  const found = await readWays(db, actor);
  const hash = await readPassword(db, actor);
  if (!found || hash === null) throw new AppError('not-allowed', { detail: CODE_WORDS.noPassword });
  const attempt = await beginTry(db, found.email, address ?? '', now);
  const isPassword = await passwords.verify(password, hash).catch(async (error: unknown) => {
    await attempt.withdrawn();
    throw error;
  });
  const note = { event: 'proof', actor, address, device, detail: { way: 'password' } } as const;
  const isProved =
    isPassword &&
    (await db.transaction().execute(async (trx) => {
      if (found.ways.app && !(await takeAnyCode(trx, deps, actor, code ?? '', now))) return false;
      await renewProof(trx, session, now);
      await noteAccess(trx, { ...note, outcome: 'proved' }, now);
      return true;
    }));
  if (isProved) return attempt.succeeded();
  await noteRefusal(db, { ...note, outcome: 'not-proved' }, now);
  throw new AppError('not-allowed', { detail: CODE_WORDS.notProved, isNoted: true });
}

function takeAnyCode(
  trx: Transaction<Database>,
  { authSecret }: CodesDeps,
  person: string,
  code: string,
  now: Instant,
): Promise<boolean> {
  const way = toRecoveryCode(code) === null ? 'app' : 'recovery';
  return takeCode(trx, authSecret, { person, way, code }, now);
}
