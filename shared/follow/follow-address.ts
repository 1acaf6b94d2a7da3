import { isEmail } from '../people/account.ts';
import { toMobileNumber } from '../people/phone-number.ts';

/** Where somebody asks to be told. */
export interface FollowAddress {
  /** As it is written to. */
  readonly address: string;
  /** The same for every spelling that is certainly the same place. */
  readonly identity: string;
  /** The same for every spelling that may end in the same mailbox: what is sent there is counted together. */
  readonly mailbox: string;
}

const DOTS_COUNT_FOR_NOTHING = ['gmail.com', 'googlemail.com'];

/** An e-mail address as somebody typed it; null: it is none. */
export function toEmailAddress(typed: string): FollowAddress | null {
  const address = typed.trim();
  if (!isEmail(address)) return null;
  const identity = address.toLowerCase();
  const [name = '', host = ''] = identity.split('@');
  const plain = name.replace(/\+.*$/, '');
  const mailbox = DOTS_COUNT_FOR_NOTHING.includes(host) ? plain.replaceAll('.', '') : plain;
  return { address, identity, mailbox: `${mailbox}@${host}` };
}

/** Mobiles of the UK, also of the Isle of Man; 070 and the other 076 are none, and cost whoever sends there dearly. */
const MOBILE = /^\+447(?:[1-57-9]\d{8}|624\d{6})$/;

/** A mobile number as somebody typed it; null: it is none of the UK. */
export function toTextAddress(typed: string): FollowAddress | null {
  const address = toMobileNumber(typed.trim());
  return address !== null && MOBILE.test(address) ? { address, identity: address, mailbox: address } : null;
}
