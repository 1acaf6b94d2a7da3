import { expect, test } from 'vitest';
import { toFact } from '../../server/journal/fact-row.ts';
import { selectFacts } from '../../server/journal/read.ts';
import { MINUTE, toIso } from '../../shared/practice/instant.ts';
import { createReportApp, NINE, type ReportApp } from '../support/report-app.ts';

const OUTAGE = {
  title: ' The internet at Clayton Surgery is not working ',
  severity: 'serious',
  branches: ['clayton', 'dunmere'],
  services: ['internet', 'records'],
  affected: ['clayton'],
  shown: true,
  public: 'Engineers are on their way.',
  staff: 'Line test failed at the exchange.',
  nextUpdateInMinutes: 30,
} as const;

async function facts({ database }: ReportApp) {
  const rows = await selectFacts(database.db).where('fact.seq', '>', 2).orderBy('fact.seq').execute();
  return rows.map(toFact);
}

test('an incident is declared under the seq of the fact that opens it, and lives through the journal', async () => {
  const app = await createReportApp();
  const declared = await app.write('POST', '/api/v1/incidents', OUTAGE);
  expect(declared.statusCode).toBe(201);
  expect(declared.headers.location).toBe('/api/v1/incidents/3');
  expect(declared.json()).toEqual({ seq: 3, at: toIso(NINE), incident: 3 });

  app.clock.advance(5 * MINUTE);
  const more = [
    ['updates', { affected: [], public: ' Clayton works again. ', nextUpdateInMinutes: null }],
    ['escalations', { to: 'service-desk', reference: 'INC0012345', staff: 'Called by Jo.' }],
    ['checks', { item: 'icb', done: true }],
    ['resolve', { staff: 'Line restored.' }],
  ] as const;
  for (const [part, body] of more) {
    const answer = await app.write('POST', `/api/v1/incidents/3/${part}`, body);
    expect([answer.statusCode, answer.json().incident]).toEqual([201, 3]);
  }
  const said = await facts(app);
  const at = NINE + 5 * MINUTE;
  expect(said).toMatchObject([
    {
      title: 'The internet at Clayton Surgery is not working',
      severity: 'serious',
      branches: ['clayton', 'dunmere'],
      services: ['internet', 'records'],
      affected: ['clayton'],
      shown: true,
      public: 'Engineers are on their way.',
      staff: 'Line test failed at the exchange.',
      kind: 'incident',
      seq: 3,
      incident: 3,
      at: NINE,
      nextUpdateAt: NINE + 30 * MINUTE,
    },
    { kind: 'incident', seq: 4, incident: 3, at, affected: [], public: 'Clayton works again.', nextUpdateAt: null },
    {
      kind: 'incident',
      seq: 5,
      incident: 3,
      at,
      escalation: { to: 'service-desk', reference: 'INC0012345' },
      staff: 'Called by Jo.',
    },
    { kind: 'check', seq: 6, incident: 3, at, item: 'icb', done: true },
    { kind: 'incident', seq: 7, incident: 3, at, staff: 'Line restored.', resolved: true },
  ]);
});

test('the notice is held back and kept up; without branches, for those it names', async () => {
  const app = await createReportApp({ named: ['dunmere'] });
  const until = toIso(NINE + 60 * MINUTE);
  const bodies = [
    { control: 'hold', reason: 'A drill', until },
    { control: 'keep', reason: 'Not sure yet', until },
    { control: 'keep', reason: 'Not sure yet', until, branches: ['clayton'] },
    { control: 'auto' },
  ];
  for (const body of bodies) expect((await app.write('PUT', '/api/v1/notice', body)).statusCode).toBe(200);
  const set = (await facts(app)).map((fact) =>
    fact.kind === 'notice' ? [fact.control, fact.branches, fact.until, fact.reason] : fact.kind,
  );
  const end = NINE + 60 * MINUTE;
  expect(set).toEqual([
    ['hold', [], end, 'A drill'],
    ['keep', ['dunmere'], end, 'Not sure yet'],
    ['keep', ['clayton'], end, 'Not sure yet'],
    ['auto', [], null, null],
  ]);
});

test('an alert state is declared for the practice or a branch, and taken back', async () => {
  const app = await createReportApp();
  const bodies = [
    { branch: null, state: 'AMBER', reason: 'Winter' },
    { branch: 'clayton', state: 'BLACK', reason: 'Line down' },
    { branch: 'clayton', state: null },
  ];
  for (const body of bodies) expect((await app.write('PUT', '/api/v1/alert', body)).statusCode).toBe(200);
  expect((await app.write('POST', '/api/v1/notice/checks', { item: 'dos-lead', done: true })).json()).toMatchObject({
    incident: null,
  });
  const said = await facts(app);
  expect(said).toMatchObject([
    { kind: 'alert', ...bodies[0] },
    { kind: 'alert', ...bodies[1] },
    { kind: 'alert', branch: 'clayton', state: null, reason: null },
    { kind: 'check', incident: null, item: 'dos-lead', done: true },
  ]);
});

test('a retry with the same key and body is answered alike, with another body or target it is refused', async () => {
  const app = await createReportApp();
  const key = { 'idempotency-key': 'once' };
  const first = await app.write('POST', '/api/v1/incidents', OUTAGE, key);
  app.clock.advance(90 * MINUTE);
  const reordered = Object.fromEntries(Object.entries(OUTAGE).toReversed());
  const again = await app.write('POST', '/api/v1/incidents', reordered, key);
  expect([again.statusCode, again.json(), again.headers.location]).toEqual([200, first.json(), first.headers.location]);
  const others = [
    await app.write('POST', '/api/v1/incidents', { ...OUTAGE, severity: 'minor' }, key),
    await app.write('POST', '/api/v1/incidents/3/updates', { public: OUTAGE.public }, key),
    await app.write('PUT', '/api/v1/notice', { control: 'auto' }, key),
  ];
  expect(others.map((answer) => answer.json().code)).toEqual(['key-reused', 'key-reused', 'key-reused']);
  expect(await app.stored()).toBe(1);

  const until = toIso(app.clock.now() + MINUTE);
  const hold = { control: 'hold', reason: 'A drill', until };
  const held = await app.write('PUT', '/api/v1/notice', hold, { 'idempotency-key': 'hold' });
  app.clock.advance(2 * MINUTE);
  // The time it names is over, and it was stored all the same.
  const heldAgain = await app.write('PUT', '/api/v1/notice', hold, { 'idempotency-key': 'hold' });
  expect([heldAgain.statusCode, heldAgain.json()]).toEqual([200, held.json()]);
});

test('an incident is resolved once, however many try at the same time', async () => {
  const app = await createReportApp();
  await app.write('POST', '/api/v1/incidents', OUTAGE);
  const answers = await Promise.all([1, 2, 3].map(() => app.write('POST', '/api/v1/incidents/3/resolve', {})));
  expect(answers.map(({ statusCode }) => statusCode).toSorted()).toEqual([201, 409, 409]);
  expect(await app.stored()).toBe(2);
});

test('what is kept of an answer under its key holds nothing that was typed', async () => {
  const app = await createReportApp();
  await app.write('POST', '/api/v1/incidents', OUTAGE);
  const rows = await app.database.db.selectFrom('idempotency').selectAll().execute();
  expect(rows).toHaveLength(1);
  expect(JSON.stringify(rows)).not.toMatch(/Clayton|exchange|Engineers|Office/);
});
