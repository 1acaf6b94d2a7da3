import { expect } from 'vitest';
import { MINUTE } from '../../shared/practice/instant.ts';
import type { TestServer } from './running-server.ts';

/** What of an incident, the notice and the alert state is for staff alone. */
export interface StaffSideOfIncident {
  readonly typed: string;
  readonly severity: 'major' | 'serious';
  readonly alert: 'RED' | 'BLACK';
}

type OfficeWrite = readonly [method: 'POST' | 'PUT', url: string, payload: object];

/** What the office does in an incident at Clayton that patients are told of, and in one that they are not. */
export async function writeOfIncident(
  server: TestServer,
  authorization: string,
  side: StaffSideOfIncident,
): Promise<void> {
  const { typed, severity, alert } = side;
  let keys = 0;
  async function write([method, url, payload]: OfficeWrite): Promise<number> {
    keys += 1;
    const headers = { authorization, 'idempotency-key': `office-${keys}` };
    const answer = await server.app.inject({ method, url, headers, payload });
    expect([200, 201], answer.body).toContain(answer.statusCode);
    await server.settle();
    return answer.json().incident;
  }
  const about = { branches: ['clayton'], services: ['records'], staff: typed };
  const told = { ...about, title: 'Records are away', severity, shown: true, public: 'Please wait.' };
  const id = await write(['POST', '/api/v1/incidents', told]);
  const until = new Date(server.clock.now() + 60 * MINUTE).toISOString();
  const writes: readonly OfficeWrite[] = [
    ['POST', `/api/v1/incidents/${id}/updates`, { staff: typed, nextUpdateInMinutes: 30 }],
    ['POST', `/api/v1/incidents/${id}/escalations`, { to: 'service-desk', reference: typed, staff: typed }],
    ['POST', `/api/v1/incidents/${id}/checks`, { item: 'icb', done: true }],
    ['POST', '/api/v1/incidents', { ...about, title: typed, severity: 'minor', shown: false, public: typed }],
    ['PUT', '/api/v1/notice', { control: 'keep', reason: typed, until }],
    ['POST', '/api/v1/notice/checks', { item: 'dos-lead', done: true }],
    ['PUT', '/api/v1/alert', { branch: 'clayton', state: alert, reason: typed }],
  ];
  for (const one of writes) await write(one);
}
