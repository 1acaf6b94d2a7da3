/** Characters that a typed number may have, spaces and brackets included. */
export const PHONE_MAX = 30;

const E164 = /^\+[1-9]\d{7,14}$/;
const UK_MOBILE = /^\+447\d{9}$/;

/**
 * A mobile number as E.164, `+447700900123`, of the ways in which people and networks write one: "07700 900123",
 * "+44 (0)7700 900123", "447700900123". null when it is none, or no mobile of the UK.
 */
export function toMobileNumber(text: string): string | null {
  if (text.length > PHONE_MAX) return null;
  const bare = text.replace(/\(0\)/, '').replaceAll(/[\s().\u2010-\u2015-]/g, '');
  const full = bare
    .replace(/^00/, '+')
    .replace(/^07(?=\d{9}$)/, '+447')
    .replace(/^(?=[1-9]\d{7,14}$)/, '+')
    .replace(/^\+440(?=7)/, '+44');
  if (!E164.test(full)) return null;
  return full.startsWith('+44') && !UK_MOBILE.test(full) ? null : full;
}

/** As people in the UK write it: "07700 900123"; a number of elsewhere as it is. */
export function formatMobileNumber(number: string): string {
  return UK_MOBILE.test(number) ? `0${number.slice(3, 7)} ${number.slice(7)}` : number;
}
