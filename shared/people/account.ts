/** Characters of a password at least; no kind of them is asked for. */
export const PASSWORD_MIN = 12;
/** Longer is no password but a load on the server. */
export const PASSWORD_MAX = 256;
export const EMAIL_MAX = 254;

/** Of an address that mail can go to. The library that keeps the accounts takes no other. */
export const EMAIL_PATTERN =
  "^(?!\\.)(?!.*\\.\\.)[A-Za-z0-9_'+.-]*[A-Za-z0-9_+-]@([A-Za-z0-9][A-Za-z0-9-]*\\.)+[A-Za-z]{2,}$";

const EMAIL = new RegExp(EMAIL_PATTERN);

export function isEmail(text: string): boolean {
  return text.length <= EMAIL_MAX && EMAIL.test(text);
}

/** In characters as people count them. */
export function isLongEnough(password: string): boolean {
  return [...password].length >= PASSWORD_MIN;
}
