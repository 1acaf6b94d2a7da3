import { expect, test } from 'vitest';
import { SYSTEM_ACTOR } from '../../server/access/actor.table.ts';
import { HOUR } from '../../shared/practice/instant.ts';
import { append } from '../support/journal.ts';
import { createReportApp, NINE } from '../support/report-app.ts';
import { aReport } from '../support/sample-facts.ts';

const GPS = { expected: 8, offSick: 4, away: 0, locums: 0 };

/** The office says three things at ten; at eleven a report comes from the lead's queue. */
async function createClashes(madeHoursAgo: number) {
  const own = await createReportApp();
  const headers = { authorization: `Bearer ${own.operations}` };
  own.clock.advance(HOUR);
  await own.report({ note: 'SECRET-NOTE', message: 'SECRET-MESSAGE', gps: { ...GPS, offSick: 1 } }, headers);
  own.clock.advance(HOUR);
  const queued = { note: 'mine', message: 'ours', gps: GPS, madeSecondsAgo: (madeHoursAgo * HOUR) / 1_000 };
  return { ...own, send: () => own.report(queued, { 'idempotency-key': 'one' }) };
}

const BY_THE_OFFICE = { by: 'Office', at: '2019-12-31T10:00:00.000Z' };
const CLASHES = [
  { field: 'gps', ...BY_THE_OFFICE, was: { ...GPS, offSick: 1 } },
  { field: 'message', ...BY_THE_OFFICE, was: 'SECRET-MESSAGE' },
  { field: 'note', ...BY_THE_OFFICE, was: 'SECRET-NOTE' },
];

test.each([
  ['did not change', 1.5, { notApplied: CLASHES, overrode: [] }],
  ['overrode', 0.5, { notApplied: [], overrode: CLASHES }],
])('what a report %s is told again when its key comes again', async (_case, madeHoursAgo, clashes) => {
  const { send } = await createClashes(madeHoursAgo);
  const [first, again] = [await send(), await send()];
  expect([first.statusCode, again.statusCode]).toEqual([201, 200]);
  expect(first.json()).toMatchObject(clashes);
  expect(again.json()).toEqual(first.json());
});

test('what others said is not kept with the answer, and is told no more once it is erased', async () => {
  const { send, database } = await createClashes(1.5);
  const first = (await send()).json();
  const kept = await database.db.selectFrom('idempotency').select('answer').execute();
  expect(JSON.stringify(kept)).not.toMatch(/SECRET|Office|mine|ours/);
  await database.db.updateTable('actor').set({ name: null }).where('name', '=', 'Office').execute();
  await database.db.updateTable('free_text').set({ body: null }).where('body', 'like', 'SECRET-%').execute();
  const [gps, message, note] = CLASHES;
  const notApplied = [
    { ...gps, by: null },
    { ...message, by: null, was: null },
    { ...note, by: null, was: null },
  ];
  expect((await send()).json()).toEqual({ ...first, notApplied });
});

test('a report from a queue is compared with what was said up to 200 reports ago', async () => {
  const { report, database, clock } = await createReportApp();
  const confirms = Array.from({ length: 199 }, () => {
    const { it: _, ...confirmed } = aReport({ at: NINE, actor: SYSTEM_ACTOR, confirm: true });
    return confirmed;
  });
  await append(database, aReport({ at: NINE, it: { internet: 'working' } }), ...confirms);
  clock.advance(HOUR);
  const answer = await report({ it: { internet: 'down' }, madeSecondsAgo: 7_200 });
  expect(answer.json()).toMatchObject({ notApplied: [{ field: 'it.internet', was: 'working' }] });
});
