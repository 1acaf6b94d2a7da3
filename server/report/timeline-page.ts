import type { Fault } from '../../shared/wire/problem.ts';
import { TIMELINE_DEFAULT, TIMELINE_MAX } from '../../shared/wire/timeline.ts';
import type { TimelinePage } from '../journal/read.ts';
import { AppError } from '../platform/errors.ts';

const WHOLE_NUMBER = /^[1-9]\d{0,14}$/;

/** The page that a query string asks for; throws `bad-request` with every fault. */
export function requireTimelinePage(query: { readonly limit?: string; readonly before?: string }): TimelinePage {
  const { limit = String(TIMELINE_DEFAULT), before } = query;
  const faults: Fault[] = [];
  if (!WHOLE_NUMBER.test(limit) || Number(limit) > TIMELINE_MAX) {
    faults.push({ path: 'querystring:limit', message: `must be a whole number from 1 to ${TIMELINE_MAX}.` });
  }
  if (before !== undefined && !WHOLE_NUMBER.test(before)) {
    faults.push({ path: 'querystring:before', message: 'must be the seq of a fact, a whole number from 1.' });
  }
  if (faults.length > 0) throw new AppError('bad-request', { faults });
  return { limit: Number(limit), ...(before !== undefined && { before: Number(before) }) };
}
