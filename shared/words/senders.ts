/** What staff read of the tokens of senders. */
export const SENDER_WORDS = {
  twoTokens: 'two tokens are valid already. Revoke the one that is no longer used, then make a new one.',
  noBranch: (slug: string) => `there is no branch "${slug}".`,
  noSender: 'There is no such token. Nothing was changed.',
  beatReplayed: 'This beat was heard before. Count up with each beat.',
} as const;
