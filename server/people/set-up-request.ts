import type { Fault } from '../../shared/wire/problem.ts';
import type { SetUpBody, SetUpPasskeyBody } from '../../shared/wire/session.ts';
import { SIGN_IN_WORDS } from '../../shared/words/sign-in.ts';
import { AppError } from '../platform/errors.ts';
import { toAccountEmail } from '../sign-in/account-email.ts';
import { faultsOfPassword, type KnownWords } from './check-password.ts';
import type { SetUpRow } from './set-up.queries.ts';

/** Who sets up an account, as they say. */
export interface Wanted {
  readonly name: string;
  readonly email: string;
}

export function toWanted(body: SetUpPasskeyBody, { person }: SetUpRow): Wanted {
  return { name: body.name?.trim() ?? person?.name ?? '', email: toAccountEmail(body.email) };
}

/** A link is for one person: nobody takes it over by writing another name or address. */
export function faultsOfPerson({ name, email }: Wanted, { person }: SetUpRow): Fault[] {
  const hasOtherName = person !== null && person.name !== name;
  const isOther = person !== null && person.email !== email;
  return [
    ...(name === '' ? [{ path: '/name', message: SIGN_IN_WORDS.nameMissing }] : []),
    ...(hasOtherName ? [{ path: '/name', message: SIGN_IN_WORDS.otherName }] : []),
    ...(isOther ? [{ path: '/email', message: SIGN_IN_WORDS.otherEmail }] : []),
  ];
}

/** One way of signing in is chosen: with both, nobody would know which of them stands. */
export function faultsOfWay(
  { password, passkey }: Pick<SetUpBody, 'password' | 'passkey'>,
  { name, email }: Wanted,
  known: KnownWords,
): Fault[] {
  if (passkey === undefined) return faultsOfPassword(password ?? '', [...known, name, email]);
  return password === undefined ? [] : [{ path: '/password', message: SIGN_IN_WORDS.oneWay }];
}

export function emailTaken(): AppError {
  return new AppError('bad-request', { faults: [{ path: '/email', message: SIGN_IN_WORDS.emailTaken }] });
}
