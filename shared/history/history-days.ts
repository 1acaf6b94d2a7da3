/** So many days that are over are told of. */
export const HISTORY_DAYS = 90;
