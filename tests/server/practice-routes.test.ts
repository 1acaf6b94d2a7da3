import type { PublicBoard } from '../../shared/wire/public-board.ts';
import { beforeAll, describe, expect, test } from 'vitest';
import { NEW_BRANCH, type Office, officeOf, toBranchBody, toPracticeBody } from '../support/office.ts';
import { NINE, startTestServer, type TestServer } from '../support/running-server.ts';

let server: TestServer;
let office: Office;
let lead: string;

async function patientsSee(): Promise<PublicBoard> {
  return (await server.fetch('/api/v1/board')).json() as Promise<PublicBoard>;
}

async function factCount(): Promise<number> {
  return (await server.database.db.selectFrom('fact').select('seq').execute()).length;
}

beforeAll(async () => {
  const undo: (() => Promise<void>)[] = [];
  server = await startTestServer({ atEnd: (end) => undo.push(end) });
  office = await officeOf(server, 'Olu Office');
  lead = await server.token({ role: 'lead', branches: ['clayton'], name: 'Asha Lead' });
  return async () => {
    for (const end of undo.toReversed()) await end();
  };
});

describe('the office reads how the practice is set', () => {
  test('the practice, its branches with hours as text, and what to send in If-Match', async () => {
    const { practice, branches, retired } = await office.set();
    expect(practice).toMatchObject({ name: 'Example Fen Medical Practice', sample: true, seq: 1 });
    expect(branches).toHaveLength(18);
    expect(branches.find(({ slug }) => slug === 'clayton')).toMatchObject({
      hours: 'Mon-Fri 08:00-18:30',
      exceptions: [],
      seq: 2,
      changed: { at: new Date(NINE).toISOString() },
    });
    expect(retired).toEqual([]);
  });

  test.each([
    ['GET', '/api/v1/staff/practice'],
    ['PUT', '/api/v1/practice'],
    ['POST', '/api/v1/branches'],
    ['PUT', '/api/v1/branches/clayton'],
    ['DELETE', '/api/v1/branches/clayton'],
    ['DELETE', '/api/v1/sample'],
  ])('a lead is refused: %s %s', async (method, path) => {
    const body = method === 'GET' || method === 'DELETE' ? {} : { body: {} };
    const { status, json } = await office.ask(method, path, { token: lead, seen: 2, ...body });
    expect([status, json.code]).toEqual([403, 'not-allowed']);
  });
});

describe('a branch is changed', () => {
  test('patients read it, the journal holds it, and the office reads it back', async () => {
    const clayton = await office.branch('clayton');
    const before = (await server.fetch('/api/v1/board')).headers.get('etag');
    const body = { ...toBranchBody(clayton), phone: '01632 960111', hours: 'mon-fri 9:00-17:00' };
    const { status, json, etag } = await office.ask('PUT', '/api/v1/branches/clayton', { body, seen: 2 });
    expect([status, etag]).toEqual([200, `"${json.seq}"`]);

    const row = await server.database.db
      .selectFrom('fact')
      .innerJoin('actor', 'actor.id', 'fact.actor')
      .select(['fact.kind', 'fact.branch', 'actor.name'])
      .where('seq', '=', json.seq)
      .executeTakeFirstOrThrow();
    expect(row).toEqual({ kind: 'branch', branch: 'clayton', name: 'Olu Office' });
    const board = await patientsSee();
    const seen = board.branches.find(({ slug }) => slug === 'clayton');
    expect(seen).toMatchObject({ phone: '01632 960111', open: { today: [{ to: '2019-12-31T17:00:00.000Z' }] } });
    expect((await server.fetch('/api/v1/board')).headers.get('etag')).not.toBe(before);
    expect(await office.branch('clayton')).toMatchObject({
      hours: 'Mon-Fri 09:00-17:00',
      seq: json.seq,
      changed: { by: 'Olu Office' },
    });
  });

  test('whoever looked before somebody else changed it is told who changed what', async () => {
    const orton = await office.branch('orton-mere');
    const ben = await officeOf(server, 'Ben Office');
    const theirs = { ...toBranchBody(orton), phone: '01632 960333' };
    await ben.ask('PUT', '/api/v1/branches/orton-mere', { body: theirs, seen: orton.seq });
    const facts = await factCount();
    const mine = { ...toBranchBody(orton), name: 'Orton Mere Health Centre' };
    const answer = await office.ask('PUT', '/api/v1/branches/orton-mere', { body: mine, seen: orton.seq });
    expect(answer.status).toBe(412);
    expect(answer.json).toMatchObject({
      code: 'branch-changed',
      detail: 'Ben Office changed this since you looked. Nothing was saved.',
      changed: [{ field: 'phone', by: 'Ben Office', was: '01632 960333' }],
    });
    expect(answer.etag).toBe(`"${answer.json.seq}"`);
    expect(await factCount()).toBe(facts);
    // The same again is no conflict, and no fact: an answer may be lost on its way.
    const again = await ben.ask('PUT', '/api/v1/branches/orton-mere', { body: theirs, seen: orton.seq });
    expect([again.status, again.json.seq]).toEqual([200, answer.json.seq]);
    expect(await factCount()).toBe(facts);
  });

  test('every fault is named, by its path, and nothing is saved', async () => {
    const clayton = await office.branch('clayton');
    const facts = await factCount();
    const body = {
      ...toBranchBody(clayton),
      name: ' ',
      odsCode: 'none',
      postcode: 'Sampleborough',
      position: { lat: -0.2861, lon: 52.5572 },
      phone: '111',
      hours: 'Mon-Fri 8am',
      exceptions: [
        { date: '2026-02-30', hours: 'closed', note: null },
        { date: '2026-12-24', hours: 'midday', note: 'a'.repeat(81) },
        { date: '2026-12-24', hours: 'closed', note: 'line\nbreak' },
      ],
      expectedGps: 2.5,
      listSize: 'many',
      gpWording: 'figures',
      colour: 'red',
    };
    const { status, json } = await office.ask('PUT', '/api/v1/branches/clayton', { body, seen: clayton.seq });
    expect([status, json.code]).toEqual([400, 'bad-request']);
    const faults = (json.faults as readonly { path: string; message: string }[]).map(({ path, message }) => [
      path,
      message,
    ]);
    expect(faults.toSorted()).toEqual(
      [
        ['/colour', 'is not a known field.'],
        ['/listSize', 'must be a number.'],
        ['/name', 'is missing.'],
        ['/odsCode', 'must be an ODS code, as in A81001 or A81001001.'],
        ['/postcode', 'must be a postcode of the United Kingdom, as in PE2 5ZZ.'],
        ['/position', 'must be a place in the United Kingdom; they are the wrong way round.'],
        ['/phone', 'must be a phone number of the United Kingdom, as in 01632 960001.'],
        ['/hours', '"8am" is not a time range such as 08:00-18:30.'],
        ['/exceptions/0/date', 'must be a day, as in 2026-12-24.'],
        ['/exceptions/1/hours', '"midday" is not a time range such as 08:00-18:30.'],
        ['/exceptions/1/note', 'must have 80 or fewer characters.'],
        ['/exceptions/2/note', 'must be one line of text, without control characters.'],
        ['/exceptions/2/date', '2026-12-24 is given twice.'],
        ['/expectedGps', 'must be a whole number from 0 to 99.'],
        ['/gpWording', 'must be one of numbers, words.'],
      ].toSorted(),
    );
    expect(await factCount()).toBe(facts);
  });

  test.each([
    ['without If-Match', undefined, 428, 'if-match-missing'],
    ['with one that is none', 'latest', 400, 'bad-request'],
  ])('%s nothing is saved', async (_case, seen, status, code) => {
    const body = { ...toBranchBody(await office.branch('clayton')), name: 'Another Surgery' };
    const answer = await office.ask('PUT', '/api/v1/branches/clayton', { body, ...(seen && { seen }) });
    expect([answer.status, answer.json.code]).toEqual([status, code]);
    expect((await office.branch('clayton')).name).toBe('Clayton Surgery');
  });

  test('one that is not there cannot be changed', async () => {
    const { slug: _slug, ...body } = NEW_BRANCH;
    const { status } = await office.ask('PUT', '/api/v1/branches/nowhere', { body, seen: 0 });
    expect(status).toBe(404);
  });
});

describe('a branch comes, leaves and comes back', () => {
  test('with tidy texts, on every page, and takes reports only while it is there', async () => {
    const made = await office.ask('POST', '/api/v1/branches', { body: NEW_BRANCH });
    expect(made.status).toBe(201);
    expect(await office.branch('fen-end')).toMatchObject({
      postcode: 'PE2 7ZZ',
      hours: 'Mon-Fri 08:00-18:30',
      exceptions: [{ date: '2019-12-31', hours: '08:00-12:00', note: 'Staff training' }],
    });
    expect((await patientsSee()).branches.find(({ slug }) => slug === 'fen-end')?.open).toMatchObject({
      today: [{ to: '2019-12-31T12:00:00.000Z' }],
      why: 'Staff training',
    });
    expect((await server.post(office.token, 'fen-end', { access: 'open' })).status).toBe(201);

    // A retry is answered, another branch of that name is not taken.
    expect((await office.ask('POST', '/api/v1/branches', { body: NEW_BRANCH })).status).toBe(200);
    const other = await office.ask('POST', '/api/v1/branches', { body: { ...NEW_BRANCH, name: 'Other' } });
    expect(other.json.faults).toEqual([
      {
        path: '/slug',
        message: 'is the slug of Fen End Surgery already. Change that branch, or choose another slug.',
      },
    ]);

    const gone = await office.ask('DELETE', '/api/v1/branches/fen-end', { seen: made.json.seq });
    expect(gone.status).toBe(200);
    expect((await patientsSee()).branches.map(({ slug }) => slug)).not.toContain('fen-end');
    expect((await server.fetch('/surgeries/fen-end')).status).toBe(404);
    expect((await server.post(office.token, 'fen-end', { access: 'open' })).status).toBe(404);
    expect((await office.set()).retired).toMatchObject([
      { slug: 'fen-end', name: 'Fen End Surgery', postcode: 'PE2 7ZZ' },
    ]);
    expect((await office.ask('DELETE', '/api/v1/branches/fen-end', { seen: gone.json.seq })).status).toBe(404);

    expect((await office.ask('POST', '/api/v1/branches', { body: NEW_BRANCH })).status).toBe(201);
    expect((await patientsSee()).branches.map(({ slug }) => slug)).toContain('fen-end');
    expect((await server.post(office.token, 'fen-end', { access: 'open' })).status).toBe(201);
  });

  test('nobody retires a branch that somebody else changed meanwhile', async () => {
    const crowle = await office.branch('crowle-abbey');
    const body = { ...toBranchBody(crowle), listSize: 1_950 };
    await office.ask('PUT', '/api/v1/branches/crowle-abbey', { body, seen: crowle.seq });
    const answer = await office.ask('DELETE', '/api/v1/branches/crowle-abbey', { seen: crowle.seq });
    expect([answer.status, answer.json.changed[0].field]).toEqual([412, 'listSize']);
  });

  test('a slug has a shape', async () => {
    const { json } = await office.ask('POST', '/api/v1/branches', { body: { ...NEW_BRANCH, slug: 'Fen End' } });
    expect(json.faults).toEqual([
      { path: '/slug', message: 'must be lower-case words joined by hyphens, of at most 64 characters.' },
    ]);
  });
});

describe('the practice is set', () => {
  test('open pages and staff see it, and it stays the sample', async () => {
    const { practice } = await office.set();
    const body = {
      ...toPracticeBody(practice),
      name: 'Fen Practice',
      gpUsualFrom: 0.95,
      noticeLine: 'Our fax is off.',
    };
    const { status, json } = await office.ask('PUT', '/api/v1/practice', { body, seen: practice.seq });
    expect(status).toBe(200);
    expect((await patientsSee()).practice.name).toBe('Fen Practice');
    expect((await office.set()).practice).toMatchObject({ gpUsualFrom: 0.95, sample: true, seq: json.seq });
    await server.say('clayton', { it: { records: 'down' } });
    expect((await patientsSee()).notice?.text.body.at(-1)).toBe('Our fax is off.');
    const stale = await office.ask('PUT', '/api/v1/practice', { body: toPracticeBody(practice), seen: 1 });
    expect([stale.status, stale.json.changed.length]).toEqual([412, 3]);
  });

  test('every fault is named', async () => {
    const { practice } = await office.set();
    const body = {
      ...toPracticeBody(practice),
      phone: 'ask reception',
      website: 'http://fen.example',
      bslUrl: 'fen.example',
      timeZone: 'Europe/Peterborough',
      gpUsualFrom: 0.6,
      gpFewerFrom: 0.7,
      gpDegradedBelow: 0.8,
      gpNumbersFrom: 1,
      helpOpenMinutes: -1,
      helpAtMost: 11,
      noticeLine: 'x'.repeat(201),
      sample: false,
    };
    const { status, json } = await office.ask('PUT', '/api/v1/practice', { body, seen: practice.seq });
    expect(status).toBe(400);
    expect((json.faults as readonly { path: string }[]).map(({ path }) => path).toSorted()).toEqual(
      [
        '/bslUrl',
        '/gpDegradedBelow',
        '/gpFewerFrom',
        '/gpNumbersFrom',
        '/helpAtMost',
        '/helpOpenMinutes',
        '/noticeLine',
        '/phone',
        '/sample',
        '/timeZone',
        '/website',
      ].toSorted(),
    );
  });
});
