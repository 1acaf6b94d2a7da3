import { randomUUID } from 'node:crypto';
import type { ReportBody } from '../../shared/wire/report.ts';

export interface ReportToPost {
  readonly token: string;
  readonly body: ReportBody;
  readonly branch?: string;
  readonly key?: string;
}

/**
 * Posts a report over HTTP, as one that waited in a phone for half a minute: such a one is stored whatever anybody else
 * has said since.
 */
export function postReport(origin: string, report: ReportToPost): Promise<Response> {
  const { token, body, branch = 'clayton', key = randomUUID() } = report;
  return fetch(`${origin}/api/v1/branches/${branch}/reports`, {
    method: 'POST',
    headers: {
      authorization: `Bearer ${token}`,
      'content-type': 'application/json',
      'idempotency-key': key,
      'if-match': '"0"',
    },
    body: JSON.stringify({ madeSecondsAgo: 30, ...body }),
  });
}
