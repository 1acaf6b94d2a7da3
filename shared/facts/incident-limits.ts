/** Limits of what is typed about incidents, in characters. Apart from the schemas, so that pages can know them too. */
export const TITLE_MAX = 120;
export const UPDATE_MAX = 1_000;
export const REFERENCE_MAX = 80;
export const REASON_MAX = 280;
/** A next update is promised at most this far ahead. */
export const NEXT_UPDATE_MINUTES_MAX = 24 * 60;
/** The notice is held back or kept up at most this long at a time: nobody must forget it. */
export const CONTROL_HOURS_MAX = 24;
