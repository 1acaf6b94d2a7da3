import { AsyncLocalStorage } from 'node:async_hooks';
import { randomUUID } from 'node:crypto';
import { betterAuth } from 'better-auth';
import { APIError } from 'better-auth/api';
import { hashPassword, verifyPassword } from 'better-auth/crypto';
import { PASSWORD_MAX, PASSWORD_MIN } from '../../shared/people/account.ts';
import type { Instant } from '../../shared/practice/instant.ts';
import { createTokenSecret, hashToken } from '../access/token-secret.ts';
import type { Db } from '../platform/database.types.ts';
import { createTurns } from './in-turn.ts';

export interface NewSession {
  readonly email: string;
  readonly password: string;
  readonly now: Instant;
  readonly expiresAt: Instant;
}

/** Accounts and passwords, as the library keeps them. */
export interface Accounts {
  /** The token of a new session; null when the password is not that of an account of this address. */
  openSession(session: NewSession): Promise<string | null>;
  hashPassword(password: string): Promise<string>;
}

/** A password takes 32 MiB and a core for a moment. Who would wait for longer than a request may take is sent away. */
const HASHES_AT_ONCE = 2;
const HASHES_WAITING = 16;

/**
 * The library's own routes are not served: ours call it. It makes the session's row, and this puts in what the library
 * would do its own way: the digest in place of the token, and times by the server's clock.
 */
export function createAccounts({ db, secret }: { readonly db: Db; readonly secret: string }): Accounts {
  const opening = new AsyncLocalStorage<NewSession & { readonly token: string }>();
  const inTurn = createTurns(HASHES_AT_ONCE, HASHES_WAITING);
  const hash = (password: string) => inTurn(() => hashPassword(password));

  const auth = betterAuth({
    database: { db, type: 'postgres' },
    secret,
    // Nothing is asked there: it is what the library takes links and cookies of its own from.
    baseURL: 'http://localhost',
    telemetry: { enabled: false },
    logger: { disabled: true },
    // Our tables hold what signing in by a password needs, and the rights of a person, which the library does not know.
    advanced: { database: { generateId: () => randomUUID(), validateSchema: false } },
    user: {
      modelName: 'person',
      fields: { emailVerified: 'email_verified', createdAt: 'created_at', updatedAt: 'updated_at' },
    },
    account: {
      modelName: 'credential',
      fields: {
        userId: 'person',
        providerId: 'provider',
        accountId: 'account',
        createdAt: 'created_at',
        updatedAt: 'updated_at',
      },
    },
    session: {
      modelName: 'session',
      fields: {
        userId: 'person',
        token: 'token_hash',
        createdAt: 'created_at',
        updatedAt: 'seen_at',
        expiresAt: 'expires_at',
      },
    },
    emailAndPassword: {
      enabled: true,
      disableSignUp: true,
      minPasswordLength: PASSWORD_MIN,
      maxPasswordLength: PASSWORD_MAX,
      password: { hash, verify: (given) => inTurn(() => verifyPassword(given)) },
    },
    databaseHooks: { session: { create: { before: async (session) => ({ data: toRow(session) }) } } },
  });

  function toRow(session: object) {
    const ours = opening.getStore();
    if (!ours) throw new Error('a session was made by nobody');
    const now = new Date(ours.now);
    return {
      ...session,
      token: hashToken(ours.token).toString('hex'),
      createdAt: now,
      updatedAt: now,
      expiresAt: new Date(ours.expiresAt),
      ipAddress: undefined,
      userAgent: undefined,
    };
  }

  return {
    hashPassword: hash,
    async openSession(session) {
      const token = createTokenSecret();
      try {
        const body = { email: session.email, password: session.password };
        await opening.run({ ...session, token }, () => auth.api.signInEmail({ body }));
        return token;
      } catch (error) {
        if (error instanceof APIError && error.statusCode < 500) return null;
        throw error;
      }
    },
  };
}
