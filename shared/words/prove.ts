/** What is asked before somebody changes their account on a device that has been signed in for a while. */
export const PROVE = {
  title: 'Prove that it is still you',
  why: 'You have been signed in here for a while. Anybody who finds this device could do this.',
  password: 'Password',
  passwordMissing: 'Enter your password.',
  code: 'Code from your app, or a recovery code',
  go: 'Go on',
  cancel: 'Cancel',
  noWay: 'Sign out, and sign in again. Then you have a quarter of an hour to do this.',
} as const;
