import { expect, test } from 'vitest';
import { SYSTEM_ACTOR } from '../../server/access/actor.table.ts';
import { append } from '../support/journal.ts';
import { createReportApp, NINE, type ReportApp } from '../support/report-app.ts';
import { CLAYTON } from '../support/sample-facts.ts';

const OUTAGE = {
  title: 'The line is down',
  severity: 'major',
  branches: ['clayton'],
  services: ['internet'],
  shown: true,
} as const;
const UNTIL = '2019-12-31T10:00:00Z';

async function sentences(app: ReportApp, branch: string, query = ''): Promise<[number, string][]> {
  const answer = await app.timeline(app.operations, query, branch);
  expect(answer.statusCode).toBe(200);
  return answer.json().facts.map(({ seq, sentence }: { seq: number; sentence: string }) => [seq, sentence]);
}

/** Facts 3 to 14: what concerns Clayton, Dunmere, and the practice. */
async function liveADay(app: ReportApp): Promise<void> {
  await app.report({ it: { internet: 'down' } });
  await app.write('POST', '/api/v1/incidents', OUTAGE);
  await app.write('POST', '/api/v1/incidents/4/updates', { staff: 'A cut fibre.' });
  await app.write('POST', '/api/v1/incidents/4/checks', { item: 'icb', done: true });
  await app.write('POST', '/api/v1/incidents', { ...OUTAGE, title: 'Another', branches: ['dunmere'] });
  await app.write('PUT', '/api/v1/notice', {
    control: 'keep',
    reason: 'To be sure',
    until: UNTIL,
    branches: ['dunmere'],
  });
  await app.write('PUT', '/api/v1/notice', { control: 'hold', reason: 'A drill', until: UNTIL });
  await app.write('POST', '/api/v1/notice/checks', { item: 'dos-lead', done: true });
  await app.write('PUT', '/api/v1/alert', { branch: 'dunmere', state: 'RED', reason: 'Winter' });
  await app.write('PUT', '/api/v1/alert', { branch: null, state: 'AMBER', reason: 'Winter' });
  // The first incident is about Dunmere too from here on: its timeline tells the whole of it.
  await app.write('POST', '/api/v1/incidents/4/updates', { branches: ['clayton', 'dunmere'] });
  await append(app.database, {
    kind: 'branch',
    at: NINE,
    actor: SYSTEM_ACTOR,
    branch: { ...CLAYTON, phone: '01632 960999' },
  });
}

test('the record of a branch stays readable after it was retired, and that of none is nowhere', async () => {
  const app = await createReportApp();
  await app.report({ it: { internet: 'down' } });
  const branch = { ...CLAYTON, retired: true };
  await append(app.database, { kind: 'branch', at: NINE, actor: SYSTEM_ACTOR, branch });
  expect(await sentences(app, 'clayton')).toContainEqual([3, 'Internet down.']);
  expect((await app.timeline(app.operations, '', 'nowhere')).statusCode).toBe(404);
});

test("a branch's timeline holds its incidents, and what was set for the practice, in plain words", async () => {
  const app = await createReportApp();
  await liveADay(app);
  expect(await sentences(app, 'clayton')).toEqual([
    [14, 'Phone number changed.'],
    [13, 'Branches: clayton and dunmere.'],
    [12, 'Alert state of the practice declared AMBER: Winter.'],
    [10, 'NHS 111 notice: ICB’s Directory of Services lead told.'],
    [9, 'NHS 111 notice held back until 10am: A drill.'],
    [6, 'Incident: ICB told.'],
    [5, 'A cut fibre.'],
    [4, 'Major incident declared: The line is down.'],
    [3, 'Internet down.'],
    [1, 'Branch set up.'],
  ]);
  expect((await sentences(app, 'dunmere')).map(([seq]) => seq)).toEqual([13, 12, 11, 10, 9, 8, 7, 6, 5, 4, 2]);
});

test('it is read in pages that leave nothing out', async () => {
  const app = await createReportApp();
  await liveADay(app);
  const whole = await sentences(app, 'clayton');
  const pages: [number, string][] = [];
  for (let before = 1_000; before > 1; before = pages.at(-1)?.[0] ?? 0) {
    pages.push(...(await sentences(app, 'clayton', `?limit=3&before=${before}`)));
  }
  expect(pages).toEqual(whole);
});
