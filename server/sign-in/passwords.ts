import { hashPassword, verifyPassword } from '@better-auth/utils/password';
import { createTurns } from './in-turn.ts';

/** Passwords, of which only slow hashes are kept. */
export interface Passwords {
  hash(password: string): Promise<string>;
  /** Whether it is the one that was hashed; for `null`, of somebody who has none, it takes as long and is false. */
  verify(password: string, hash: string | null): Promise<boolean>;
}

/** A hash takes 32 MiB and a core for a moment. Who would wait for longer than a request may take is sent away. */
const HASHES_AT_ONCE = 2;
const HASHES_WAITING = 16;

/** Hashes and compares, two at a time for the whole process. Throws `too-busy` when too many wait. */
export function createPasswords(): Passwords {
  const inTurn = createTurns(HASHES_AT_ONCE, HASHES_WAITING);
  return {
    hash: (password) => inTurn(() => hashPassword(password)),
    verify: (password, hash) =>
      inTurn(async () => {
        if (hash !== null) return verifyPassword(hash, password);
        // The same work as for an account: how long it took tells nobody whether there is one.
        await hashPassword(password);
        return false;
      }),
  };
}
