import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { describe, expect, test } from 'vitest';
import { PROJECT_ROOT } from '../../server/platform/project-root.ts';
import { importBranches, type ImportRequest } from '../../server/practice/import-branches.ts';
import { importText } from '../../server/practice/import-text.ts';
import { draftFromOds } from '../../server/practice/ods-draft.ts';
import { readBranches } from '../../server/practice/read-branches.ts';
import { writerAt } from '../support/journal.ts';
import { startTestServer, type TestServer } from '../support/running-server.ts';
import type { PublicBoard } from '../../shared/wire/public-board.ts';

const SAMPLE = readFileSync(join(PROJECT_ROOT, 'server', 'practice', 'sample-branches.csv'), 'utf8').trimEnd();
const [HEADER = '', CLAYTON = '', ORTON = ''] = SAMPLE.split(/\r?\n/);
const OWN =
  'fen-end,Fen End Surgery,A81001002,3 Fen End,Fenborough,PE3 7ZZ,,,01632 960200,Mon-Fri 08:00-18:30,3,2500,,,';
const OTHER =
  'mill-road,Mill Road Surgery,A81001,1 Mill Road,Fenborough,PE3 8ZZ,,,01632 960201,Mon-Fri 08:00-18:30,4,3500,,,';

function importInto(server: TestServer, csv: string, wish: Partial<ImportRequest> = {}) {
  const deps = { db: server.database.db, journal: writerAt(server.clock.now) };
  return importBranches(deps, { csv, replace: false, dryRun: false, name: null, ...wish });
}

async function factCount({ database }: TestServer): Promise<number> {
  return (await database.db.selectFrom('fact').select('seq').execute()).length;
}

async function patientsSee(server: TestServer): Promise<PublicBoard> {
  await server.settle();
  return (await server.fetch('/api/v1/board')).json() as Promise<PublicBoard>;
}

const slugsOf = ({ branches }: PublicBoard) => branches.map(({ slug }) => slug);

describe('a file of branches', () => {
  test('adds, changes and leaves, and writes facts for what is new alone', async () => {
    const server = await startTestServer();
    const before = await factCount(server);
    const csv = [HEADER, CLAYTON.replace('01632 960001', '01632 960099'), ORTON, OWN].join('\n');
    const done = await importInto(server, csv);
    expect(importText(done, false)).toBe(
      [
        'Added 1:',
        '  Fen End Surgery (fen-end)',
        'Changed 1:',
        '  Clayton Surgery (clayton): phone',
        'Left as they are: 1',
        'The practice is the sample still: import with --replace to end it.',
        'Open pages show it within seconds.',
        '',
      ].join('\n'),
    );
    expect(await factCount(server)).toBe(before + 2);
    const board = await patientsSee(server);
    expect(board.branches).toHaveLength(19);
    expect(board.branches.find(({ slug }) => slug === 'clayton')?.phone).toBe('01632 960099');

    await importInto(server, csv);
    expect(await factCount(server)).toBe(before + 2);
  });

  test('with --replace is the whole practice: the sample ends, and its branches leave in the same step', async () => {
    const server = await startTestServer();
    const done = await importInto(server, [HEADER, OWN, OTHER].join('\n'), { replace: true, name: 'Fen Practice' });
    expect([done.leaving.length, done.endsSample, done.isSample]).toEqual([18, true, false]);
    const board = await patientsSee(server);
    expect([board.practice.name, slugsOf(board)]).toEqual(['Fen Practice', ['fen-end', 'mill-road']]);
    const staff = await server.fetch('/api/v1/staff/board', { authorization: `Bearer ${await server.token()}` });
    expect(await staff.json()).toMatchObject({ sample: false, totals: { branches: 2, patients: 6_000 } });
    // What left can come back: it is added, not changed.
    const again = await importInto(server, [HEADER, CLAYTON].join('\n'));
    expect([again.added.length, again.changed.length]).toEqual([1, 0]);
    expect(slugsOf(await patientsSee(server))).toEqual(['clayton', 'fen-end', 'mill-road']);
  });

  test('in a dry run changes nothing and says what it would do', async () => {
    const server = await startTestServer();
    const before = await factCount(server);
    const done = await importInto(server, [HEADER, OWN].join('\n'), { replace: true, dryRun: true });
    const text = importText(done, true);
    expect(text).toContain('Retired 18:\n');
    expect(text).toContain('Nothing was saved: this was a dry run.\n');
    expect(await factCount(server)).toBe(before);
  });

  test('with a fault in a line changes nothing, and names every fault with its line', async () => {
    const server = await startTestServer();
    const before = await factCount(server);
    const csv = [HEADER, OWN, OTHER.replace('PE3 8ZZ', 'Fenborough').replace('01632 960201', '12')].join('\n');
    await expect(importInto(server, csv, { replace: true, name: ' ' })).rejects.toThrow(
      [
        'Nothing was imported, because of 3 faults:',
        '  --name is missing',
        '  line 3: postcode must be a postcode of the United Kingdom, as in PE2 5ZZ',
        '  line 3: phone must be a phone number of the United Kingdom, as in 01632 960001',
      ].join('\n'),
    );
    expect(await factCount(server)).toBe(before);
  });

  test('leaves alone what it has no column for', async () => {
    const server = await startTestServer();
    const more = `${HEADER},takesOthers,gpWording,redirect111,exceptions`;
    const days = '"2019-12-31 08:00-12:00 Staff training; 2020-01-01 closed"';
    await importInto(server, [more, `${CLAYTON},no,words,yes,${days}`].join('\n'));
    const done = await importInto(server, [HEADER, CLAYTON].join('\n'));
    expect(done.unchanged.map(({ slug }) => slug)).toEqual(['clayton']);
    expect(done.unchanged[0]).toMatchObject({
      takesOthers: false,
      gpWording: 'words',
      redirect111: true,
      exceptions: [
        { date: '2019-12-31', openings: [{ from: 480, to: 720 }], note: 'Staff training' },
        { date: '2020-01-01', openings: [], note: null },
      ],
    });
    // A column that is empty takes the exceptions away.
    const emptied = await importInto(server, [`${HEADER},exceptions`, `${CLAYTON},`].join('\n'));
    expect(emptied.changed).toMatchObject([{ fields: ['exceptions'] }]);
  });
});

describe('more columns of a file', () => {
  test.each([
    ['takesOthers', 'perhaps', 'line 2: takesOthers must be yes or no'],
    ['redirect111', '111', 'line 2: redirect111 must be yes or no'],
    ['gpWording', 'figures', 'line 2: gpWording must be one of numbers, words'],
    ['exceptions', '24/12/2026 closed', 'line 2: exceptions: must be a day, as in 2026-12-24'],
    ['exceptions', '2026-12-24', 'line 2: exceptions: opening times are empty'],
    ['exceptions', '2026-12-24 08:00-', 'line 2: exceptions: "08:00-" is not a time range such as 08:00-18:30'],
    ['colour', 'red', 'columns are unknown: colour'],
    ['phone', '1', 'columns are there twice: phone'],
  ])('%s %s', (column, cell, fault) => {
    expect(readBranches([`${HEADER},${column}`, `${CLAYTON},${cell}`].join('\n'))).toEqual({
      ok: false,
      faults: [fault],
    });
  });

  test('a file without a branch is no file of branches', () => {
    expect(readBranches(HEADER)).toEqual({ ok: false, faults: ['there is no branch in it'] });
  });
});

describe('a draft from national files', () => {
  const row = (...cells: readonly string[]) => cells.map((cell) => `"${cell}"`).join(',');
  const place = (code: string, name: string, closed = '', parent = 'A81001') =>
    row(
      code,
      name,
      'Y61',
      'QUE',
      '3 FEN END',
      '',
      '',
      'KING’S LYNN',
      '',
      'PE3 7ZZ',
      '2019',
      closed,
      '',
      '',
      parent,
      '',
      '',
      '01632 960200',
    );

  test('holds the open places of the practice, in words as people write them', () => {
    const files = [
      [
        place('A81001002', 'FEN END SURGERY'),
        place('A81001003', 'THE SURGERY AT MILL-ON-FEN'),
        place('A81001004', 'OLD SURGERY', '20240331'),
        place('A81001005', 'COVID LOCAL VACCINATION SERVICE'),
        place('A81002002', 'ANOTHER SURGERY', '', 'A81002'),
      ].join('\r\n'),
      place('A81001', 'FEN PRACTICE', '', '06H'),
    ];
    const draft = draftFromOds(files, 'A81001');
    expect(draft.split('\n')).toEqual([
      HEADER,
      'fen-end-surgery,Fen End Surgery,A81001002,3 Fen End,King’s Lynn,PE3 7ZZ,,,01632 960200,,,,,,',
      'the-surgery-at-mill-on-fen,The Surgery at Mill-On-Fen,A81001003,3 Fen End,King’s Lynn,PE3 7ZZ,,,01632 960200,,,,,,',
      'fen-practice,Fen Practice,A81001,3 Fen End,King’s Lynn,PE3 7ZZ,,,01632 960200,,,,,,',
      '',
    ]);
    // It cannot be imported before somebody has filled it in.
    const read = readBranches(draft);
    expect(read.ok ? [] : read.faults).toContain('line 2: openingHours: opening hours are empty');
  });

  test('of a practice that is not in them is refused', () => {
    expect(() => draftFromOds([place('A81001002', 'FEN END SURGERY')], 'A81009')).toThrow('no open place');
  });
});
