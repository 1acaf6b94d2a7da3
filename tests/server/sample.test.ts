import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { describe, expect, test } from 'vitest';
import { PROJECT_ROOT } from '../../server/platform/project-root.ts';
import { loadSample } from '../../server/practice/load-sample.ts';
import { readBranches } from '../../server/practice/read-branches.ts';
import { openJournal, writerAt } from '../support/journal.ts';
import { NINE, startTestServer } from '../support/running-server.ts';

const SAMPLE = readFileSync(join(PROJECT_ROOT, 'server', 'practice', 'sample-branches.csv'), 'utf8');
const [HEADER = '', CLAYTON = '', ORTON = ''] = SAMPLE.split(/\r?\n/);

function faultsOf(...lines: readonly string[]): readonly string[] {
  const read = readBranches(lines.join('\n'));
  return read.ok ? [] : read.faults;
}

describe('the sample practice', () => {
  test('has 18 branches and 85,000 patients', () => {
    const read = readBranches(SAMPLE);
    if (!read.ok) throw new Error(read.faults.join('; '));
    expect(read.branches).toHaveLength(18);
    expect(read.branches.reduce((sum, { listSize }) => sum + listSize, 0)).toBe(85_000);
    expect(read.branches.find(({ slug }) => slug === 'clayton')).toMatchObject({
      name: 'Clayton Surgery',
      expectedGps: 8,
      position: { lat: 52.5572, lon: -0.2861 },
      providers: { internet: 'FenFibre', records: 'EMIS Web', phones: 'VoxLine' },
    });
  });

  test('is loaded into an empty journal, once, by however many servers start', async () => {
    const { database } = await openJournal();
    const load = () => loadSample({ db: database.db, journal: writerAt(() => NINE) }, 'Europe/London');
    const added = await Promise.all([load(), load(), load()]);
    expect(added.toSorted()).toEqual([0, 0, 18]);
    expect(await load()).toBe(0);
    const kinds = await database.db.selectFrom('fact').select(['seq', 'kind']).orderBy('seq').execute();
    expect(kinds.map(({ kind }) => kind)).toEqual(['practice', ...Array(18).fill('branch')]);
    expect(kinds.map(({ seq }) => seq)).toEqual(Array.from({ length: 19 }, (_, n) => n + 1));
  });

  test('is there at the first start and not added at the second', async () => {
    const first = await startTestServer();
    expect(first.sampleBranches).toBe(18);
    const second = await startTestServer({ connectionString: first.connectionString });
    expect(second.sampleBranches).toBe(0);
    expect(second.board.publicStream.at()).toEqual(first.board.publicStream.at());
    expect(second.board.publicStream.published().json()).toBe(first.board.publicStream.published().json());
  });
});

describe('a fault in a branches file is told with its line', () => {
  const changed = (from: string, to: string) => CLAYTON.replace(from, to);

  test.each<[string, string, string]>([
    ['a slug in capitals', changed('clayton,', 'Clayton,'), 'slug must be lower-case words joined by hyphens'],
    ['no name', changed('Clayton Surgery', ' '), 'name is missing'],
    ['hours that are none', changed('Mon-Fri 08:00-18:30', 'Mon-Fri 8am'), 'openingHours: "8am" is not a time range'],
    ['half a position', changed('-0.2861', ''), 'lat and lon must both be decimal degrees, or both empty'],
    ['a position nowhere', changed('52.5572', '152.5'), 'lat and lon must both be decimal degrees, or both empty'],
    ['GPs in words', changed(',8,7900', ',eight,7900'), 'expectedGps must be a whole number from 0 to 99'],
    ['too many GPs', changed(',8,7900', ',100,7900'), 'expectedGps must be a whole number from 0 to 99'],
    ['part of a patient', changed(',8,7900', ',8,7900.5'), 'listSize must be a whole number from 0 to 999999'],
  ])('%s', (_case, line, fault) => {
    const faults = faultsOf(HEADER, ORTON, '', line);
    expect(faults).toHaveLength(1);
    // The empty line counts, as it does in every editor.
    expect(faults[0]?.startsWith(`line 4: ${fault}`)).toBe(true);
  });

  test('and every line that has one', () => {
    const bad = (slug: string) => changed('clayton,', `${slug},`).replace(',8,7900', ',,');
    expect(faultsOf(HEADER, bad('a'), ORTON, bad('b'))).toEqual([
      'line 2: expectedGps must be a whole number from 0 to 99',
      'line 2: listSize must be a whole number from 0 to 999999',
      'line 4: expectedGps must be a whole number from 0 to 99',
      'line 4: listSize must be a whole number from 0 to 999999',
    ]);
  });

  test('also a slug that is there twice', () => {
    expect(faultsOf(HEADER, CLAYTON, ORTON, CLAYTON)).toEqual(['line 4: the slug clayton is there twice']);
  });

  test('also a cell too many', () => {
    const faults = faultsOf(HEADER, CLAYTON, `${ORTON},more`);
    expect(faults).toEqual(['line 3: it has 16 cells, and the first line names 15 columns']);
    expect(faultsOf(HEADER, CLAYTON, '', 'orton-mere')).toEqual([
      'line 4: it has 1 cell, and the first line names 15 columns',
    ]);
  });

  test('and a file without its columns is told which', () => {
    const without = HEADER.replace('phone,', '').replace(',listSize', '');
    expect(faultsOf(without)).toEqual(['columns are missing: phone, listSize']);
    expect(faultsOf('')).toEqual([expect.stringContaining('columns are missing: slug, name')]);
  });

  test('and nothing of such a file is taken', () => {
    const read = readBranches([HEADER, ORTON, changed('clayton,', 'Clayton,')].join('\n'));
    expect(read).toEqual({ ok: false, faults: [expect.any(String)] });
  });
});

test('a file as a spreadsheet writes it is read as well', () => {
  const quoted = CLAYTON.replace('2 Sample Road', '"2 Sample Road, ""The Old Mill"""');
  const read = readBranches(`\uFEFF${[HEADER, quoted, ORTON].join('\r\n')}\r\n`);
  if (!read.ok) throw new Error(read.faults.join('; '));
  expect(read.branches.map(({ address }) => address)).toEqual(['2 Sample Road, "The Old Mill"', '14 Mere Way']);
});
