import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import type { Board } from '../../shared/board/board.ts';
import { EMPTY_BOARD, foldFact, foldFacts } from '../../shared/board/fold.ts';
import { packBoard, unpackBoard } from '../../shared/board/packed-board.ts';
import { STATEMENTS_KEPT } from '../../shared/board/statements.ts';
import { openedAt } from '../../shared/contact/opened-at.ts';
import type { Fact } from '../../shared/facts/fact.ts';
import { DAY } from '../../shared/practice/instant.ts';
import { openingRules } from '../../shared/practice/opening-rules.ts';
import { DEFAULT_SETTINGS } from '../../shared/practice/settings.ts';
import {
  ALL_WORKING,
  boardOf,
  london,
  patientsSee,
  publicBoardAt,
  report,
  setUp,
  staffBoardAt,
} from '../support/facts.ts';
import { factsAt, storiesWithClock } from '../support/fact-arbitraries.ts';
import { DAYS, instantsOf, nearbyInstants } from '../support/instant-arbitraries.ts';

const at = (time: string) => london(`2019-12-31 ${time}`);

/** Facts in the order of these numbers, some of them twice. */
function delivered(facts: readonly Fact[], order: readonly number[], again: readonly number[]): Fact[] {
  const shuffled = facts
    .map((fact, n) => ({ fact, place: order[n % Math.max(1, order.length)] ?? 0 }))
    .toSorted((a, b) => a.place - b.place)
    .map(({ fact }) => fact);
  return [...shuffled, ...again.flatMap((n) => facts[n % facts.length] ?? [])];
}

const deliveries = {
  order: fc.array(fc.nat(), { minLength: 1, maxLength: 60 }),
  again: fc.array(fc.nat(), { maxLength: 20 }),
};

/** As a checkpoint has it. */
function asKept(board: Board): Board {
  return unpackBoard(JSON.parse(JSON.stringify(packBoard(board))));
}

describe('any order, duplication or delay of the same facts', () => {
  test('folds to the same board', () => {
    const stories = fc.record({ facts: factsAt(nearbyInstants), ...deliveries });
    fc.assert(
      fc.property(stories, ({ facts, order, again }) => {
        expect(boardOf(delivered(facts, order, again))).toEqual(boardOf(facts));
      }),
      { numRuns: 300 },
    );
  });

  test('is kept and read back as the same board', () => {
    fc.assert(
      fc.property(factsAt(nearbyInstants), (facts) => {
        const board = boardOf(facts);
        expect(asKept(board)).toEqual(JSON.parse(JSON.stringify(board)));
      }),
      { numRuns: 300 },
    );
  });

  test('shows the same bytes to patients and to staff', () => {
    fc.assert(
      fc.property(storiesWithClock, fc.record(deliveries), ({ facts, now }, { order, again }) => {
        const [one, other] = [boardOf(facts), boardOf(delivered(facts, order, again))];
        expect(JSON.stringify(publicBoardAt(other, now))).toBe(JSON.stringify(publicBoardAt(one, now)));
        expect(JSON.stringify(staffBoardAt(other, now))).toBe(JSON.stringify(staffBoardAt(one, now)));
      }),
      { numRuns: 150 },
    );
  });

  test('folds to the same board when far more is said than is kept, with checkpoints in the middle', () => {
    const many = fc.array(fc.tuple(fc.nat({ max: 300 }), fc.constantFrom('down', 'working', 'degraded')), {
      minLength: STATEMENTS_KEPT + 1,
      maxLength: 4 * STATEMENTS_KEPT,
    });
    fc.assert(
      fc.property(many, fc.record(deliveries), fc.integer({ min: 1, max: 30 }), (said, { order, again }, every) => {
        const facts = said.map(([minute, internet], n) =>
          report(
            'clayton',
            { it: { internet: internet as 'down' }, confirm: true },
            { at: at('08:00') + minute * 60_000, seq: 101 + n },
          ),
        );
        let board: Board = EMPTY_BOARD;
        delivered(facts, order, again).forEach((fact, n) => {
          board = foldFact(n % every === 0 ? asKept(board) : board, fact);
        });
        expect(board).toEqual(boardOf(facts));
        expect(board.branches.clayton?.it.internet).toHaveLength(STATEMENTS_KEPT);
      }),
      { numRuns: 60 },
    );
  });
});

describe('a kept board', () => {
  test('is the same after it was written as JSON and read again', () => {
    fc.assert(
      fc.property(factsAt(nearbyInstants), fc.nat(), (facts, cut) => {
        const half = cut % (facts.length + 1);
        const kept: Board = JSON.parse(JSON.stringify(boardOf(facts.slice(0, half))));
        expect(foldFacts(kept, facts.slice(half))).toEqual(boardOf(facts));
      }),
      { numRuns: 200 },
    );
  });

  test('is not changed by folding more into it', () => {
    fc.assert(
      fc.property(factsAt(nearbyInstants), (facts) => {
        const board = boardOf(facts.slice(0, 10));
        const before = JSON.stringify(board);
        foldFacts(board, facts.slice(10));
        expect(JSON.stringify(board)).toBe(before);
      }),
      { numRuns: 50 },
    );
  });
});

describe('what is known', () => {
  test('reaches to the highest seq, and for patients to the highest that they see something of', () => {
    const facts = [
      ...setUp(),
      report('clayton', { it: ALL_WORKING }, { at: at('08:05'), seq: 101 }),
      report('clayton', { note: 'for staff' }, { at: at('08:06'), seq: 102 }),
    ];
    const { seq, publicSeq, branches } = boardOf(facts);
    expect([seq, publicSeq, branches.clayton?.personSeq]).toEqual([102, 101, 102]);
  });

  test('a branch that was never set up is on no page', () => {
    const board = boardOf([report('nowhere', { it: ALL_WORKING }, { at: at('08:05'), seq: 1 })]);
    expect(publicBoardAt(board, at('09:00')).branches).toEqual([]);
  });

  test('what was said before a branch was set up counts once it is', () => {
    const early = report('clayton', { it: ALL_WORKING }, { at: at('08:05'), seq: 200 });
    expect(patientsSee('clayton', [early], at('09:00')).state).toBe('normal');
    expect(boardOf([early, ...setUp()])).toEqual(boardOf([...setUp(), early]));
  });

  test('two surgeries of one name stand in the same order everywhere', () => {
    const [first, second] = setUp().map((fact) => ({ ...fact, branch: { ...fact.branch, name: 'Same' } }));
    if (!first || !second) throw new Error('no sample');
    const names = (facts: readonly Fact[]) =>
      publicBoardAt(boardOf(facts), at('09:00')).branches.map(({ slug }) => slug);
    expect(names([second, first])).toEqual(names([first, second]));
  });

  test('the summary never counts as working a surgery without valid evidence about its IT', () => {
    const today = DAYS[0] ?? 0;
    // Of few facts each stands alone: what many hide shows.
    const some = fc.constantFrom(3, 40).chain((most) => factsAt(instantsOf(today), most));
    fc.assert(
      fc.property(some, instantsOf(today + 86_400_000), (facts, now) => {
        const { branches, summary } = publicBoardAt(boardOf(facts), now);
        const working = branches.filter(({ state }) => state === 'normal');
        expect(summary.working).toBe(working.length);
        for (const { slug, services } of working) {
          expect([services.internet, services.records]).toContain('working');
          const setting = boardOf(facts).branches[slug]?.setting?.value;
          const settings = boardOf(facts).practice?.value ?? DEFAULT_SETTINGS;
          const opened = setting && openedAt(openingRules(setting, settings), now, settings.timeZone);
          const spoken = facts.some((fact) => {
            if (fact.at > now) return false;
            // A word holds for a day at most, and a sender has to be heard since the doors opened.
            if (fact.kind === 'report')
              return fact.branch === slug && now - fact.at <= DAY && (fact.it ?? fact.confirm);
            if (fact.kind !== 'signal' || fact.branch !== slug || !fact.public) return false;
            return fact.contact === 'heard' && (fact.lastBeatAt ?? fact.at) >= (opened ?? 0);
          });
          expect(spoken).toBe(true);
        }
      }),
      { numRuns: 1_000 },
    );
  });
});
