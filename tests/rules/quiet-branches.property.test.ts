import fc from 'fast-check';
import { expect, test } from 'vitest';
import type { HeardBranch } from '../../server/contact/last-heard.ts';
import { takeBeat } from '../../server/contact/take-beat.ts';
import { draftFacts } from '../../server/watch/draft-facts.ts';
import { judgePass, type PassInput } from '../../server/watch/judge-pass.ts';
import { beginWatch, type KeptWatch } from '../../server/watch/kept-watch.ts';
import { quietBranch } from '../../server/watch/quiet-branch.ts';
import type { Board } from '../../shared/board/board.ts';
import { EMPTY_BOARD, foldFacts } from '../../shared/board/fold.ts';
import { restartWatch } from '../../shared/contact/watch-branches.ts';
import type { Fact } from '../../shared/facts/fact.ts';
import { DAY, HOUR, type Instant, MINUTE, SECOND } from '../../shared/practice/instant.ts';
import { SLUGS } from '../support/fact-arbitraries.ts';
import { branchSet, london, report, sampleBranch, setUp } from '../support/facts.ts';
import { largePractice, LARGE_DAY, nthSlug } from '../support/large-practice.ts';
import { CLEAR_SIGHT, rulesOf } from '../support/watch-run.ts';

type Service = 'records' | 'phones';
const BOOT = '4b1c7f0e-58e5-4c0a-9f0d-3f5a0c1d2e3f';
const EVERY = 20;

/** A practice, and what its passes keep, from one pass to the next. */
function openPractice(facts: readonly Fact[], start: Instant) {
  let board: Board = foldFacts(EMPTY_BOARD, facts);
  let kept: KeptWatch = beginWatch(board, 'epoch', start);
  let fresh: Fact[] = [];
  const heard = new Map<string | null, HeardBranch>();
  let n = 0;
  const add = (fact: Fact) => {
    fresh.push(fact);
    board = foldFacts(board, [fact]);
  };
  return {
    /** Makes a pass and gives how many branches were judged; of each it is told what judging all would come to. */
    pass(now: Instant, more: Partial<PassInput> = {}, whole = true): number {
      const input = {
        now,
        sight: CLEAR_SIGHT,
        heard: [...heard.values()],
        senders: new Set(Object.keys(board.branches)),
        board,
        facts: fresh,
        ...more,
      };
      let awake = 0;
      const judged = judgePass(kept, input, (...known) => {
        const quiet = quietBranch(...known);
        if (!quiet) awake += 1;
        return quiet;
      });
      if (whole) expect(judged).toEqual(judgePass(kept, input, () => null));
      const drafted = draftFacts(judged, board, board.seq + 1, now);
      fresh = [];
      for (const fact of drafted.facts) {
        board = foldFacts(board, [{ ...fact, seq: board.seq + 1, recordedAt: now, actorName: null }]);
      }
      kept = { ...drafted.kept, seen: board.seq };
      return awake;
    },
    beat(
      branch: string | null,
      at: Instant,
      states: { readonly [S in Service]?: 'working' | 'down' | 'unknown' } = {},
    ) {
      n += 1;
      const body = { boot: BOOT, n, every: EVERY, checks: states };
      const next = takeBeat(heard.get(branch) ?? null, { body, at, token: 'token' });
      if (next) heard.set(branch, { branch, ...next });
    },
    say(branch: string, internet: 'working' | 'down', at: Instant) {
      add(report(branch, { it: { internet } }, { at, seq: board.seq + 1 }));
    },
    setBranch(slug: (typeof SLUGS)[number], changes: Parameters<typeof sampleBranch>[1], at: Instant) {
      add(branchSet(sampleBranch(slug, changes), { at, seq: board.seq + 1 }));
    },
    restart(now: Instant) {
      kept = { ...kept, watch: restartWatch(kept.watch, now) };
    },
  };
}

const often = <T>(usual: T, ...others: readonly T[]) =>
  fc.oneof({ weight: 10, arbitrary: fc.constant(usual) }, fc.constantFrom(...others));

const changes = {
  hours: { hours: rulesOf('Mon-Sun 00:00-24:00').weekly },
  later: { hours: rulesOf('Mon-Sun 08:00-08:30 09:00-24:00').weekly },
  provider: { providers: { internet: 'One Line', records: 'One System', phones: 'Other Line' } },
  none: { providers: { internet: '', records: '', phones: '' } },
  retired: { retired: true },
} as const;

/** Stretches in which the same branches beat; what else happens, happens at their beginning. */
const stretches = fc.array(
  fc.record({
    gap: often(4 * SECOND, 30 * SECOND, 5 * MINUTE, HOUR, 13 * HOUR),
    looks: fc.integer({ min: 1, max: 30 }),
    every: fc.constantFrom(2 * SECOND, 6 * SECOND, 20 * SECOND),
    beats: fc.subarray([...SLUGS]),
    state: fc.constantFrom<'working' | 'down' | 'unknown' | undefined>('working', 'down', 'unknown', undefined),
    word: often<'works' | 'down' | null>(null, 'works', 'down'),
    set: often<keyof typeof changes | null>(null, 'hours', 'later', 'provider', 'none', 'retired'),
    step: often(0, HOUR, -HOUR, -2 * HOUR, 6 * SECOND, -30 * SECOND),
    away: often(0, 20 * SECOND),
    canary: fc.boolean(),
    // Branches whose last token was revoked.
    gone: often<readonly string[]>([], ['clayton'], [...SLUGS]),
    restart: often(false, true),
  }),
  { minLength: 1, maxLength: 10 },
);

test('a pass that leaves out quiet branches comes to what judging all of them comes to', () => {
  fc.assert(
    fc.property(fc.constantFrom(london('2019-12-31 07:50'), london('2020-03-27 18:20')), stretches, (start, list) => {
      const practice = openPractice(setUp(), start);
      let now = start;
      for (const { gap, looks, every, beats, state, word, set, step, away, canary, gone, restart } of list) {
        now += gap + step;
        if (restart) practice.restart(now);
        if (word) practice.say('clayton', word === 'works' ? 'working' : 'down', now - SECOND);
        if (set) practice.setBranch('glinton-cross', changes[set], now);
        for (let n = 0; n < looks; n += 1) {
          if ((n * every) % (EVERY * SECOND) === 0) {
            for (const slug of beats) practice.beat(slug, now, state ? { records: state, phones: state } : {});
            if (canary) practice.beat(null, now);
          }
          const sight = n === 0 ? { ...CLEAR_SIGHT, clockStep: step, databaseAway: away } : CLEAR_SIGHT;
          const senders = new Set([...SLUGS.filter((slug) => !gone.includes(slug)), ...(canary ? [null] : [])]);
          practice.pass(now, { sight, senders });
          now += every;
        }
      }
    }),
    { numRuns: 40 },
  );
});

test('of many branches that beat every 20 seconds, a pass judges those that were heard since the last, and no other', () => {
  const branches = 600;
  const start = LARGE_DAY + 10 * HOUR;
  const practice = openPractice(largePractice(branches), start);
  const judged: number[] = [];
  const looks = 30;
  const perLook = branches / 10;
  for (let look = 0; look < looks; look += 1) {
    const now = start + look * 2 * SECOND;
    for (let n = 0; n < perLook; n += 1) practice.beat(nthSlug((look * perLook + n) % branches), now);
    judged.push(practice.pass(now, {}, false));
  }
  // All were heard once, and what a pass told of them is on the board.
  for (const count of judged.slice(12)) expect(count).toBe(perLook);
});

test('nobody is judged at night, when the PCs are off', () => {
  const start = LARGE_DAY + 3 * HOUR;
  const practice = openPractice(largePractice(180), start);
  practice.pass(start, {}, false);
  for (const later of [2 * SECOND, HOUR, 2 * HOUR]) expect(practice.pass(start + later)).toBe(0);
  expect(practice.pass(start + DAY)).toBeLessThan(180);
});
