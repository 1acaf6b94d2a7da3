/** What the pages say of passkeys. */
export const PASSKEY_PAGE = {
  use: 'Use a passkey',
  signInHint: 'Your phone or computer checks your face, fingerprint or PIN. You type nothing.',
  using: 'Waiting for your passkey…',
  or: 'Or with your password',
  setUp: 'How will you sign in?',
  setUpHint:
    'We recommend a passkey: your phone or computer checks your face, fingerprint or PIN, and there is nothing to remember.',
  orPassword: 'Or by a password',
  setUpTrouble: 'No passkey was made. Try again, or choose a password.',
  signInTrouble: 'No passkey was used. Try again, or sign in with your password.',
  notHere: 'Passkeys do not work at this address. Open Branchboard at the address that your practice uses.',
  knownHere: 'This device has a passkey of yours already. Add one from another device.',
  cannotKeep: 'This device cannot keep a passkey for Branchboard. Try your phone, or another device.',
} as const;

/** What a set-up link of somebody ends who can sign in already. */
export const SET_UP_REPLACES =
  'When you finish, every way by which you signed in before stops working, and you are signed out everywhere else.';
