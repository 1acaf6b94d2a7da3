import fc from 'fast-check';
import { expect, test } from 'vitest';
import { beginTelling, decideAnnouncement, type SeenBoard } from '../../shared/follow/decide-announcement.ts';
import { decideOwed, isNothing, type ToldSoFar } from '../../shared/follow/decide-owed.ts';
import { troubleStateOf } from '../../shared/follow/decide-troubles.ts';
import { HOUR, MINUTE, SECOND } from '../../shared/practice/instant.ts';
import { BRANCH_STATES, type BranchStateName } from '../../shared/wire/public-board.ts';

const SLUGS = ['a', 'b', 'c'] as const;
const START = Date.UTC(2019, 11, 31, 9, 0);

const step = fc.record({
  slug: fc.constantFrom(...SLUGS),
  state: fc.constantFrom(...BRANCH_STATES),
  /** How long it stays so. */
  for: fc.integer({ min: 1, max: 900 }),
  shared: fc.boolean(),
  /** The follower is reached at the end of it; else their messages wait. */
  reached: fc.boolean(),
  /** The server starts anew, perhaps from a copy that is some steps old. */
  restarts: fc.boolean(),
});

/** A follower: what was last told of each surgery, and how often. */
function follower(board: SeenBoard, standing: ToldSoFar['standing']) {
  const isTrouble = (slug: string) =>
    troubleStateOf(board.branches.find((one) => one.slug === slug)?.state ?? 'closed');
  const knows = new Map<string, boolean>(SLUGS.map((slug) => [slug, isTrouble(slug) === 'trouble']));
  let told: ToldSoFar = { standing, except: {} };
  let messages = 0;
  return {
    knows,
    messages: () => messages,
    reach(now: ToldSoFar['standing'], seen: SeenBoard) {
      const { owed, except } = decideOwed({ branches: null, kinds: ['trouble'] }, told, now, seen);
      told = { standing: now, except };
      if (isNothing(owed)) return;
      messages += 1;
      const stateOf = (slug: string) => seen.branches.find((one) => one.slug === slug)?.state ?? 'unknown';
      for (const slug of owed.starts) {
        expect(knows.get(slug)).toBe(false);
        expect(stateOf(slug)).toBe('degraded');
        knows.set(slug, true);
      }
      for (const slug of owed.ends) {
        expect(knows.get(slug)).toBe(true);
        expect(['normal', 'limited', 'closed']).toContain(stateOf(slug));
        knows.set(slug, false);
      }
    },
  };
}

test('whatever happens, what was told last is true once all is at rest, and no change is told twice', () => {
  fc.assert(
    fc.property(fc.array(step, { maxLength: 40 }), (steps) => {
      let board: SeenBoard = {
        branches: SLUGS.map((slug) => ({ slug, state: 'normal' as BranchStateName })),
        incidents: [],
        planned: [],
      };
      let now = START;
      let kept = beginTelling(board, now);
      let changes = 0;
      const prompt = follower(board, kept.standing);
      const late = follower(board, kept.standing);
      const look = (ms: number) => {
        for (const end = now + ms; now < end; ) {
          now += 5 * SECOND;
          kept = decideAnnouncement(kept, board, now).kept;
          prompt.reach(kept.standing, board);
        }
      };
      for (const { slug, state, for: seconds, shared, reached, restarts } of steps) {
        if (board.branches.find((one) => one.slug === slug)?.state !== state) changes += 1;
        const branches = board.branches.map((one) => (one.slug === slug ? { slug, state } : one));
        const affected = branches.flatMap((one) => (one.state === 'degraded' ? one.slug : []));
        board = {
          branches,
          incidents: shared ? [{ id: 1, status: 'open', branches: [...SLUGS], affected }] : [],
          planned: [],
        };
        if (restarts) kept = JSON.parse(JSON.stringify(kept)) as typeof kept;
        look(seconds * SECOND);
        if (reached) late.reach(kept.standing, board);
      }
      look(HOUR + 6 * MINUTE);
      late.reach(kept.standing, board);
      for (const { slug, state } of board.branches) {
        const is = troubleStateOf(state);
        if (is === null) continue;
        expect(prompt.knows.get(slug)).toBe(is === 'trouble');
        expect(late.knows.get(slug)).toBe(is === 'trouble');
      }
      expect(prompt.messages()).toBeLessThanOrEqual(changes);
      expect(late.messages()).toBeLessThanOrEqual(changes);
    }),
    { numRuns: 300 },
  );
});
