import { checkReport, type ReportContent, saysSomething, toReportContent } from '../../shared/facts/check-report.ts';
import { fromIso, type Instant } from '../../shared/practice/instant.ts';
import type { Fault } from '../../shared/wire/problem.ts';
import type { ReportBody } from '../../shared/wire/report.ts';
import { AppError } from '../platform/errors.ts';
import { checkKey } from '../platform/idempotency-key.ts';
import { requireSeen } from '../platform/if-match.ts';
import { soundPart } from '../platform/request-parts.ts';

/** A report as it came in. */
export interface ReportRequest {
  /** `Idempotency-Key`: made by the client before its first try. */
  readonly key: string | undefined;
  /** `If-Match`: the branch's last fact by a person that the client saw, in quotes. */
  readonly ifMatch: string | undefined;
  readonly body: ReportBody;
  /** What the schema found wrong with the body; such a body has no sure shape. */
  readonly shapeFaults?: readonly Fault[];
}

export interface CheckedReport {
  readonly key: string;
  readonly seenSeq: number;
  readonly content: ReportContent;
  readonly madeSecondsAgo: number;
  readonly lastSeenAt: Instant | null;
}

/** What is wrong with a body, in its shape and in what it says. */
export function checkBody({ body, shapeFaults = [] }: Pick<ReportRequest, 'body' | 'shapeFaults'>): Fault[] {
  if (shapeFaults.length > 0) return [...shapeFaults, ...checkReport(soundPart(body, shapeFaults))];
  const faults = checkReport(body);
  if (saysSomething(body)) return faults;
  return [...faults, { path: '', message: 'must say something: it, gps, access, message, note, or confirm.' }];
}

/** The report in it; throws `bad-request` with every fault, or `if-match-missing` when that is the only one. */
export function requireReport(request: ReportRequest): CheckedReport {
  const { key, ifMatch, body } = request;
  const seenSeq = requireSeen(ifMatch, { headers: checkKey(key), body: checkBody(request) });
  if (key === undefined) throw new AppError('bad-request');
  return {
    key,
    seenSeq,
    content: toReportContent(body),
    madeSecondsAgo: body.madeSecondsAgo ?? 0,
    lastSeenAt: body.lastSeenAt === undefined ? null : fromIso(body.lastSeenAt),
  };
}
