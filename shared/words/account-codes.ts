import { PASSWORD_MIN } from '../people/account.ts';

/** What people read of the codes and the password of their own account. */
export const APP_SECTION = {
  title: 'Authenticator app',
  why: 'Your password then asks for a code, which an app on your phone shows. Any authenticator app will do.',
  have: 'Your app is set up.',
  add: 'Add an authenticator app',
  adding: 'Asking for a new secret…',
  scan: 'Scan this with your app. On the phone itself, open it there.',
  qr: 'QR code for your authenticator app',
  open: 'Open my app on this device',
  type: 'Or type this into it:',
  code: 'The code that it shows now',
  codeHint: 'Six digits.',
  codeMissing: 'Enter the code that your app shows.',
  confirm: 'Add this app',
  confirming: 'Checking the code…',
  cancel: 'Cancel',
  added: 'Your app was added. Keep it: you need its code with your password.',
  remove: 'Remove the app',
  removeTitle: 'Remove your authenticator app?',
  removeLines: ['Its codes do not work any more.', 'Without another way, your password alone lets nobody work.'],
  removed: 'Your app was removed.',
} as const;

export const RECOVERY_SECTION = {
  title: 'Recovery codes',
  why: 'For the day on which you lose your phone. Each works once, with your password.',
  none: 'You have none.',
  make: 'Make recovery codes',
  renew: 'Make new codes',
  renewTitle: 'Make new recovery codes?',
  renewLines: ['The codes that you have do not work any more.'],
  once: 'Print or save them now. They are not shown again.',
  list: 'Your recovery codes',
  print: 'Print',
  save: 'Save as a file',
  done: 'I have them',
  made: 'New recovery codes were made. Print or save them now.',
  fileName: 'branchboard-recovery-codes.txt',
  sheetTitle: 'Recovery codes',
  sheetWhy: 'Each works once, with your password. Keep them where nobody else finds them.',
} as const;

export const PASSWORD_SECTION = {
  title: 'Password',
  none: 'You have no password.',
  label: 'New password',
  hint: `At least ${PASSWORD_MIN} characters. Three or four words that do not belong together are good.`,
  short: `Choose a password of at least ${PASSWORD_MIN} characters.`,
  change: 'Change password',
  choose: 'Choose a password',
  saving: 'Saving your password…',
  changed: 'Your password was changed. You were signed out everywhere else.',
} as const;

/** On top of an account that cannot be used yet. */
export const NEEDS_SECOND = {
  title: 'One more step',
  why: 'A password alone is not enough any more: whoever learns it could change what patients read. Add an authenticator app or a passkey now, and you can go on.',
  ways: [
    'A passkey is easiest: your face, your fingerprint or the PIN of this device.',
    'An authenticator app on your phone shows a code, which you type after your password.',
  ],
  notHere: 'You can do neither here? Open this page on your phone, or ask an admin.',
  done: 'You can go on now.',
  go: 'Go on',
} as const;

export function codesLeft(count: number): string {
  if (count === 0) return RECOVERY_SECTION.none;
  return count === 1 ? '1 is left.' : `${count} are left.`;
}

/** The file that somebody saves. */
export function recoveryFile(practice: string, email: string, codes: readonly string[]): string {
  const { sheetTitle, sheetWhy } = RECOVERY_SECTION;
  return [`Branchboard of ${practice}: ${sheetTitle}`, email, sheetWhy, '', ...codes, ''].join('\n');
}
