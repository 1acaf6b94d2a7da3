/** Limits of what the office sets. Every value is checked by the rules beside this, which name every fault. */
export const SETTING_LIMITS = {
  name: 80,
  address: 120,
  town: 60,
  provider: 60,
  url: 200,
  note: 80,
  noticeLine: 200,
  exceptions: 100,
  listSize: 999_999,
  helpMinutes: 720,
  helpAtMost: 10,
} as const;
