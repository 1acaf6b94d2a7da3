import { MINUTE, SECOND } from '../practice/instant.ts';
import { PASSWORD_MIN } from '../people/account.ts';

/** What people read who sign in, set up their account or are kept out. */
export const SIGN_IN_WORDS = {
  refused: 'The email address or the password is not right. Check both, and try again.',
  providerFailed: 'The other service did not say who you are. Try again.',
  providerUnknown: 'There is no account here for whom the other service knows. Ask an admin to add you.',
  linkGone: 'This link was used before, or it is too old. Ask operations for a new one.',
  setUpCodeWrong: 'This code is not right, was used before, or is too old. Check it, or ask operations for a new one.',
  noMail: 'mail is not set up on this server. Hand on a link or a printed sheet.',
  nameMissing: 'say your name: colleagues see it beside what you report.',
  otherName: 'operations wrote another name. Ask them for a new link when it is wrong.',
  otherEmail: 'this link was made for another email address.',
  emailTaken: 'somebody with this email address is here already.',
  phoneWrong: 'write a mobile number, such as 07700 900123.',
  phoneTaken: 'somebody here has this number already. Take it from them first.',
  passwordShort: `use at least ${PASSWORD_MIN} characters.`,
  passwordCommon:
    'this is easy to guess: it is made of common words, names or places. Put three or four other words together.',
  oneWay: 'choose a password or a passkey, not both.',
  lastAdmin: 'This is the last admin. Make somebody else an admin first. Nothing was changed.',
  noPerson: 'There is nobody of this name. Nothing was changed.',
  noDisplay: 'There is no such display. Nothing was changed.',
  noSuchBranch: 'there is no such branch.',
  noWaitingRoom: 'a wallboard shows all branches. Remove it, and pair the screen again for a waiting room.',
  codeUnknown: 'no screen shows this code. Codes change after 10 minutes: look again.',
  pairingGone: 'This code is too old. Ask for a new one.',
  pairingsFull: 'Too many screens are waiting. Try again in 10 minutes.',
} as const;

/** Of a try that came too early. */
export function waitText(ms: number): string {
  const minutes = Math.ceil(ms / MINUTE);
  const seconds = Math.ceil(ms / SECOND);
  const [count, unit] = ms > MINUTE ? [minutes, 'minute'] : [seconds, 'second'];
  return `There were too many tries. Try again in ${count} ${unit}${count === 1 ? '' : 's'}.`;
}
