import { describe, expect, test } from 'vitest';
import { ENGLISH_TOLD } from '../../shared/words/told.ts';
import { announce as announceIn } from '../../web/public/announcement.ts';
import { arrange, arrangeSurgery } from '../../web/public/arrangement.ts';
import { difference } from '../../web/public/difference.ts';
import { linked } from '../../web/public/linked-text.ts';
import type { PageView } from '../../web/public/page-view.ts';
import { ENGLISH_LATER } from '../../web/public/say-later.ts';
import { ENGLISH_TONGUE } from '../../web/public/tongue.ts';
import { isReading, PUT_DOWN_MS, type ReadingSigns } from '../../web/public/reading.ts';
import {
  allWell,
  at,
  boardOf,
  claytonDown,
  incident,
  OUTAGE,
  SCENES,
  type Story,
  say,
  silence,
} from '../support/public-boards.ts';

function announce(before: PageView, after: PageView, slug: string | null = null): string | null {
  return announceIn(before, after, slug, ENGLISH_LATER, ENGLISH_TOLD);
}

function view(story: Story, clock = '10:42', freshness: PageView['freshness'] = 'live'): PageView {
  const now = at(clock);
  return { board: boardOf(story, now), now, checkedAt: now, freshness, clockRuns: true, tongue: ENGLISH_TONGUE };
}

describe('where a surgery stands', () => {
  test('the troubled stand first: broken, then silent, then limited, each by name', () => {
    expect(arrange(SCENES.many().board).groups.troubled).toEqual([
      'clayton',
      'eye-church',
      'hampton-vale',
      'minster-yard',
      'orton-mere',
      'paston-ridge',
      'stanway',
      'yaxham',
      'thorney-dyke',
      'whittle-bridge',
      'wisbeck-quay',
    ]);
  });

  test.each(Object.entries(SCENES))('%s: every surgery stands in exactly one place', (_, make) => {
    const { board } = make();
    const { groups } = arrange(board);
    const all = Object.values(groups).flat();
    expect(all.toSorted()).toEqual(board.branches.map(({ slug }) => slug).toSorted());
  });

  test("only the notice can move on a surgery's own page, and only for that surgery", () => {
    const { board } = SCENES.trouble();
    expect(arrangeSurgery(board, 'clayton').notice).toBe(true);
    expect(arrangeSurgery(board, 'yaxham').notice).toBe(false);
  });
});

describe('what a new arrangement would move', () => {
  const calm = arrange(SCENES.normal().board);
  const trouble = arrange(SCENES.trouble().board);

  test.each([
    ['nothing', calm, calm, null],
    ['the surgery in trouble, and the notice', calm, trouble, { notice: true, incident: null, slugs: ['clayton'] }],
    ['both back', trouble, calm, { notice: true, incident: null, slugs: ['clayton'] }],
  ])('%s', (_, shown, wanted, expected) => {
    expect(difference(shown, wanted)).toEqual(expected);
  });

  describe('of incidents', () => {
    const before = claytonDown();
    const id = before.facts.length + 1;
    const opened = incident(before, '09:06', OUTAGE);
    const updated = incident(opened, '09:40', { public: 'More.' }, id);
    const over = incident(updated, '10:00', { resolved: true }, id);
    const on = (story: Story) => arrange(boardOf(story, at('10:42')));
    test.each<[string, Story, Story, ReturnType<typeof difference>]>([
      ['a new one comes into view', before, opened, { notice: false, incident: id, slugs: [] }],
      ['an update moves nothing', opened, updated, null],
      ['one that is over goes to the quiet list', opened, over, { notice: false, incident: null, slugs: [] }],
    ])('%s', (_, shown, wanted, expected) => {
      expect(difference(on(shown), on(wanted))).toEqual(expected);
    });

    test("a surgery's own page has its own", () => {
      const board = boardOf(opened, at('10:42'));
      expect(arrangeSurgery(board, 'clayton').incidents).toEqual({ open: [id], over: [] });
      expect(arrangeSurgery(board, 'yaxham').incidents).toEqual({ open: [], over: [] });
      expect(arrangeSurgery(boardOf(over, at('10:42')), 'clayton').incidents).toEqual({ open: [], over: [id] });
    });
  });

  test('a change that keeps everything in its place moves nothing', () => {
    const busier = say(claytonDown(), 'clayton', '10:00', { gps: { expected: 8, offSick: 5, away: 0, locums: 0 } });
    expect(difference(trouble, arrange(boardOf(busier, at('10:42'))))).toBeNull();
  });
});

describe('whether somebody reads', () => {
  const put: ReadingSigns = {
    scrollY: 0,
    sinceTouch: null,
    pointerOnControl: false,
    focusInside: false,
    searching: false,
  };
  test.each<[string, Partial<ReadingSigns>, boolean]>([
    ['nobody touched it', {}, false],
    ['scrolled by a little', { scrollY: 1 }, true],
    ['just tapped', { sinceTouch: 0 }, true],
    ['tapped, not yet put down', { sinceTouch: PUT_DOWN_MS - 1 }, true],
    ['tapped, then put down', { sinceTouch: PUT_DOWN_MS }, false],
    ['about to click', { pointerOnControl: true }, true],
    ['a control has the focus', { focusInside: true }, true],
    ['something is typed', { searching: true }, true],
  ])('%s: %j', (_, signs, expected) => {
    expect(isReading({ ...put, ...signs })).toBe(expected);
  });
});

describe('the one text of a change', () => {
  const calm = allWell();
  const down = claytonDown();
  const id = down.facts.length + 1;
  const opened = incident(down, '09:06', OUTAGE);
  const fiveOff = { gps: { expected: 8, offSick: 3, away: 0, locums: 0 } };
  const notice = 'If it is urgent and you cannot reach Clayton Surgery, use NHS 111.';
  test.each<[string, PageView, PageView, string | null]>([
    ['nothing changed', view(calm), view(calm), null],
    ['only a minute went by', view(calm), view(calm, '10:43'), null],
    ['trouble starts', view(calm), view(down), `Clayton Surgery has a problem. ${notice}`],
    [
      'trouble ends',
      view(down),
      view(calm),
      'Clayton Surgery is working normally. The NHS 111 advice that was shown here has ended.',
    ],
    [
      'more GPs come in',
      view(down),
      view(say(down, 'clayton', '10:30', fiveOff)),
      'GPs at Clayton Surgery: 5 of 8 in today.',
    ],
    [
      'a message',
      view(down),
      view(say(down, 'clayton', '10:30', { message: 'Please phone first.' })),
      'Message from Clayton Surgery: Please phone first.',
    ],
    [
      'one service comes back',
      view(down),
      view(say(down, 'clayton', '10:30', { it: { prescriptions: 'working' } })),
      'At Clayton Surgery: prescriptions working.',
    ],
    [
      'a surgery goes quiet',
      view(calm),
      view(silence(calm, 'yaxham', '10:35', '10:32')),
      'We have not heard from Yaxham Surgery since 10:32am. If it is urgent and you cannot reach Yaxham Surgery, use NHS 111.',
    ],
    [
      'an incident is opened',
      view(down),
      view(opened),
      'The internet at Clayton Surgery is not working. Engineers are looking for the fault.',
    ],
    [
      'an incident has an update',
      view(opened),
      view(incident(opened, '10:00', { public: 'The engineer is there' }, id)),
      'Update: The internet at Clayton Surgery is not working. The engineer is there.',
    ],
    [
      'an incident has an update for staff',
      view(opened),
      view(incident(opened, '10:00', { staff: 'Cut fibre.' }, id)),
      null,
    ],
    [
      'an incident is over',
      view(opened),
      view(incident(opened, '10:00', { resolved: true, public: 'All is well.' }, id)),
      'Solved: The internet at Clayton Surgery is not working. All is well.',
    ],
    ['an incident that is over is hidden', view(incident(opened, '10:00', { resolved: true }, id)), view(down), null],
    ['the page is cut off', view(calm), view(calm, '10:44', 'stale'), 'This page is not live any more.'],
    ['it stays cut off', view(calm, '10:44', 'stale'), view(calm, '10:54', 'dead'), null],
    ['it is back', view(calm, '10:54', 'dead'), view(calm, '10:55'), 'This page is live again.'],
    ['a short gap', view(calm), view(calm, '10:43', 'reconnecting'), null],
  ])('%s', (_, before, after, expected) => {
    expect(announce(before, after)).toBe(expected);
  });

  test('several surgeries at once are counted, with the sentence of the day', () => {
    const text = announce(view(calm), view(say(down, 'yaxham', '10:00', { it: { records: 'down' } })));
    expect(text).toMatch(/^2 surgeries changed\. 16 of 18 surgeries are working normally\. 2 have a problem\./);
  });

  test("a surgery's own page is silent about the others", () => {
    expect(announce(view(calm), view(down), 'yaxham')).toBeNull();
    expect(announce(view(down), view(opened), 'yaxham')).toBeNull();
    expect(announce(view(calm), view(down), 'clayton')).toBe(`Clayton Surgery has a problem. ${notice}`);
  });
});

describe('links in our own sentences', () => {
  const hrefs = (sentence: string) =>
    linked(sentence).flatMap((part) => (typeof part === 'string' ? [] : [String(part.values[0])]));
  test.each([
    ['Go to NHS 111 online (111.nhs.uk) or call 111.', ['https://111.nhs.uk', 'tel:111']],
    ['In an emergency, call 999.', ['tel:999']],
    ['Go to 111.nhs.uk/emergency-prescription or call 111.', ['https://111.nhs.uk/emergency-prescription', 'tel:111']],
    ['Phone Clayton Surgery on 01632 960001.', ['tel:01632960001']],
    ['By textphone, call 18001 111.', []],
    ['4 of 8 GPs are in today.', []],
  ])('%s', (sentence, expected) => {
    expect(hrefs(sentence)).toEqual(expected);
  });
});
