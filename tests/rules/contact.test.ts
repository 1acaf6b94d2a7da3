import { describe, expect, test } from 'vitest';
import { silenceLimits } from '../../shared/contact/contact-limits.ts';
import { type ContactRecord, NEVER_HEARD } from '../../shared/contact/contact-record.ts';
import { hearBeat } from '../../shared/contact/hear-beat.ts';
import { beating, type ContactScript, runContact } from '../support/contact-run.ts';

const FIRST = '0 heard, public';

describe('a branch that falls silent', () => {
  test.each<[string, ContactScript, readonly string[]]>([
    ['one lost beat is nothing', { beats: [0, 20, 60, 80], until: 100 }, [FIRST]],
    [
      'three lost beats are suspect, and the next beat takes it back',
      { beats: [0, 80, 100], until: 120 },
      [FIRST, '45 late', '75 suspect', '80 heard'],
    ],
    ['44 s of silence are nothing', { beats: [0, 44], until: 60 }, [FIRST]],
    ['45 s are late', { beats: [0, 46], until: 60 }, [FIRST, '45 late', '46 heard']],
    [
      'a router that syncs again for 118 s is told to staff alone',
      { beats: [0, 118, 138], until: 140 },
      [FIRST, '45 late', '75 suspect', '118 heard'],
    ],
    [
      '179 s of silence are told to staff alone',
      { beats: [0, 179, 199], until: 200 },
      [FIRST, '45 late', '75 suspect', '179 heard'],
    ],
    [
      '181 s of silence are public from the 180th on',
      { beats: [0, 181, 201], until: 210 },
      [FIRST, '45 late', '75 suspect', '180 lost, public'],
    ],
    [
      'a sender every 30 s has 67.5, 112.5 and 270 s',
      { beats: [0], until: 300, every: 30 },
      [FIRST, '68 late', '113 suspect', '270 lost, public'],
    ],
  ])('%s', (_, script, moves) => {
    expect(runContact(script).moves).toEqual(moves);
  });

  test('that never had a sender is never missed', () => {
    expect(runContact({ beats: [], until: 1_000 })).toMatchObject({ moves: [], effects: [] });
  });

  test('starts its incident at the last good beat, however it was noticed and whatever beats come since', () => {
    const { record, outageFrom } = runContact({ beats: [...beating(0, 100), 400, 420], until: 430 });
    expect([record.state, outageFrom]).toEqual(['lost', 100]);
  });

  test('is asked about once, when it is suspect', () => {
    expect(runContact({ beats: [0], until: 400 }).effects).toEqual(['75 ask']);
  });

  test.each([
    [5_000, 45_000, 75_000, 180_000],
    [20_000, 45_000, 75_000, 180_000],
    [40_000, 90_000, 150_000, 360_000],
    [120_000, 270_000, 450_000, 1_080_000],
    [600_000, 270_000, 450_000, 1_080_000],
  ])('a sender that beats every %i ms is late, suspect, lost after %i, %i, %i ms', (every, late, suspect, lost) => {
    expect(silenceLimits(every)).toEqual({ late, suspect, lost });
  });
});

describe('what people say of a silent branch', () => {
  test.each<[string, ContactScript, readonly string[]]>([
    [
      'the lead confirms at 80 s: lost at once',
      { beats: [0], words: [['down', 80]], until: 200 },
      [FIRST, '45 late', '75 suspect', '80 lost, public'],
    ],
    [
      'said while it was late counts when it is suspect',
      { beats: [0], words: [['down', 50]], until: 100 },
      [FIRST, '45 late', '75 lost, public'],
    ],
    [
      'said before the last beat does not confirm this silence',
      { beats: [0, 20], words: [['down', 10]], until: 190 },
      [FIRST, '65 late', '95 suspect'],
    ],
    [
      'down while beats continue moves nothing here',
      { beats: beating(0, 300), words: [['down', 90]], until: 300 },
      [FIRST],
    ],
    [
      'it works, said while it is suspect, is asked again after 10 min, and is lost as after any suspicion',
      { beats: [0], words: [['works', 80]], until: 800 },
      [FIRST, '45 late', '75 suspect', '80 heard', '650 late', '680 suspect', '785 lost, public'],
    ],
    [
      'it works, said while it is lost, ends the notice, until 10 min later',
      { beats: [0], words: [['works', 200]], until: 800 },
      [FIRST, '45 late', '75 suspect', '180 lost, public', '200 heard, public', '770 late', '800 suspect'],
    ],
    [
      'it works, said before the last beat, says nothing of this silence',
      { beats: [0, 20], words: [['works', 10, 100]], until: 210 },
      [FIRST, '65 late', '95 suspect', '200 lost, public'],
    ],
    [
      'it works, and it beats: the dispute is over',
      { beats: [0, 100, 120], words: [['works', 80]], until: 170 },
      [FIRST, '45 late', '75 suspect', '80 heard', '165 late'],
    ],
    [
      'it works, said more than 10 min ago, takes no notice away',
      { beats: [0], words: [['works', 80, 690]], until: 800 },
      [FIRST, '45 late', '75 suspect', '180 lost, public'],
    ],
    [
      'it works, but down, one after the other: lost at once',
      {
        beats: [0],
        words: [
          ['works', 80],
          ['down', 90],
        ],
        until: 100,
      },
      [FIRST, '45 late', '75 suspect', '80 heard', '90 lost, public'],
    ],
    [
      'an older "works" does not undo a newer "down"',
      {
        beats: [0],
        words: [
          ['down', 90],
          ['works', 85, 120],
        ],
        until: 130,
      },
      [FIRST, '45 late', '75 suspect', '90 lost, public'],
    ],
  ])('%s', (_, script, moves) => {
    expect(runContact(script).moves).toEqual(moves);
  });

  test('a branch that works by word and is silent is disputed until it beats', () => {
    const words = [['works', 80]] as const;
    expect(runContact({ beats: [0], words, until: 85 }).record.disputedSince).not.toBeNull();
    expect(runContact({ beats: [0, 90], words, until: 95 }).record.disputedSince).toBeNull();
  });

  test('asking again about the same silence is no second fall', () => {
    const { record, effects } = runContact({ beats: [0], words: [['works', 80]], until: 700 });
    expect(record.falls).toHaveLength(1);
    expect(effects).toEqual(['75 ask', '680 ask']);
  });
});

describe('a lost branch that beats again', () => {
  const LOST = [FIRST, '45 late', '75 suspect', '180 lost, public'];

  test.each<[string, ContactScript, readonly string[]]>([
    ['two beats are not enough', { beats: [0, 200, 220], until: 600 }, LOST],
    [
      'three in a row are on trial, and 5 min later it is well',
      { beats: [0, ...beating(200, 600)], until: 600 },
      [...LOST, '240 recovering, public', '540 heard, public'],
    ],
    [
      'three with a gap are not in a row',
      { beats: [0, 200, 220, 280, 300, 320], until: 330 },
      [...LOST, '320 recovering, public'],
    ],
    [
      'a gap while on trial begins the 5 min anew',
      { beats: [0, ...beating(200, 400), ...beating(450, 800)], until: 800 },
      [...LOST, '240 recovering, public', '750 heard, public'],
    ],
    [
      'silence of 75 s while on trial is lost again',
      { beats: [0, ...beating(200, 300)], until: 400 },
      [...LOST, '240 recovering, public', '375 lost, public'],
    ],
    [
      'a person may confirm that it is well',
      { beats: [0, ...beating(200, 400)], words: [['works', 260]], until: 400 },
      [...LOST, '240 recovering, public', '260 heard, public'],
    ],
    [
      'what a person said before it came back confirms nothing',
      { beats: [0, ...beating(200, 400)], words: [['works', 210, 260]], until: 400 },
      [...LOST, '240 recovering, public'],
    ],
  ])('%s', (_, script, moves) => {
    expect(runContact(script).moves).toEqual(moves);
  });
});

describe('a run of beats of which only the last is heard', () => {
  const lost: ContactRecord = { ...NEVER_HEARD, state: 'lost', since: 180_000, lastBeatAt: 0, cleanFrom: 0 };
  const hear = (at: number, run?: { beats: number; from: number }, record = lost) =>
    hearBeat(record, { at, every: 20_000, ...(run ? { run } : {}) }).record;

  test.each<[string, { beats: number; from: number } | undefined, string, number]>([
    ['without the run, one beat is one', undefined, 'lost', 240_000],
    ['two in a row are not enough', { beats: 2, from: 220_000 }, 'lost', 220_000],
    ['three are, and its trial begins now', { beats: 3, from: 200_000 }, 'recovering', 240_000],
    ['one of a clock that was set back is not believed', { beats: 9, from: 300_000 }, 'lost', 240_000],
  ])('%s', (_, run, state, cleanFrom) => {
    const record = hear(240_000, run);
    expect([record.state, record.cleanFrom]).toEqual([state, cleanFrom]);
  });

  test('a clean stretch is no longer than what the board has seen of it', () => {
    const trial: ContactRecord = { ...lost, state: 'recovering', lastBeatAt: 300_000, cleanFrom: 290_000 };
    expect(hear(360_000, { beats: 9, from: 200_000 }, trial).cleanFrom).toBe(290_000);
    expect(hear(360_000, { beats: 2, from: 340_000 }, trial).cleanFrom).toBe(340_000);
  });
});

describe('a branch that falls again and again', () => {
  /** Beats but for silences of 100 s; it falls 75 s into each. */
  function fallingAt(falls: readonly number[], until: number): ContactScript {
    const gaps = falls.map((fall) => [fall - 75, fall + 25] as const);
    const inGap = (n: number) => gaps.some(([from, to]) => n > from && n < to);
    const marks = gaps.flat();
    const beats = [...new Set([...beating(0, until), ...marks])].filter((n) => !inGap(n));
    return { beats, until };
  }
  const MIN = 60;

  test('three falls in 59 min are flapping, and there are no more questions', () => {
    const { effects } = runContact(fallingAt([600, 30 * MIN, 600 + 59 * MIN, 600 + 65 * MIN], 600 + 70 * MIN));
    expect(effects).toEqual(['600 ask', '1800 ask', '4140 flapping']);
  });

  test('three falls in 61 min are three falls', () => {
    const { effects, record } = runContact(fallingAt([600, 30 * MIN, 600 + 61 * MIN], 600 + 62 * MIN));
    expect(effects).toEqual(['600 ask', '1800 ask', '4260 ask']);
    expect(record.flappingSince).toBeNull();
  });

  test('it ends after 30 min clean, and the next fall is the first', () => {
    const script = fallingAt([600, 900, 1_200, 1_225 + 30 * MIN + 300], 1_225 + 40 * MIN);
    expect(runContact(script).effects).toEqual(['600 ask', '900 ask', '1200 flapping', '3025 steady', '3325 ask']);
  });

  test('a flapping branch is lost like any other', () => {
    const script = fallingAt([600, 900, 1_200], 1_400);
    const { moves } = runContact({ ...script, until: 1_600 });
    expect(moves.at(-1)).toBe('1580 lost, public');
  });
});

describe('a server that starts again', () => {
  test.each<[string, ContactScript, readonly string[]]>([
    [
      'at 100 s of silence keeps the state, and counts silence after 90 s of grace',
      { beats: [0], restarts: [100], until: 380 },
      [FIRST, '45 late', '75 suspect', '370 lost, public'],
    ],
    [
      'says nothing a second time of a lost branch',
      { beats: [0], restarts: [200], until: 900 },
      [FIRST, '45 late', '75 suspect', '180 lost, public'],
    ],
    [
      'after 10 min away blames no branch',
      { beats: [...beating(0, 100), ...beating(720, 900)], away: [101, 700], restarts: [700], until: 900 },
      [FIRST],
    ],
    [
      'counts after the grace also for a branch that beat in it',
      { beats: [0, 20, 40], restarts: [30], until: 310 },
      [FIRST, '165 late', '195 suspect', '300 lost, public'],
    ],
    [
      'does not take its grace for a clean stretch',
      { beats: [0, ...beating(200, 260)], away: [262, 900], restarts: [900], until: 980 },
      [FIRST, '45 late', '75 suspect', '180 lost, public', '240 recovering, public'],
    ],
  ])('%s', (_, script, moves) => {
    expect(runContact(script).moves).toEqual(moves);
  });
});
