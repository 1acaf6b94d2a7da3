import type { ProofBody } from '../../shared/wire/codes.ts';
import { provePasskey } from '../passkeys/prove-passkey.ts';
import type { Owner } from '../sign-in/own-account.ts';
import { type ProofDeps, proveByPassword } from './prove-by-password.ts';

export interface AnyProofDeps extends ProofDeps {
  readonly origins: readonly string[];
}

/** Takes the proof that it is still its owner who sits there. Throws `not-allowed`, and what limits throw. */
export async function prove(deps: AnyProofDeps, owner: Owner, body: ProofBody): Promise<void> {
  return 'passkey' in body ? provePasskey(deps, owner, body.passkey) : proveByPassword(deps, owner, body);
}
