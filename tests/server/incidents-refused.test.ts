import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import type { IncidentBody } from '../../shared/wire/incident.ts';
import { createReportApp, type ReportApp } from '../support/report-app.ts';

const OUTAGE: IncidentBody = {
  title: 'The internet at Clayton Surgery is not working',
  severity: 'serious',
  branches: ['clayton'],
  services: ['internet'],
  shown: true,
};

type Case = [what: string, method: 'POST' | 'PUT', url: string, body: object, paths: string[]];

describe('what operations say is refused whole, with every fault in one list', () => {
  let shared: ReportApp;
  let undo: (() => Promise<void>)[] = [];
  beforeAll(async () => {
    shared = await createReportApp({ atEnd: (done) => undo.unshift(done) });
    const declared = await shared.write('POST', '/api/v1/incidents', OUTAGE);
    expect(declared.statusCode).toBe(201);
  });
  afterAll(async () => {
    for (const done of undo) await done();
    undo = [];
  });

  test.each<Case>([
    [
      'an incident of nothing',
      'POST',
      '/api/v1/incidents',
      { severity: 'bad', branches: [] },
      ['/branches', '/services', '/severity', '/shown', '/title'],
    ],
    [
      'an incident with faults of shape and of content',
      'POST',
      '/api/v1/incidents',
      { ...OUTAGE, title: ' ', branches: ['clayton', 'nowhere'], affected: ['dunmere'], staff: 'a\nb', state: 1 },
      ['/affected/0', '/branches/1', '/staff', '/state', '/title'],
    ],
    [
      'an incident that names a branch twice',
      'POST',
      '/api/v1/incidents',
      { ...OUTAGE, branches: ['clayton', 'clayton'] },
      ['/branches'],
    ],
    ['an update of nothing', 'POST', '/api/v1/incidents/3/updates', {}, ['']],
    [
      'an update that affects what the incident is not about',
      'POST',
      '/api/v1/incidents/3/updates',
      { affected: ['dunmere'], nextUpdateInMinutes: 0 },
      ['/affected/0', '/nextUpdateInMinutes'],
    ],
    [
      'an escalation to nobody',
      'POST',
      '/api/v1/incidents/3/escalations',
      { to: 'press', reference: '' },
      ['/reference', '/to'],
    ],
    ['a tick of nothing', 'POST', '/api/v1/incidents/3/checks', { item: 'tea', done: 'yes' }, ['/done', '/item']],
    ['last words that are none', 'POST', '/api/v1/incidents/3/resolve', { public: '\u0007' }, ['/public']],
    [
      'a notice held back without a reason or an end',
      'PUT',
      '/api/v1/notice',
      { control: 'hold' },
      ['/reason', '/until'],
    ],
    [
      'a notice held back until now',
      'PUT',
      '/api/v1/notice',
      { control: 'hold', reason: 'A drill', until: '2019-12-31T09:00:00Z' },
      ['/until'],
    ],
    [
      'a notice held back for more than a day',
      'PUT',
      '/api/v1/notice',
      { control: 'hold', reason: 'A drill', until: '2020-01-01T09:00:00.001Z' },
      ['/until'],
    ],
    [
      'a notice kept up for nobody',
      'PUT',
      '/api/v1/notice',
      { control: 'keep', reason: 'Not sure yet', until: '2019-12-31T10:00:00Z' },
      ['/branches'],
    ],
    [
      'a notice kept up for a branch that is none',
      'PUT',
      '/api/v1/notice',
      { control: 'keep', reason: ' ', until: 'soon', branches: ['nowhere'] },
      ['/branches/0', '/reason', '/until'],
    ],
    [
      'a notice by its rule with an end',
      'PUT',
      '/api/v1/notice',
      { control: 'auto', until: '2019-12-31T10:00:00Z' },
      ['/until'],
    ],
    [
      'a tick that is on no list of the notice',
      'POST',
      '/api/v1/notice/checks',
      { item: 'phones', done: true },
      ['/item'],
    ],
    ['an alert state without a reason', 'PUT', '/api/v1/alert', { branch: null, state: 'RED' }, ['/reason']],
    [
      'an alert state of no branch',
      'PUT',
      '/api/v1/alert',
      { branch: 'nowhere', state: 'PINK' },
      ['/branch', '/state'],
    ],
  ])('%s', async (_what, method, url, body, paths) => {
    const before = await shared.stored();
    const answer = await shared.write(method, url, body);
    expect(answer.statusCode, answer.body).toBe(400);
    const { faults } = answer.json();
    expect([...new Set(faults.map((fault: { path: string }) => fault.path))].toSorted()).toEqual(paths);
    for (const { message } of faults) expect(message).toMatch(/^[a-z].*\.$/);
    expect(await shared.stored()).toBe(before);
  });

  test('the header and the body in one list', async () => {
    const answer = await shared.write(
      'POST',
      '/api/v1/incidents',
      { ...OUTAGE, branches: ['nowhere'] },
      { 'idempotency-key': undefined },
    );
    expect(answer.json().faults).toEqual([
      { path: 'header:idempotency-key', message: 'is missing.' },
      { path: '/branches/0', message: 'is no branch of this practice.' },
    ]);
  });

  test.each(['0', '1', '99', 'x', '3%20', '-3'])('incident %s is not found', async (id) => {
    const answer = await shared.write('POST', `/api/v1/incidents/${id}/updates`, { staff: 'More' });
    expect([answer.statusCode, answer.json().code]).toEqual([404, 'not-found']);
  });

  test.each<[string, 'POST' | 'PUT', string, object]>([
    ['declare an incident', 'POST', '/api/v1/incidents', OUTAGE],
    ['update one', 'POST', '/api/v1/incidents/3/updates', { staff: 'More' }],
    ['escalate one', 'POST', '/api/v1/incidents/3/escalations', { to: 'icb' }],
    ['tick its list', 'POST', '/api/v1/incidents/3/checks', { item: 'icb', done: true }],
    ['resolve one', 'POST', '/api/v1/incidents/3/resolve', {}],
    ['set the notice', 'PUT', '/api/v1/notice', { control: 'auto' }],
    ['tick the list of the notice', 'POST', '/api/v1/notice/checks', { item: 'dos-lead', done: true }],
    ['declare an alert state', 'PUT', '/api/v1/alert', { branch: 'clayton', state: 'RED', reason: 'Busy' }],
  ])('a lead may not %s', async (_what, method, url, body) => {
    const before = await shared.stored();
    const answer = await shared.write(method, url, body, { authorization: `Bearer ${shared.lead}` });
    expect([answer.statusCode, answer.json().code]).toEqual([403, 'not-allowed']);
    expect(await shared.stored()).toBe(before);
  });
});

test('an incident that was resolved is not updated and not resolved again', async () => {
  const { write, stored } = await createReportApp();
  await write('POST', '/api/v1/incidents', OUTAGE);
  expect((await write('POST', '/api/v1/incidents/3/resolve', { public: 'It works again.' })).statusCode).toBe(201);
  for (const [part, body] of [
    ['updates', { staff: 'More' }],
    ['resolve', {}],
  ] as const) {
    const answer = await write('POST', `/api/v1/incidents/3/${part}`, body);
    expect([answer.statusCode, answer.json().code]).toEqual([409, 'already-done']);
  }
  expect(await stored()).toBe(2);
  // Some are told afterwards, and give their reference late.
  expect((await write('POST', '/api/v1/incidents/3/escalations', { to: 'cqc', reference: 'N-1' })).statusCode).toBe(
    201,
  );
  expect((await write('POST', '/api/v1/incidents/3/checks', { item: 'icb', done: true })).statusCode).toBe(201);
});
