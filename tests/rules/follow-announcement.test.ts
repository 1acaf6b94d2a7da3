import { describe, expect, test } from 'vitest';
import { beginTelling, decideAnnouncement, type SeenBoard } from '../../shared/follow/decide-announcement.ts';
import { decideOwed, type Follows, type Owed } from '../../shared/follow/decide-owed.ts';
import type { Standing } from '../../shared/follow/standing.ts';
import { HOUR, type Instant, MINUTE, SECOND, toIso } from '../../shared/practice/instant.ts';
import type { BranchStateName } from '../../shared/wire/public-board.ts';

const MORNING = Date.UTC(2019, 11, 31, 9, 0);
const ALL: Follows = { branches: null, kinds: ['trouble', 'planned'] };
const NOTHING: Owed = { starts: [], ends: [], planned: [] };

type Work = SeenBoard['planned'][number];
type Incident = SeenBoard['incidents'][number];

const work = (from: Instant, to: Instant, branches: readonly string[] = ['clayton'], title = 'New router'): Work => ({
  id: 7,
  title,
  branches: [...branches],
  services: ['internet'],
  from: toIso(from),
  to: toIso(to),
});

/** A board that is changed by hand, looked at every 2 s, and somebody who is told at once. */
function begin(follows: Follows = ALL, start = MORNING) {
  let board: SeenBoard = {
    branches: ['clayton', 'dereham', 'yaxham'].map((slug) => ({ slug, state: 'normal' as BranchStateName })),
    incidents: [],
    planned: [],
  };
  let now = start;
  let kept = beginTelling(board, now);
  let told: Standing = kept.standing;
  const messages: { readonly after: number; readonly owed: Owed }[] = [];

  function look(): void {
    const decided = decideAnnouncement(kept, board, now);
    kept = decided.kept;
    if (!decided.isNews) return;
    const { owed } = decideOwed(follows, { standing: told, except: {} }, kept.standing, board);
    told = kept.standing;
    if (JSON.stringify(owed) !== JSON.stringify(NOTHING)) messages.push({ after: now - start, owed });
  }

  return {
    messages,
    now: () => now,
    state(slug: string, state: BranchStateName) {
      const branches = board.branches.map((one) => (one.slug === slug ? { slug, state } : one));
      board = { ...board, branches };
    },
    plan(planned: readonly Work[]) {
      board = { ...board, planned };
    },
    incidents(incidents: readonly Incident[]) {
      board = { ...board, incidents };
    },
    wait(ms: number) {
      for (const end = now + ms; now < end; ) {
        now += 2 * SECOND;
        look();
      }
    },
    /** The messages so far, each as "12m start clayton". */
    log: () =>
      messages.map(({ after, owed: { starts, ends, planned } }) =>
        [
          `${Math.round(after / MINUTE)}m`,
          ...starts.map((slug) => `start ${slug}`),
          ...ends.map((slug) => `end ${slug}`),
          ...planned.map(({ stage }) => stage),
        ].join(' '),
      ),
  };
}

describe('what followers are told of trouble', () => {
  test('is told once it has lasted a minute, and its end once that has lasted five', () => {
    const practice = begin();
    practice.state('clayton', 'degraded');
    practice.wait(58 * SECOND);
    expect(practice.log()).toEqual([]);
    practice.wait(10 * MINUTE);
    practice.state('clayton', 'normal');
    practice.wait(4 * MINUTE);
    expect(practice.log()).toEqual(['1m start clayton']);
    practice.wait(2 * MINUTE);
    expect(practice.log()).toEqual(['1m start clayton', '16m end clayton']);
  });

  test('is nothing when it was put right within a minute', () => {
    const practice = begin();
    practice.state('clayton', 'degraded');
    practice.wait(50 * SECOND);
    practice.state('clayton', 'normal');
    practice.wait(HOUR);
    expect(practice.log()).toEqual([]);
  });

  test('is one message for a line that comes and goes', () => {
    const practice = begin();
    for (let turn = 0; turn < 10; turn += 1) {
      practice.state('clayton', 'degraded');
      practice.wait(2 * MINUTE);
      practice.state('clayton', 'limited');
      practice.wait(3 * MINUTE);
    }
    practice.wait(HOUR);
    expect(practice.log()).toEqual(['1m start clayton', '52m end clayton']);
  });

  test('waits for half an hour before the second end within an hour', () => {
    const practice = begin();
    for (let turn = 0; turn < 3; turn += 1) {
      practice.state('clayton', 'degraded');
      practice.wait(5 * MINUTE);
      practice.state('clayton', 'normal');
      practice.wait(7 * MINUTE);
    }
    practice.wait(HOUR);
    expect(practice.log()).toEqual(['1m start clayton', '10m end clayton', '13m start clayton', '59m end clayton']);
  });

  test('is one message for surgeries that fail and come back within a minute of each other', () => {
    const practice = begin();
    practice.state('clayton', 'degraded');
    practice.wait(20 * SECOND);
    practice.state('dereham', 'degraded');
    practice.wait(30 * SECOND);
    practice.state('yaxham', 'degraded');
    practice.wait(20 * MINUTE);
    for (const slug of ['clayton', 'dereham', 'yaxham']) {
      practice.state(slug, 'normal');
      practice.wait(15 * SECOND);
    }
    practice.wait(20 * MINUTE);
    expect(practice.log()).toEqual([
      '2m start clayton start dereham start yaxham',
      '26m end clayton end dereham end yaxham',
    ]);
  });

  test('does not hold up trouble at one surgery for the next that fails a minute later', () => {
    const practice = begin();
    practice.state('clayton', 'degraded');
    practice.wait(70 * SECOND);
    practice.state('dereham', 'degraded');
    practice.wait(5 * MINUTE);
    expect(practice.log()).toEqual(['1m start clayton', '2m start dereham']);
  });

  test('keeps messages on one incident over several surgeries 5 minutes apart', () => {
    const practice = begin();
    const affected = ['clayton', 'dereham', 'yaxham'];
    practice.incidents([{ id: 4, status: 'open', branches: affected, affected }]);
    practice.state('clayton', 'degraded');
    practice.wait(2 * MINUTE);
    practice.state('dereham', 'degraded');
    practice.wait(2 * MINUTE);
    practice.state('yaxham', 'degraded');
    practice.wait(10 * MINUTE);
    expect(practice.log()).toEqual(['1m start clayton', '6m start dereham start yaxham']);
  });

  test('is no end because a surgery closes, or lets nobody know', () => {
    const practice = begin();
    practice.state('clayton', 'degraded');
    practice.wait(5 * MINUTE);
    practice.state('clayton', 'closed');
    practice.wait(12 * HOUR);
    practice.state('clayton', 'unknown');
    practice.wait(HOUR);
    expect(practice.log()).toEqual(['1m start clayton']);
    practice.state('clayton', 'normal');
    practice.wait(6 * MINUTE);
    expect(practice.log()).toEqual(['1m start clayton', '790m end clayton']);
  });

  test('is told of the surgeries alone that somebody follows', () => {
    const practice = begin({ branches: ['yaxham'], kinds: ['trouble'] });
    practice.state('clayton', 'degraded');
    practice.state('yaxham', 'degraded');
    practice.plan([work(MORNING + HOUR, MORNING + 2 * HOUR, ['yaxham'])]);
    practice.wait(5 * MINUTE);
    expect(practice.log()).toEqual(['1m start yaxham']);
  });
});

describe('what followers are told of planned work', () => {
  const tomorrow = MORNING + 25 * HOUR;

  test('is told when it is put up, moved, about to start, and not again', () => {
    const practice = begin();
    practice.plan([work(tomorrow, tomorrow + HOUR)]);
    practice.wait(10 * MINUTE);
    practice.plan([work(tomorrow + HOUR, tomorrow + 2 * HOUR)]);
    practice.wait(27 * HOUR - 10 * MINUTE);
    practice.plan([]);
    practice.wait(HOUR);
    expect(practice.log()).toEqual(['1m put-up', '11m changed', `${25 * 60}m soon`]);
  });

  test('is one message however often it is corrected within a minute, and none for a better title', () => {
    const practice = begin();
    for (const title of ['Ruter', 'Router', 'New router']) {
      practice.plan([work(tomorrow, tomorrow + (title.length * HOUR) / 10, ['clayton'], title)]);
      practice.wait(30 * SECOND);
    }
    practice.wait(5 * MINUTE);
    practice.plan([work(tomorrow, tomorrow + HOUR, ['clayton'], 'A faster line')]);
    practice.wait(5 * MINUTE);
    expect(practice.log()).toEqual(['2m put-up']);
  });

  test('is told when it is called off, and when it is put up again', () => {
    const practice = begin();
    practice.plan([work(tomorrow, tomorrow + HOUR)]);
    practice.wait(5 * MINUTE);
    practice.plan([]);
    practice.wait(5 * MINUTE);
    practice.plan([work(tomorrow, tomorrow + HOUR)]);
    practice.wait(5 * MINUTE);
    expect(practice.log()).toEqual(['1m put-up', '6m called-off', '11m put-up']);
  });

  test('is not told again as soon to start by whoever put it up this morning', () => {
    const practice = begin();
    practice.plan([work(MORNING + 3 * HOUR, MORNING + 4 * HOUR)]);
    practice.wait(5 * HOUR);
    expect(practice.log()).toEqual(['1m put-up']);
  });

  test('is told to those it was told to before it moved to other surgeries', () => {
    const practice = begin({ branches: ['clayton'], kinds: ['planned'] });
    practice.plan([work(tomorrow, tomorrow + HOUR, ['clayton'])]);
    practice.wait(5 * MINUTE);
    practice.plan([work(tomorrow, tomorrow + HOUR, ['yaxham'])]);
    practice.wait(5 * MINUTE);
    expect(practice.log()).toEqual(['1m put-up', '6m changed']);
  });
});

describe('where telling begins', () => {
  test('what is so already is no news', () => {
    const board: SeenBoard = {
      branches: [{ slug: 'clayton', state: 'degraded' }],
      incidents: [],
      planned: [work(MORNING + HOUR, MORNING + 2 * HOUR)],
    };
    const kept = beginTelling(board, MORNING);
    expect(decideAnnouncement(kept, board, MORNING + HOUR / 2).isNews).toBe(false);
  });

  test('a surgery that left the practice is told of no more, and is no news', () => {
    const there: SeenBoard = { branches: [{ slug: 'clayton', state: 'degraded' }], incidents: [], planned: [] };
    const gone: SeenBoard = { ...there, branches: [] };
    const { kept } = decideAnnouncement(beginTelling(there, MORNING), gone, MORNING + HOUR);
    expect(kept.standing.trouble).toEqual({});
    expect(
      decideOwed(ALL, { standing: beginTelling(there, MORNING).standing, except: {} }, kept.standing, gone),
    ).toEqual({ owed: NOTHING, except: {} });
  });
});
