import type { Fault } from '../../shared/wire/problem.ts';
import { AppError } from './errors.ts';

const PATH = 'header:if-match';
const ENTITY_TAG = /^"(0|[1-9]\d{0,14})"$/;

/**
 * The seq that a client saw. Throws `bad-request` when there are faults in the other headers, in this one or in the body,
 * with all of them, or `if-match-missing` when that is the only one.
 */
export function requireSeen(
  ifMatch: string | undefined,
  { headers = [], body = [] }: { readonly headers?: readonly Fault[]; readonly body?: readonly Fault[] } = {},
): number {
  const missing = ifMatch === undefined ? [{ path: PATH, message: 'is missing.' }] : [];
  const seen = ENTITY_TAG.exec(ifMatch ?? '')?.[1];
  const malformed =
    ifMatch === undefined || seen !== undefined
      ? []
      : [{ path: PATH, message: 'must be a whole number in quotes, as in "12".' }];
  const faults = [...headers, ...malformed, ...body];
  if (faults.length > 0) throw new AppError('bad-request', { faults: [...faults, ...missing] });
  if (seen === undefined) throw new AppError('if-match-missing', { faults: missing });
  return Number(seen);
}
