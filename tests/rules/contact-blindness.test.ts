import { describe, expect, test } from 'vitest';
import { type BlindReason, findBlindness, type HeardSender, type Sight } from '../../shared/contact/blindness.ts';
import { NEVER_HEARD } from '../../shared/contact/contact-record.ts';
import { EMPTY_WATCH, restartWatch, watchBranches } from '../../shared/contact/watch-branches.ts';
import { HOUR, SECOND } from '../../shared/practice/instant.ts';
import { ZONE } from '../support/facts.ts';
import { alwaysOpen, CLEAR_SIGHT, runWatch, START } from '../support/watch-run.ts';

const NOW = START;
const EVERY = 20 * SECOND;

/** Senders that were last heard so many seconds ago. */
const heard = (...ago: readonly number[]): HeardSender[] =>
  ago.map((seconds) => ({ lastBeatAt: NOW - seconds * SECOND, every: EVERY }));

describe('the board is blind', () => {
  const canaryHeard = (ago: number): Partial<Sight> => ({ canary: heard(ago)[0] ?? null });
  test.each<[string, Partial<Sight>, readonly HeardSender[], readonly BlindReason[]]>([
    ['not while all is well', canaryHeard(5), heard(5, 10), []],
    ['when the canary is missing with a branch', canaryHeard(45), heard(5, 45), ['canary']],
    ['not when a branch is missing alone', canaryHeard(44), heard(5, 300), []],
    ['not when all branches are missing and the canary is not', canaryHeard(5), heard(50, 50, 50), []],
    ['not when the canary is missing alone', canaryHeard(600), heard(5, 10), []],
    ['without a canary, when all fall silent within 60 s', {}, heard(45, 70, 105), ['all-silent']],
    ['not when they fall silent apart', {}, heard(45, 106), []],
    ['not while one is heard', {}, heard(44, 50, 50), []],
    ['also when one was silent before the others', {}, heard(45, 50, 60, 300), ['all-silent']],
    ['not by the silence of one alone', {}, heard(100), []],
    ['not by having no branch to watch', {}, [], []],
    ['when the pass is more than 10 s late', { lateBy: 10_001 }, [], ['late-pass']],
    ['not at 10 s', { lateBy: 10_000 }, [], []],
    ['when the clock steps ahead by more than 5 s', { clockStep: 5_001 }, [], ['clock-step']],
    ['when the clock steps back by more than 5 s', { clockStep: -5_001 }, [], ['clock-step']],
    ['not at 5 s', { clockStep: -5_000 }, [], []],
    ['when the database was away for more than 10 s', { databaseAway: 10_001 }, [], ['database']],
    ['not at 10 s away', { databaseAway: 10_000 }, [], []],
    ['for all reasons there are', { lateBy: 20_000, databaseAway: 20_000 }, [], ['late-pass', 'database']],
  ])('%s', (_, sight, watched, reasons) => {
    expect(findBlindness({ ...CLEAR_SIGHT, canary: null, ...sight }, watched, NOW)).toEqual(reasons);
  });

  test('without a canary also where senders are slow, before a quick one is lost', () => {
    const slow = { lastBeatAt: NOW - 150 * SECOND, every: 120 * SECOND };
    expect(findBlindness({ ...CLEAR_SIGHT, canary: null }, [...heard(110), slow], NOW)).toEqual(['all-silent']);
  });
});

describe('while the board is blind', () => {
  test('17 silent branches with a good canary are lost', () => {
    const run = runWatch({
      branches: 18,
      until: 400,
      canary: () => true,
      arrives: (branch, second) => branch === 17 || second < 100,
    });
    const lost = run.moves.filter((move) => move.endsWith('lost'));
    expect(lost).toHaveLength(17);
    expect(lost[0]).toBe('260 b0 lost');
    expect(run.sights).toEqual([]);
  });

  test('nobody is suspected while the canary is missing too, and silence counts anew afterwards', () => {
    const run = runWatch({
      branches: 2,
      until: 900,
      canary: (second) => second < 100 || second >= 600,
      arrives: (_, second) => second < 100,
    });
    expect(run.sights).toEqual(['126 canary', '600 sees']);
    expect(run.moves).toEqual([
      '646 b0 late',
      '646 b1 late',
      '676 b0 suspect',
      '676 b1 suspect',
      '780 b0 lost',
      '780 b1 lost',
    ]);
  });

  test('without a canary nobody is suspected when all stop at once; when one beats, the others are judged', () => {
    const run = runWatch({
      branches: 3,
      until: 900,
      arrives: (branch, second) => second < 100 || (branch === 0 && second >= 600),
    });
    expect(run.sights).toEqual(['130 all-silent', '600 sees']);
    expect(run.moves.filter((move) => move.endsWith('lost'))).toEqual(['780 b1 lost', '780 b2 lost']);
    expect(run.last.canaryMissing).toBe(true);
  });

  test('a lost branch stays lost, and comes back afterwards', () => {
    const frozen = (second: number) => second >= 400 && second < 500;
    const run = runWatch({
      branches: 2,
      until: 520,
      canary: () => true,
      arrives: (branch, second) => branch === 1 || second < 100 || second >= 420,
      sight: (second) => (frozen(second) ? { databaseAway: 60_000 } : {}),
    });
    expect(run.moves.slice(-2)).toEqual(['260 b0 lost', '500 b0 recovering']);
  });

  test('a person is believed', () => {
    const rules = alwaysOpen();
    const suspect = {
      ...NEVER_HEARD,
      state: 'suspect' as const,
      since: NOW - 5 * SECOND,
      lastBeatAt: NOW - 80 * SECOND,
    };
    const pass = {
      now: NOW,
      zone: ZONE,
      sight: { ...CLEAR_SIGHT, canary: null, lateBy: 30_000 },
      branches: { b0: { rules, beats: [], words: [{ says: 'down' as const, at: NOW - SECOND }] } },
    };
    const { signals } = watchBranches({ contacts: { b0: suspect }, frozenSince: null }, pass);
    expect(signals).toEqual([{ branch: 'b0', at: NOW, contact: 'lost', lastBeatAt: NOW - 80 * SECOND, public: true }]);
  });

  test.each([
    ['ahead by an hour', 3_600],
    ['back by two hours', -7_200],
  ])('a clock that is set %s moves nobody, and hides no silence afterwards', (_, step) => {
    const script = {
      branches: 3,
      canary: () => true,
      clock: (second: number) => (second >= 200 ? step : 0),
      sight: (second: number) => (second === 200 ? { clockStep: step * SECOND } : {}),
    };
    const well = runWatch({ ...script, until: 600, arrives: () => true });
    expect(well.moves).toEqual([]);
    const silent = runWatch({ ...script, until: 600, arrives: (branch, second) => branch !== 0 || second < 300 });
    expect(silent.moves).toEqual(['326 b0 late', '356 b0 suspect', '460 b0 lost']);
  });

  test('a clock that is set ahead ends no trial of a lost branch', () => {
    const run = runWatch({
      branches: 2,
      until: 800,
      canary: () => true,
      arrives: (branch, second) => branch === 1 || second < 100 || second >= 300,
      clock: (second) => (second >= 400 ? 3_600 : 0),
      sight: (second) => (second === 400 ? { clockStep: HOUR } : {}),
    });
    expect(run.moves.slice(-3)).toEqual(['260 b0 lost', '340 b0 recovering', '702 b0 heard']);
  });
});

describe('one pass over all branches', () => {
  test('the bad data of one branch keeps no other from being judged', () => {
    const old = { ...NEVER_HEARD, state: 'heard' as const, since: NOW, lastBeatAt: NOW - 200 * SECOND };
    const fresh = { ...old, lastBeatAt: NOW, toldHeardAt: NOW };
    const news = { rules: alwaysOpen(), beats: [], words: [] };
    const broken = { ...news, rules: { ...news.rules, weekly: null as never } };
    const result = watchBranches(
      { contacts: { bad: old, b1: old, b2: fresh }, frozenSince: null },
      {
        now: NOW,
        zone: ZONE,
        sight: { ...CLEAR_SIGHT, canary: null },
        branches: { bad: broken, b1: news, b2: news },
      },
    );
    expect(result.failed).toEqual(['bad']);
    expect(result.signals.map(({ branch, contact }) => [branch, contact])).toEqual([['b1', 'lost']]);
    expect(result.watch.contacts['bad']).toEqual(old);
  });

  test('survives being written down, and a restart gives grace', () => {
    const run = runWatch({ branches: 2, until: 60, arrives: () => true });
    const kept = JSON.parse(JSON.stringify(run.last.watch));
    expect(kept).toEqual(run.last.watch);
    expect(restartWatch(kept, NOW).contacts['b0']?.graceUntil).toBe(NOW + 90 * SECOND);
    expect(restartWatch(EMPTY_WATCH, NOW)).toEqual(EMPTY_WATCH);
  });
});
