import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import type { Board } from '../../shared/board/board.ts';
import { EMPTY_BOARD, foldFact } from '../../shared/board/fold.ts';
import { INCIDENTS_KEPT } from '../../shared/board/fold-incident.ts';
import type { Fact } from '../../shared/facts/fact.ts';
import type { IncidentSays } from '../../shared/facts/incident.ts';
import { MINUTE } from '../../shared/practice/instant.ts';
import { boardOf, incident, london, publicBoardAt, setUp, staffBoardAt, tick } from '../support/facts.ts';

const NOON = london('2019-12-31 12:00');
const OPENS: IncidentSays = {
  title: 'The record system does not answer',
  severity: 'major',
  branches: ['clayton', 'yaxham'],
  services: ['records'],
  shown: true,
};

function positionAfter(opens: IncidentSays, ...then: readonly IncidentSays[]): number {
  const said = [{ ...OPENS, ...opens }, ...then];
  return boardOf([...setUp(), ...said.map((says, n) => incident(101, says, { at: NOON + n, seq: 101 + n }))]).publicSeq;
}

describe('the position of what patients see', () => {
  test.each<[string, number, readonly [IncidentSays, ...IncidentSays[]]]>([
    ['moves with an incident that is shown', 101, [{}]],
    ['stays with a minor one that is not', 18, [{ shown: false, severity: 'minor' }]],
    ['moves with a hidden one that makes branches degraded', 101, [{ shown: false }]],
    ['moves with an update', 102, [{}, { public: 'Engineers are on their way.' }]],
    ['stays with an update of a hidden one', 101, [{ shown: false }, { public: 'Engineers are on their way.' }]],
    [
      'moves when it is shown at last, with all that was said of it meanwhile',
      103,
      [{ shown: false, severity: 'minor' }, { public: 'Engineers are on their way.' }, { shown: true }],
    ],
    ['stays when a major one is declared serious', 101, [{}, { severity: 'serious' }]],
    ['moves when a minor one is declared major', 102, [{ severity: 'minor' }, { severity: 'major' }]],
    ['moves when a branch has recovered', 102, [{}, { affected: ['yaxham'] }]],
    ['moves when a branch of a hidden one has recovered', 102, [{ shown: false }, { affected: ['yaxham'] }]],
    [
      'stays when a branch of a hidden minor one has recovered',
      18,
      [{ shown: false, severity: 'minor' }, { affected: ['yaxham'] }],
    ],
    ['stays when the same is said again', 101, [{}, { title: OPENS.title ?? '', services: ['records'] }]],
    ['moves when it is hidden', 102, [{}, { shown: false }]],
    ['moves when it is over', 102, [{}, { resolved: true }]],
    ['stays when a hidden minor one is over', 18, [{ shown: false, severity: 'minor' }, { resolved: true }]],
    ['stays with what is for staff', 101, [{}, { staff: 'Ticket open.' }, { nextUpdateAt: NOON }]],
  ])('%s', (_, seq, said) => {
    expect(positionAfter(...said)).toBe(seq);
  });

  const says: fc.Arbitrary<IncidentSays> = fc.record(
    {
      severity: fc.constantFrom('minor', 'major', 'serious'),
      branches: fc.subarray(['clayton', 'yaxham', 'stanway']),
      affected: fc.subarray(['clayton', 'yaxham', 'stanway']),
      services: fc.subarray(['records', 'phones']),
      shown: fc.boolean(),
      public: fc.constantFrom('Engineers are on their way.', 'We wait for news.', null),
      staff: fc.constant('Ticket open.'),
      resolved: fc.constant(true as const),
    },
    { requiredKeys: [] },
  );

  test('moves whenever they see another incident, another branch or another notice, and with nothing else', () => {
    fc.assert(
      fc.property(fc.array(says, { minLength: 1, maxLength: 12 }), (said) => {
        let board = boardOf(setUp());
        said.forEach((more, n) => {
          const value = n === 0 ? { ...OPENS, ...more } : more;
          const before = board;
          board = foldFact(board, incident(101, value, { at: NOON, seq: 101 + n }));
          const [was, is] = [before, board].map((other) => {
            const { seq: _seq, ...shown } = publicBoardAt(other, NOON);
            return JSON.stringify(shown);
          });
          if (was !== is) expect(board.publicSeq).toBe(101 + n);
          if (board.publicSeq === before.publicSeq) expect(is).toBe(was);
        });
      }),
      { numRuns: 300 },
    );
  });
});

describe('an incident that is still open', () => {
  const opens = (id: number): Fact => incident(id, OPENS, { at: NOON + id, seq: id });

  test('stays on the board however many come after it', () => {
    const later = Array.from({ length: INCIDENTS_KEPT + 50 }, (_, n) => 200 + 2 * n);
    const facts = later.flatMap((id) => [
      opens(id),
      incident(id, { resolved: true }, { at: NOON + id + 1, seq: id + 1 }),
    ]);
    const board = boardOf([...setUp(), opens(101), ...facts]);
    expect(staffBoardAt(board, NOON + MINUTE).incidents.at(-1)).toMatchObject({ id: 101, resolved: null });
    expect(board.incidents).toHaveLength(INCIDENTS_KEPT + 1);
  });

  test('stays, and what is over leaves, in whatever order and however often it is told', () => {
    const order = fc.infiniteStream(fc.nat({ max: 1_000 }));
    const story = fc.record({
      over: fc.array(fc.nat({ max: INCIDENTS_KEPT + 20 }), { minLength: 150, maxLength: 240 }),
      hidden: fc.nat({ max: 7 }),
      order,
      again: fc.array(fc.nat(), { maxLength: 30 }),
    });
    fc.assert(
      fc.property(story, ({ over, hidden, order: places, again }) => {
        const ids = Array.from({ length: INCIDENTS_KEPT + 21 }, (_, n) => 101 + 4 * n);
        const facts: Fact[] = ids.flatMap((id, n) => [
          incident(id, { ...OPENS, severity: 'minor', shown: n % 8 !== hidden }, { at: NOON, seq: id }),
          incident(id, { public: 'Engineers are on their way.' }, { at: NOON, seq: id + 1 }),
          ...(over.includes(n) ? [incident(id, { resolved: true }, { at: NOON, seq: id + 2 })] : []),
          ...(n % 5 === 0 ? [tick(id, 'icb', { at: NOON, seq: id + 3 })] : []),
        ]);
        const place = places.take(facts.length);
        const shuffled = facts
          .map((fact) => ({ fact, at: place.next().value ?? 0 }))
          .toSorted((a, b) => a.at - b.at)
          .map(({ fact }) => fact);
        let board: Board = EMPTY_BOARD;
        for (const fact of [...shuffled, ...again.flatMap((n) => facts[n % facts.length] ?? [])]) {
          board = foldFact(board, fact);
        }
        expect(board).toEqual(boardOf(facts));
        const open = ids.filter((_, n) => !over.includes(n));
        expect(board.incidents.map(({ id }) => id)).toEqual(expect.arrayContaining(open));
      }),
      { numRuns: 25 },
    );
  });
});
