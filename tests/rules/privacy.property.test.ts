import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { Check } from 'typebox/value';
import { type Fact, SERVICES } from '../../shared/facts/fact.ts';
import { toIso } from '../../shared/practice/instant.ts';
import { PublicBoard } from '../../shared/wire/public-board.ts';
import { StaffBoard } from '../../shared/wire/staff-board.ts';
import {
  ALL_WORKING,
  alertSaid,
  boardOf,
  branchSet,
  incident,
  london,
  probe,
  publicBoardAt,
  report,
  sampleBranch,
  SET_UP,
  setUp,
  signal,
  staffBoardAt,
  tick,
} from '../support/facts.ts';
import { SLUGS, STAFF_MARKER, storiesWithClock } from '../support/fact-arbitraries.ts';

const at = (time: string) => london(`2019-12-31 ${time}`);

/** Every key of a JSON value, at any depth. */
function keysOf(value: unknown): string[] {
  if (typeof value !== 'object' || value === null) return [];
  const own = Array.isArray(value) ? [] : Object.keys(value);
  return [...own, ...Object.values(value).flatMap(keysOf)];
}

/** Every number of a JSON value, also those inside its texts. */
function numbersOf(value: unknown): string[] {
  return JSON.stringify(value).match(/\d+/g) ?? [];
}

const STAFF_KEYS = [
  'offSick',
  'away',
  'locums',
  'note',
  'notes',
  'by',
  'said',
  'actor',
  'actorName',
  'onBehalf',
  'disputed',
  'check',
  'checks',
  'confirmDue',
  'implied',
  'lastBeatAt',
  'listSize',
  'totals',
  'alert',
  'odsCode',
  'providers',
  'expectedGps',
  'escalations',
  'reference',
  'checklist',
  'severity',
  'noticeControl',
  'declared',
  'recent',
  'log',
  'reason',
];

describe('what patients see of any board', () => {
  test('holds no fact of staff', () => {
    fc.assert(
      fc.property(storiesWithClock, ({ facts, now }) => {
        const view = publicBoardAt(boardOf(facts), now);
        const bytes = JSON.stringify(view);
        expect(bytes).not.toContain(STAFF_MARKER);
        expect(bytes).not.toMatch(/"(?:late|suspect)"/);
        expect(keysOf(view).filter((key) => STAFF_KEYS.includes(key))).toEqual([]);
      }),
      { numRuns: 300 },
    );
  });

  test('has the shape of the contract, and so has what staff see', () => {
    fc.assert(
      fc.property(storiesWithClock, ({ facts, now }) => {
        const board = boardOf(facts);
        // As it travels: what JSON drops must not be missed.
        expect(Check(PublicBoard, JSON.parse(JSON.stringify(publicBoardAt(board, now))))).toBe(true);
        expect(Check(StaffBoard, JSON.parse(JSON.stringify(staffBoardAt(board, now))))).toBe(true);
      }),
      { numRuns: 200 },
    );
  });

  test('holds none of the counts that are for staff, while staff see each of them', () => {
    const counts = { expected: 90, offSick: 37, away: 43, locums: 71 };
    const facts = [...setUp(), report('clayton', { it: ALL_WORKING, gps: counts }, { at: at('08:05'), seq: 101 })];
    const numbers = numbersOf(publicBoardAt(boardOf(facts), at('09:00')).branches);
    const staff = numbersOf(staffBoardAt(boardOf(facts), at('09:00')).branches);

    expect(['37', '43', '71'].filter((count) => numbers.includes(count))).toEqual([]);
    expect(['37', '43', '71'].filter((count) => staff.includes(count))).toEqual(['37', '43', '71']);
    expect(numbers).toContain('81');
  });

  test('holds no number of GPs of a small surgery or one that chose words, in no sentence either', () => {
    for (const changes of [{}, { gpWording: 'words' as const }]) {
      const expected = changes.gpWording ? 97 : 4;
      const facts = [
        branchSet(sampleBranch('clayton', { ...changes, phone: '', address: '', postcode: '', position: null }), {
          at: SET_UP,
          seq: 1,
        }),
        report(
          'clayton',
          { it: ALL_WORKING, gps: { expected, offSick: expected - 1, away: 0, locums: 0 } },
          { at: at('08:05'), seq: 2 },
        ),
      ];
      const { gps, timeline, sentence } = publicBoardAt(boardOf(facts), at('09:00')).branches[0] ?? {};
      const { notice } = publicBoardAt(boardOf(facts), at('09:00'));
      const words = [sentence, ...(timeline ?? []).map((entry) => entry.sentence), JSON.stringify(notice?.text)].join(
        ' ',
      );
      expect(gps).toEqual({ level: 'few' });
      expect(words.replaceAll(/111|18001|under 5|\d+(?::\d\d)?[ap]m/g, '')).not.toMatch(/\d/);
    }
  });
});

/** What is said for staff alone, about any of the branches at any time of the story. */
const staffOnly = fc.array(
  fc.tuple(
    fc.constantFrom(...SLUGS),
    fc.constantFrom('note', 'late', 'suspect', 'heard'),
    fc.integer({ min: -36 * 60, max: 48 * 60 }),
  ),
  { minLength: 1, maxLength: 60 },
);

describe('facts for staff alone', () => {
  test('change no byte and no position of what patients see, in whatever number', () => {
    fc.assert(
      fc.property(storiesWithClock, staffOnly, ({ facts, now }, extras) => {
        const added: Fact[] = extras.map(([slug, what, minutesFrom], n) => {
          const place = { at: now + minutesFrom * 60_000, seq: 5_000 + n };
          return what === 'note'
            ? report(slug, { note: `${STAFF_MARKER} ${n}` }, place)
            : signal(slug, what as 'late', { ...place, lastBeatAt: place.at - 50_000, public: false });
        });
        const [before, after] = [boardOf(facts), boardOf([...facts, ...added])];

        expect(after.publicSeq).toBe(before.publicSeq);
        expect(JSON.stringify(publicBoardAt(after, now))).toBe(JSON.stringify(publicBoardAt(before, now)));
      }),
      { numRuns: 300 },
    );
  });

  test.each<[string, Fact]>([
    ['a note', report('clayton', { note: STAFF_MARKER }, { at: at('09:00'), seq: 500 })],
    ['a note that is taken away', report('clayton', { note: null }, { at: at('09:00'), seq: 500 })],
    ['late contact', signal('clayton', 'late', { at: at('09:00'), seq: 500, lastBeatAt: at('08:59') })],
    ['suspect contact', signal('clayton', 'suspect', { at: at('09:00'), seq: 500, lastBeatAt: at('08:59') })],
    [
      'an escalation',
      incident(9, { escalation: { to: 'icb', reference: STAFF_MARKER } }, { at: at('09:00'), seq: 500 }),
    ],
    ['an update for staff', incident(9, { staff: STAFF_MARKER }, { at: at('09:00'), seq: 500 })],
    ['a promised next update', incident(9, { nextUpdateAt: at('11:15') }, { at: at('09:00'), seq: 500 })],
    ['a tick', tick(9, 'icb', { at: at('09:00'), seq: 500 })],
    ['a tick of the notice', tick(null, 'dos-lead', { at: at('09:00'), seq: 500 })],
    ['a declared alert state', alertSaid('clayton', 'BLACK', { at: at('09:00'), seq: 500 })],
    [
      'the way back from them',
      signal('clayton', 'heard', { at: at('09:00'), seq: 500, lastBeatAt: at('09:00'), public: false }),
    ],
  ])('%s moves the position of staff and not that of patients', (_, fact) => {
    const board = boardOf([...setUp(), fact]);
    expect([board.seq, board.publicSeq]).toEqual([500, 18]);
    expect(publicBoardAt(board, at('10:00'))).toEqual(publicBoardAt(boardOf(setUp()), at('10:00')));
  });

  test.each(
    SERVICES.flatMap((service) => (['working', 'degraded', 'down'] as const).map((state) => [service, state] as const)),
  )(
    'a check of %s that finds "%s", which a person had said, shows nothing of itself but that something was heard',
    (service, state) => {
      const facts: Fact[] = [
        ...setUp(),
        signal('clayton', 'heard', { at: at('08:00'), seq: 101 }),
        report('clayton', { it: { ...ALL_WORKING, [service]: state } }, { at: at('08:05'), seq: 102 }),
      ];
      const found = probe('clayton', service, state, { at: at('09:00'), seq: 103 });
      const [before, after] = [facts, [...facts, found]].map((told) =>
        publicBoardAt(boardOf(told), at('10:00')).branches.map(({ heardAt: _heard, ...shown }) => shown),
      );
      expect(after).toEqual(before);
    },
  );

  test('a note beside something for patients is a fact for patients, without the note', () => {
    const fact = report('clayton', { note: STAFF_MARKER, access: 'open' }, { at: at('09:00'), seq: 500 });
    const board = boardOf([...setUp(), fact]);
    expect(board.publicSeq).toBe(500);
    expect(JSON.stringify(publicBoardAt(board, at('10:00')))).not.toContain(STAFF_MARKER);
    expect(staffBoardAt(board, at('10:00')).branches.find(({ slug }) => slug === 'clayton')?.note).toEqual({
      text: STAFF_MARKER,
      said: { by: 'Sam Lead', at: toIso(at('09:00')), seq: 500, onBehalf: false },
    });
  });
});
