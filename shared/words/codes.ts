/** What the server says of codes, proofs and passwords. */
export const CODE_WORDS = {
  refused: 'This code is not right, or it was used or is too old. Check it, or get a new one.',
  stepGone: 'This took too long. Begin again with your password.',
  byPasskey: 'Sign in with your passkey: your password alone is not enough.',
  noMail: 'No mail goes out from this server. Sign in another way.',
  appThere: 'You have an authenticator app. Remove it first. Nothing was changed.',
  noApp: 'You have no authenticator app. Nothing was changed.',
  appNotBegun: 'This took too long, or was begun again elsewhere. Begin again.',
  appCodeWrong: 'this is not the code that the app shows now. Wait for the next one, and type that.',
  notProved: 'The password or the code is not right. Nothing was changed.',
  noPassword: 'You have no password to prove it by. Sign out, and sign in again.',
} as const;
