import { HOUR, MINUTE } from '../practice/instant.ts';

/** How long a link to confirm by works, and how long what waits for it is kept. */
export const CONFIRM_WITHIN = 48 * HOUR;

/** To one mailbox or phone, in all its spellings: nobody can fill it from here. */
export const SENT_PER_HOUR = 3;
export const SENT_PER_TWO_DAYS = 6;

/** Of one network: many phones of one carrier share an address. */
export const ASKED_PER_HOUR = 30;

/** To everybody together. A text costs money, so that somebody may want many sent. */
export const SENT_TO_ALL = {
  email: { perMinute: 60, perTwoDays: 50_000 },
  text: { perMinute: 20, perTwoDays: 5_000 },
} as const;

/** How long a texted code works, and how often somebody may be wrong about it. */
export const CODE_WORKS = 30 * MINUTE;
export const WRONG_CODES_MOST = 5;
