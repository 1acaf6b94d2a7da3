import { PASSWORD_MIN } from '../people/account.ts';
import type { SignInFault } from '../wire/staff-paths.ts';
import { listOf } from './lists.ts';
import { SIGN_IN_WORDS } from './sign-in.ts';

/** What the pages say on which people sign in and set up their account. */
export const SIGN_IN_PAGE = {
  title: 'Sign in',
  email: 'Email address',
  password: 'Password',
  show: 'Show',
  showPassword: 'Show password',
  hide: 'Hide',
  hidePassword: 'Hide password',
  shown: 'Your password is shown.',
  hidden: 'Your password is hidden.',
  submit: 'Sign in',
  submitting: 'Signing in…',
  emailMissing: 'Enter your email address.',
  emailWrong: 'Enter an email address, such as name@practice.nhs.uk.',
  passwordMissing: 'Enter your password.',
  unreachable: 'We cannot reach Branchboard. Check your connection, then try again.',
  forgotten: 'Forgotten your password, or no account yet? Ask operations for a link.',
  titleError: 'Error: ',
} as const;

export const SET_UP_PAGE = {
  title: 'Set up your account',
  checking: 'Checking your link…',
  first: 'This is the first account of Branchboard here. It is an admin: everything may be done with it.',
  operations: 'You will be in operations: you can report for every branch, declare incidents and let leads in.',
  admin: 'You will be an admin: you can do what operations does, and let people of operations in.',
  'read-only': 'You will see what staff see. You can change nothing.',
  name: 'Your name',
  nameHint: 'Colleagues see it beside what you report.',
  nameMissing: 'Enter your name.',
  passwordLabel: 'Choose a password',
  passwordHint: `At least ${PASSWORD_MIN} characters. Three or four words that do not belong together are good.`,
  passwordShort: `Choose a password of at least ${PASSWORD_MIN} characters.`,
  submit: 'Set up account',
  submitting: 'Setting up…',
  unclear: 'We lost the connection, and do not know whether your account was set up. Try to sign in.',
  tryAgain: 'Try again',
  toSignIn: 'Sign in',
} as const;

/** What a lead will be able to do. */
export function leadOffer(branchNames: readonly string[]): string {
  return `You will be lead of ${listOf(branchNames)}: you can report for ${branchNames.length === 1 ? 'it' : 'them'}.`;
}

/** Of the way in by another service. */
export function providerLink(name: string): string {
  return `Sign in with ${name}`;
}

/** Why somebody came back from there without being signed in. */
export const PROVIDER_FAULTS: { readonly [F in SignInFault]: string } = {
  away: 'The other service cannot be reached now. Sign in another way, or try again later.',
  failed: SIGN_IN_WORDS.providerFailed,
  unknown: SIGN_IN_WORDS.providerUnknown,
};
