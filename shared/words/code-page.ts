import type { SecondWay } from '../wire/codes.ts';

/** What the page for signing in says of the second step. */
export const CODE_PAGE = {
  label: 'Code',
  second: 'One more step',
  submit: 'Sign in',
  submitting: 'Checking your code…',
  missing: 'Enter your code.',
  unreachable: 'We lost the connection, and do not know whether your code arrived. Begin again.',
  back: 'Begin again',
  others: 'Other ways',
  /** Before a password was typed. */
  mailAlone: 'Mail me a code instead',
  mailAloneHint: 'For leads, and for who only looks on.',
  mailing: 'Sending…',
  mailAgain: 'Send another code',
  mailedAgain: 'We sent another code. The one before does not work any more.',
} as const;

export const CODE_WAYS: {
  readonly [W in SecondWay]: { readonly title: string; readonly hint: string; readonly use: string };
} = {
  app: {
    title: 'Enter the code of your app',
    hint: 'Six digits. Your authenticator app shows new ones every half minute.',
    use: 'Use my authenticator app',
  },
  mail: {
    title: 'Check your mail',
    hint: 'Enter the eight digits that we sent. They work for 10 minutes, on this page.',
    use: 'Mail me a code',
  },
  recovery: {
    title: 'Enter a recovery code',
    hint: 'One of those that you printed or saved. Each works once.',
    use: 'Use a recovery code',
  },
};

/** It tells nobody whether there is such an account. */
export function mailedTo(email: string): string {
  return `If ${email} may sign in by mail, a code is on its way.`;
}
