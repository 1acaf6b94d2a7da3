/** Of a code that an authenticator app shows, for half a minute. */
export const APP_CODE_DIGITS = 6;
/** Of a code that comes by mail: nobody types it against a clock, so it may be longer. */
export const MAILED_CODE_DIGITS = 8;

/** What somebody typed or pasted, as digits alone: apps and mails show them in groups. */
export function toDigits(typed: string): string {
  return typed.replace(/[\s.‐-―-]/g, '');
}
