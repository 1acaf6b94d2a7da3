/** What is asked before somebody changes who may do what, on a device that has been signed in for a while. */
export const PROVE = {
  title: 'Prove that it is still you',
  why: 'You have been signed in here for a while. Anybody who finds this device could do this.',
  otherwise: 'Or by your password',
  password: 'Password',
  passwordMissing: 'Enter your password.',
  code: 'Code from your app, or a recovery code',
  checking: 'Checking…',
  go: 'Go on',
  cancel: 'Cancel',
  noWay: 'Sign in again, and come back here. Then you have a quarter of an hour to do this.',
  signIn: 'Sign in again',
  notProved: 'That did not prove that it is you. Try again.',
} as const;
