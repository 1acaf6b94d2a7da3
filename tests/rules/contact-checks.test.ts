import { describe, expect, test } from 'vitest';
import { causeOf, serviceOf } from '../../shared/contact/cause-key.ts';
import type { CauseKey } from '../../shared/contact/cause-record.ts';
import { NEVER_HEARD } from '../../shared/contact/contact-record.ts';
import type { Causes } from '../../shared/contact/decide-causes.ts';
import { type BranchStanding, changedFailures } from '../../shared/contact/failing-now.ts';
import { type BelievedCheck, changedChecks, type OwnCheck } from '../../shared/contact/own-checks.ts';
import { SECOND } from '../../shared/practice/instant.ts';

const START = Date.UTC(2019, 11, 31, 10, 0);
const at = (second: number) => START + second * SECOND;

describe('what a sender finds of a service', () => {
  const check = (state: OwnCheck['state'], since: number, said: number): OwnCheck => ({
    state,
    since: at(since),
    at: at(said),
  });
  const known = (state: BelievedCheck['state']): BelievedCheck => ({ state, at: at(0) });

  test.each<[string, BelievedCheck | undefined, OwnCheck, number, string | null]>([
    ['is not believed the first time', undefined, check('down', 20, 20), 20, null],
    ['is believed the second time, from the first on', undefined, check('down', 20, 40), 40, 'down since 20'],
    ['is no news when it was believed before', known('down'), check('down', 20, 400), 400, null],
    ['is taken back by two good ones', known('down'), check('working', 100, 120), 120, 'working since 100'],
    ['stands while it cannot be looked at', known('down'), check('unknown', 100, 380), 380, null],
    ['is not known after five minutes of that', known('down'), check('unknown', 100, 400), 400, 'unknown since 100'],
    [
      'is not known five minutes after it was last looked at',
      known('working'),
      check('working', 0, 80),
      380,
      'unknown since 80',
    ],
    ['says nothing of a service it has never known', undefined, check('unknown', 0, 400), 400, null],
    ['is not put before what it follows', { state: 'working', at: at(90) }, check('down', 20, 40), 40, 'down since 90'],
  ])('%s', (_case, before, found, lastBeat, expected) => {
    const changes = changedChecks(before ? { records: before } : {}, { records: found }, at(lastBeat));
    const told = changes.map(({ state, at: since }) => `${state} since ${(since - START) / SECOND}`);
    expect(told).toEqual(expected === null ? [] : [expected]);
  });
});

test('a cause is what the settings call it, however they write it; without a name there is none', () => {
  const providers = { internet: ' Fen  Fibre ', records: 'EMIS Web', phones: ' ' };
  expect(causeOf({ providers }, 'internet')).toBe('internet:fen-fibre');
  expect(causeOf({ providers }, 'records')).toBe('records:emis-web');
  expect(causeOf({ providers }, 'phones')).toBeNull();
  expect(serviceOf('records:emis-web')).toBe('records');
});

describe('failures', () => {
  const EMIS: CauseKey = 'records:emis';
  const branch = (state: 'working' | 'down', system = 'EMIS', second = 60): BranchStanding => ({
    providers: { internet: 'Fen', records: system, phones: '' },
    contact: { ...NEVER_HEARD, state: 'heard', since: at(0) },
    checks: { records: { state, at: at(second) } },
  });
  const failing = (...slugs: readonly string[]): Causes => ({
    [EMIS]: {
      failing: Object.fromEntries(slugs.map((slug) => [slug, at(0)])),
      settledAt: null,
      offered: [],
      incident: null,
    },
  });
  const told = (causes: Causes, branches: { readonly [slug: string]: BranchStanding }) =>
    changedFailures(causes, branches, at(100)).map(
      (change) =>
        `${(change.at - START) / SECOND} ${change.branch} ${change.cause} ${change.failing ? 'fails' : 'well'}`,
    );

  test.each<[string, Causes, { readonly [slug: string]: BranchStanding }, readonly string[]]>([
    ['begin when the check began to fail', {}, { a: branch('down') }, ['60 a records:emis fails']],
    ['are told once', failing('a'), { a: branch('down') }, []],
    ['end when the check passes again', failing('a'), { a: branch('working') }, ['60 a records:emis well']],
    ['end when the branch has left', failing('a'), {}, ['100 a records:emis well']],
    [
      'go to another cause with the branch',
      failing('a'),
      { a: branch('down', 'SystmOne') },
      ['60 a records:systmone fails', '100 a records:emis well'],
    ],
  ])('%s', (_case, causes, branches, expected) => {
    expect(told(causes, branches)).toEqual(expected);
  });

  test('of a line begin at its last good beat, and end with its trial', () => {
    const line = (state: 'lost' | 'recovering' | 'heard', outageFrom: number | null) => ({
      ...branch('working'),
      contact: { ...NEVER_HEARD, state, since: at(90), outageFrom: outageFrom === null ? null : at(outageFrom) },
    });
    expect(told({}, { a: line('lost', 10) })).toEqual(['10 a internet:fen fails']);
    const causes: Causes = { 'internet:fen': { failing: { a: at(10) }, settledAt: null, offered: [], incident: null } };
    expect(told(causes, { a: line('recovering', 10) })).toEqual([]);
    expect(told(causes, { a: line('heard', null) })).toEqual(['90 a internet:fen well']);
  });
});
