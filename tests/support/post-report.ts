import { randomUUID } from 'node:crypto';
import type { ReportBody } from '../../shared/wire/report.ts';

export interface ReportToPost {
  readonly token: string;
  readonly body: ReportBody;
  readonly branch?: string;
  readonly key?: string;
  /** seq of the branch's last report that its sender saw. Without it the report waited in a phone for half a minute. */
  readonly seen?: number;
}

/** Posts a report over HTTP. One that waited in a phone is stored whatever anybody else has said since. */
export function postReport(origin: string, report: ReportToPost): Promise<Response> {
  const { token, body, branch = 'clayton', key = randomUUID(), seen } = report;
  return fetch(`${origin}/api/v1/branches/${branch}/reports`, {
    method: 'POST',
    headers: {
      authorization: `Bearer ${token}`,
      'content-type': 'application/json',
      'idempotency-key': key,
      'if-match': `"${seen ?? 0}"`,
    },
    body: JSON.stringify(seen === undefined ? { madeSecondsAgo: 30, ...body } : body),
  });
}
