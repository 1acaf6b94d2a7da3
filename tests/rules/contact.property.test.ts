import fc from 'fast-check';
import { expect, test } from 'vitest';
import { openedAt } from '../../shared/contact/opened-at.ts';
import {
  EMPTY_WATCH,
  type Pass,
  type PassResult,
  restartWatch,
  watchBranches,
} from '../../shared/contact/watch-branches.ts';
import { HOUR, MINUTE, SECOND } from '../../shared/practice/instant.ts';
import { london, ZONE } from '../support/facts.ts';
import { CLEAR_SIGHT, rulesOf } from '../support/watch-run.ts';

const START = london('2020-03-27 07:50');
const RULES = rulesOf('Mon-Fri 08:00-12:30 13:30-18:30; Sun 00:00-24:00');
const SLUGS = ['a', 'b', 'c'] as const;

/** Stretches in which the same branches beat; what else happens, happens at their beginning. */
const stretches = fc.array(
  fc.record({
    /** Since the stretch before; nobody looks meanwhile. */
    gap: fc.oneof(
      { weight: 8, arbitrary: fc.constant(15 * SECOND) },
      fc.constantFrom(2 * SECOND, 5 * MINUTE, 13 * HOUR),
    ),
    looks: fc.integer({ min: 1, max: 40 }),
    beats: fc.subarray([...SLUGS]),
    word: fc.option(fc.constantFrom('works' as const, 'down' as const), { freq: 1, nil: null }),
    saidAgo: fc.integer({ min: 0, max: 3 * MINUTE }),
    step: fc.oneof({ weight: 12, arbitrary: fc.constant(0) }, fc.constantFrom(HOUR, -2 * HOUR, 6 * SECOND)),
    away: fc.oneof({ weight: 8, arbitrary: fc.constant(0) }, fc.constant(20 * SECOND)),
    restart: fc.oneof({ weight: 12, arbitrary: fc.constant(false) }, fc.constant(true)),
  }),
  { minLength: 1, maxLength: 16 },
);
type Stretch = typeof stretches extends fc.Arbitrary<readonly (infer T)[]> ? T : never;

interface Look {
  readonly pass: Pass;
  readonly result: PassResult;
}

function play(list: readonly Stretch[]): Look[] {
  const looks: Look[] = [];
  let watch = EMPTY_WATCH;
  let now = START;
  const look = (pass: Omit<Pass, 'zone'>) => {
    const result = watchBranches(watch, { zone: ZONE, ...pass });
    looks.push({ pass: { zone: ZONE, ...pass }, result });
    watch = result.watch;
  };
  for (const { gap, looks: count, beats, word, saidAgo, step, away, restart } of list) {
    for (let n = 0; n < count; n += 1) {
      now += n === 0 ? gap + step : 15 * SECOND;
      if (n === 0 && restart) watch = restartWatch(watch, now);
      const news = (slug: (typeof SLUGS)[number]) => ({
        rules: RULES,
        beats: beats.includes(slug) ? [{ at: now, every: 20 * SECOND }] : [],
        words: slug === 'a' && word && n === 0 ? [{ says: word, at: now - saidAgo }] : [],
      });
      const sight = { ...CLEAR_SIGHT, canary: null, ...(n === 0 ? { clockStep: step, databaseAway: away } : {}) };
      look({ now, sight, branches: { a: news('a'), b: news('b'), c: news('c') } });
    }
  }
  return looks;
}

const isTold = (contact: string | null | undefined) => contact === 'lost' || contact === 'recovering';

test('whatever happens, what was appended tells the state, and patients see a notice just while there is one', () => {
  fc.assert(
    fc.property(stretches, (list) => {
      const shown = new Map<string, string>();
      const known = new Map<string, string>();
      const toldHeardAt = new Map<string, number>();
      for (const { pass, result } of play(list)) {
        // A clock that was set back behind an opening comes to that opening again.
        for (const [slug, told] of toldHeardAt) toldHeardAt.set(slug, Math.min(told, pass.now));
        for (const signal of result.signals) {
          // That it is still heard is told to patients, and once in each opening.
          if (signal.contact === known.get(signal.branch)) {
            expect([signal.contact, signal.public]).toEqual(['heard', true]);
            const opened = openedAt(RULES, pass.now, ZONE) ?? Number.POSITIVE_INFINITY;
            expect(signal.at).toBeGreaterThanOrEqual(opened);
            expect(toldHeardAt.get(signal.branch) ?? 0).toBeLessThan(opened);
          }
          if (signal.contact === 'heard' && signal.public) toldHeardAt.set(signal.branch, signal.at);
          known.set(signal.branch, signal.contact);
          if (signal.public) shown.set(signal.branch, signal.contact);
        }
        for (const slug of SLUGS) {
          const state = result.watch.contacts[slug]?.state ?? null;
          expect(known.get(slug) ?? null).toBe(state);
          expect(isTold(shown.get(slug))).toBe(isTold(state));
        }
      }
    }),
  );
});

test('while the board is blind, nobody enters or leaves any state but by a person, or by a first beat', () => {
  fc.assert(
    fc.property(stretches, (list) => {
      let before = EMPTY_WATCH;
      for (const { pass, result } of play(list)) {
        const byMachine = result.signals.filter(
          ({ branch }) =>
            pass.branches[branch]?.words.length === 0 && (before.contacts[branch]?.state ?? null) !== null,
        );
        if (result.blind.length > 0) expect(byMachine).toEqual([]);
        before = result.watch;
      }
    }),
  );
});

test('a second look at the same time finds nothing new, and no instant lies ahead but what is waited for', () => {
  fc.assert(
    fc.property(stretches, (list) => {
      const last = play(list).at(-1);
      if (!last || last.result.blind.length > 0) return;
      const branches = Object.entries(last.pass.branches).map(([slug, news]) => [
        slug,
        { ...news, beats: [], words: [] },
      ]);
      const again = watchBranches(last.result.watch, { ...last.pass, branches: Object.fromEntries(branches) });
      expect(again.signals).toEqual([]);
      for (const { lastBeatAt, since } of Object.values(again.watch.contacts)) {
        expect(Math.max(lastBeatAt ?? 0, since ?? 0)).toBeLessThanOrEqual(last.pass.now);
      }
    }),
  );
});

test('a silence is public only after 180 s, or by word, and never of a branch that was not heard since it opened', () => {
  fc.assert(
    fc.property(stretches, (list) => {
      let before = EMPTY_WATCH;
      for (const { result } of play(list)) {
        for (const { branch, contact, at, lastBeatAt } of result.signals) {
          const wasOnTrial = before.contacts[branch]?.state === 'recovering';
          if (branch === 'a' || contact !== 'lost') continue;
          expect(at - (lastBeatAt ?? 0)).toBeGreaterThanOrEqual(wasOnTrial ? 75 * SECOND : 180 * SECOND);
          const opened = openedAt(RULES, at, ZONE);
          expect(lastBeatAt).toBeGreaterThanOrEqual(opened ?? at);
        }
        before = result.watch;
      }
    }),
  );
});
