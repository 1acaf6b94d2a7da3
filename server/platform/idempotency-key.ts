import type { Fault } from '../../shared/wire/problem.ts';

const KEY = /^[\x21-\x7e]{1,128}$/;
const PATH = 'header:idempotency-key';

/** What is wrong with the key that a client made for a write before its first try. */
export function checkKey(key: string | undefined): Fault[] {
  if (key === undefined) return [{ path: PATH, message: 'is missing.' }];
  return KEY.test(key) ? [] : [{ path: PATH, message: 'must be 1 to 128 visible ASCII characters.' }];
}
