import { HOUR } from '../practice/instant.ts';

/** How long a link to confirm by works, and how long what waits for it is kept. */
export const CONFIRM_WITHIN = 48 * HOUR;

/** To one mailbox or phone, in all its spellings: nobody can fill it from here. */
export const SENT_PER_HOUR = 3;
export const SENT_PER_TWO_DAYS = 6;

/** Of one network: many phones of one carrier share an address. */
export const ASKED_PER_HOUR = 30;

/** To everybody together. */
export const SENT_PER_MINUTE = 60;
