import { isEmail, isLongEnough } from '../../shared/people/account.ts';
import type { Fault } from '../../shared/wire/problem.ts';
import { capitalise } from '../../shared/words/lists.ts';
import { SET_UP_PAGE, SIGN_IN_PAGE } from '../../shared/words/sign-in-page.ts';
import type { SendResult } from '../staff/send.ts';

/** What is wrong with a form: of a field by its id, and of all of it. */
export interface FormFaults {
  readonly fields: Readonly<Record<string, string>>;
  readonly detail: string | null;
}

export const NO_FAULTS: FormFaults = { fields: {}, detail: null };

export function hasFaults({ fields, detail }: FormFaults): boolean {
  return detail !== null || Object.keys(fields).length > 0;
}

/** A form as it was typed. */
export type Typed = Readonly<Record<string, string>>;

function faultsOf(checks: readonly (readonly [field: string, fault: string | false])[]): FormFaults {
  const fields: Record<string, string> = {};
  for (const [field, fault] of checks) if (fault) fields[field] ??= fault;
  return { fields, detail: null };
}

export function faultsOfSignIn({ email = '', password = '' }: Typed): FormFaults {
  return faultsOf([
    ['email', email.trim() === '' && SIGN_IN_PAGE.emailMissing],
    ['password', password === '' && SIGN_IN_PAGE.passwordMissing],
  ]);
}

export function faultsOfMailCode({ email = '' }: Typed): FormFaults {
  return faultsOf([
    ['email', email.trim() === '' && SIGN_IN_PAGE.emailMissing],
    ['email', !isEmail(email.trim()) && SIGN_IN_PAGE.emailWrong],
  ]);
}

/** `name` is looked at where it is asked for, and the password where it is what is chosen. */
export function faultsOfSetUp({ name, email = '', password = '' }: Typed, way: 'password' | 'passkey'): FormFaults {
  return faultsOf([
    ['name', name?.trim() === '' && SET_UP_PAGE.nameMissing],
    ['email', email.trim() === '' && SIGN_IN_PAGE.emailMissing],
    ['email', !isEmail(email.trim()) && SIGN_IN_PAGE.emailWrong],
    ['password', way === 'password' && !isLongEnough(password) && SET_UP_PAGE.passwordShort],
  ]);
}

/** What the server found, in the same places. `unreachable` is what to say when it did not answer. */
export function faultsOfAnswer(
  result: Exclude<SendResult, { kind: 'ok' }>,
  fields: readonly string[],
  unreachable: string,
): FormFaults {
  if (result.kind === 'unreachable') return { fields: {}, detail: unreachable };
  const { faults, detail } = result.problem;
  const known = faults.filter(({ path }) => fields.includes(fieldOf(path)));
  if (known.length === 0) return { fields: {}, detail };
  return faultsOf(known.map(({ path, message }) => [fieldOf(path), capitalise(message)] as const));
}

function fieldOf(path: Fault['path']): string {
  return path.replace(/^\//, '');
}
