import { DAY, HOUR, MINUTE } from '../practice/instant.ts';

/** A claim waits so long for its code, its sender or the office. */
export const CLAIM_LASTS = 2 * HOUR;
/** Wrong codes after which a claim takes no code any more: somebody guesses. */
export const WRONG_CODES_MOST = 3;
/** Claims of one person in an hour: each gives whoever forges their number three guesses at six digits. */
export const CLAIMS_PER_HOUR = 6;
/** Answers to one person in an hour: whoever forges their number must not make us flood them. */
export const ANSWERS_PER_HOUR = 20;
/** A text that is older has been lost on its way for too long to be acted on. */
export const TEXT_AGE_MOST = 2 * DAY;
/** An answer that is later than this only confuses. */
export const GIVE_UP_AFTER = HOUR;

/**
 * A branch must be suspect so long before anybody is asked by text; pages ask at once. In a year's model of 18 branches,
 * asking at once makes 722 questions about nothing, asking after 20 s 515, after a minute 68, beside 54 about true outages
 * each time. People stop reading texts that are about nothing.
 */
export const ASK_AFTER = MINUTE;
/** From then on it is lost, which everybody sees, and the question would come too late. */
export const ASK_UNTIL = 10 * MINUTE;
/** Of one branch, one question in this time. */
export const ASK_AGAIN_AFTER = HOUR;
