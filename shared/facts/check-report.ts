import type { Fault } from '../wire/problem.ts';
import type { ReportBody } from '../wire/report.ts';
import { checkText } from './check-text.ts';
import { SERVICES } from './fact.ts';
import type { GpCounts } from './fact.ts';

const COUNT_MAX = 99;
const EMPTY = 'must not be empty; send null to take the last one away.';

function checkCounts(gps: GpCounts | undefined): Fault[] {
  if (!gps) return [];
  const there = gps.expected + gps.locums;
  const absent = gps.offSick + gps.away;
  if (absent > there) {
    return [{ path: '/gps', message: `cannot have ${absent} off sick or away of ${there} expected GPs and locums.` }];
  }
  if (there - absent > COUNT_MAX) return [{ path: '/gps', message: `cannot have more than ${COUNT_MAX} GPs in.` }];
  return [];
}

function checkLastSeen(lastSeenAt: string | undefined): Fault[] {
  if (lastSeenAt === undefined || !Number.isNaN(Date.parse(lastSeenAt))) return [];
  return [{ path: '/lastSeenAt', message: 'must be a date and time, as in 2019-12-31T09:05:00Z.' }];
}

/** Does the report say anything about the branch, be it only that nothing changed. */
export function saysSomething(body: ReportBody): boolean {
  const said = [body.gps, body.access, body.message, body.note, body.confirm];
  return said.some((field) => field !== undefined) || SERVICES.some((service) => body.it?.[service] !== undefined);
}

/** What is wrong with the fields of a report that has the right shape: every fault, none when it can be stored. */
export function checkReport(body: ReportBody): Fault[] {
  return [
    ...checkCounts(body.gps),
    ...checkText('/message', body.message, EMPTY),
    ...checkText('/note', body.note, EMPTY),
    ...checkLastSeen(body.lastSeenAt),
  ];
}

/** What a report says of the branch, without when it was made. */
export type ReportContent = Omit<ReportBody, 'madeSecondsAgo' | 'lastSeenAt'>;

function tidyText(text: string | null): string | null {
  return text === null ? null : text.trim();
}

/**
 * The content of a report: texts trimmed, fields always in the same order, so that equal reports are equal as JSON
 * text too, whatever order a client writes them in.
 */
export function toReportContent(body: ReportBody): ReportContent {
  const content: ReportContent = {};
  if (body.it) {
    content.it = {};
    for (const service of SERVICES) {
      const state = body.it[service];
      if (state !== undefined) content.it[service] = state;
    }
  }
  if (body.gps) {
    const { expected, offSick, away, locums } = body.gps;
    content.gps = { expected, offSick, away, locums };
  }
  if (body.access !== undefined) content.access = body.access;
  if (body.message !== undefined) content.message = tidyText(body.message);
  if (body.note !== undefined) content.note = tidyText(body.note);
  if (body.confirm !== undefined) content.confirm = body.confirm;
  return content;
}
