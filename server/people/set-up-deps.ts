import type { PasskeyDeps } from '../passkeys/passkey-deps.ts';
import type { SignInDeps } from '../sign-in/sign-in.ts';
import type { KnownWords } from './check-password.ts';

export interface SetUpDeps extends SignInDeps, PasskeyDeps {
  /** Names that everybody knows: of the practice and its branches. */
  readonly knownWords: () => KnownWords;
  readonly branchName: (slug: string) => string;
}
