import { parse } from 'csv-parse/sync';
import { expect, test } from 'vitest';
import type { Invitation } from '../../shared/wire/people.ts';
import { MINUTE } from '../../shared/practice/instant.ts';
import { letIn } from '../../server/people/let-in.ts';
import { startTestServer } from '../support/running-server.ts';
import { PASSWORD, signInOffice, signInPerson, type StaffClient } from '../support/staff-client.ts';

const REPORT = '/api/v1/people/report.csv';

async function readReport(client: StaffClient, query = '') {
  const answer = await client.get(`${REPORT}${query}`);
  expect(answer.headers['content-type']).toBe('text/csv; charset=utf-8');
  expect(answer.headers['cache-control']).toBe('no-store');
  return parse(answer.body, { bom: true, columns: true }) as Record<string, string>[];
}

test('the report tells who was let in, whose rights changed from what to what, who went, by whom and when', async () => {
  const server = await startTestServer();
  const { db } = server.database;
  const later = () => server.clock.advance(5 * MINUTE);
  const office = await signInOffice(server);
  later();
  const { id } = await signInPerson(server, office);
  later();
  const leaving = new Date(server.clock.now() + 8 * MINUTE).toISOString();
  await office.send('PUT', `/api/v1/people/${id}`, { role: 'lead', branches: ['yaxham', 'clayton'], leaving });
  later();
  await office.send('POST', '/api/v1/account/proof', { password: PASSWORD });
  const deputy = { name: 'Kim Desk', email: 'kim@practice.example', role: 'operations', branches: [] } as const;
  const kim = (await office.send('POST', '/api/v1/people', deputy)).json<Invitation>().person.id;
  later();
  const reader = { name: 'Rae Reads', email: 'rae@practice.example', role: 'read-only', branches: [] } as const;
  await letIn(db, reader, server.clock.now());
  later();
  await office.send('DELETE', `/api/v1/people/${kim}`);
  const rows = await readReport(office);
  const told = rows.map((row) => [row.When, row.What, row.Name, row.By]);
  // What happened in one moment has no order.
  expect(told.filter(([, what]) => what !== 'Set up their account')).toEqual([
    ['2019-12-31 09:05', 'Let in', 'Asha Lead', 'Office Mo'],
    ['2019-12-31 09:10', 'Changed', 'Asha Lead', 'Office Mo'],
    ['2019-12-31 09:15', 'Let in', 'Kim Desk', 'Office Mo'],
    ['2019-12-31 09:18', 'Left: the last day was over', 'Asha Lead', 'Office Mo'],
    ['2019-12-31 09:20', 'Let in', 'Rae Reads', 'Whoever runs the server'],
    ['2019-12-31 09:25', 'Removed', 'Kim Desk', 'Office Mo'],
  ]);
  expect(told.filter(([, what]) => what === 'Set up their account')).toEqual([
    ['2019-12-31 09:00', 'Set up their account', 'Office Mo', 'Office Mo'],
    ['2019-12-31 09:05', 'Set up their account', 'Asha Lead', 'Asha Lead'],
  ]);
  expect(rows.find(({ What }) => What === 'Changed')).toMatchObject({
    'Role before': 'Lead',
    'Branches before': 'Clayton Surgery',
    'Role after': 'Lead',
    'Branches after': 'Yaxham Surgery, Clayton Surgery',
    'Last day': '2019-12-31',
  });
  // No address of e-mail, which is kept of nobody who went.
  expect(JSON.stringify(rows)).not.toContain('@');
  expect(await readReport(office, '?from=2019-12-31&to=2019-12-31')).toEqual(rows);
  expect(await readReport(office, '?from=2020-01-01')).toEqual([]);
  expect(await readReport(office, '?from=&to=2019-12-30')).toEqual([]);
  const wrong = await office.get(`${REPORT}?from=2020-02-31&to=soon`);
  expect(wrong.json().faults.map(({ path }: { path: string }) => path)).toEqual(['/from', '/to']);
});

test('a name that is a formula is a text in the report', async () => {
  const server = await startTestServer();
  const office = await signInOffice(server);
  const names = ['=HYPERLINK("http://evil.example";"x")', '+44', '-1+1', '@SUM(A1)'];
  for (const [n, name] of names.entries()) {
    server.clock.advance(1);
    const person = { name, email: `n${n}@practice.example`, role: 'read-only', branches: [] };
    await office.send('POST', '/api/v1/people', person);
  }
  const rows = await readReport(office);
  expect(rows.map(({ Name }) => Name)).toEqual(['Office Mo', ...names.map((name) => `'${name}`)]);
});
