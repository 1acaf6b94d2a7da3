import { describe, expect, test } from 'vitest';
import type { ContactState, Fact } from '../../shared/facts/fact.ts';
import { ALL_WORKING, london, patientsSee, report, signal, staffSee } from '../support/facts.ts';

const at = (time: string) => london(`2019-12-31 ${time}`);

/** `10:35 lost (10:32)` is the sender, `09:05 down` a person speaking of the internet; seq is the order of the list. */
function told(...lines: readonly string[]): Fact[] {
  return lines.map((line, n) => {
    const [time = '', what = '', beat] = line.split(' ');
    const place = { at: at(time), seq: 101 + n };
    if (['working', 'degraded', 'down'].includes(what)) {
      return report('clayton', { it: { internet: what as 'working' } }, place);
    }
    if (what === 'all-well') return report('clayton', { it: ALL_WORKING }, place);
    const lastBeatAt = beat ? at(beat.slice(1, -1)) : null;
    // The way back from LATE and SUSPECT is for staff alone.
    const wasPublic = what !== 'heard' || n === 0 || lines[n - 1]?.includes('recovering') === true;
    const isPublic = wasPublic && what !== 'late' && what !== 'suspect';
    return signal('clayton', what as ContactState, { ...place, lastBeatAt, public: isPublic });
  });
}

describe('what patients see of contact with a surgery', () => {
  test.each<[string, readonly string[], string]>([
    ['nothing was ever heard', [], 'unknown'],
    ['it is heard', ['08:00 heard'], 'heard'],
    ['late is not public', ['08:00 heard', '10:33 late'], 'heard'],
    ['suspect is not public', ['08:00 heard', '10:33 late', '10:34 suspect'], 'heard'],
    ['late as the first thing known is not public', ['08:00 late'], 'unknown'],
    ['lost is', ['08:00 heard', '10:33 late', '10:34 suspect', '10:35 lost'], 'lost'],
    ['coming back is', ['08:00 heard', '10:35 lost', '12:00 recovering'], 'recovering'],
    ['heard again', ['08:00 heard', '10:35 lost', '12:00 recovering', '12:05 heard'], 'heard'],
    ['late after it came back is not public', ['10:35 lost', '12:00 recovering', '12:05 heard', '13:00 late'], 'heard'],
  ])('%s', (_, lines, contact) => {
    expect(patientsSee('clayton', told(...lines), at('14:00')).contact).toBe(contact);
  });

  test('staff see late and suspect', () => {
    const seen = (...lines: string[]) => staffSee('clayton', told(...lines), at('14:00')).contact;
    expect(seen('08:00 heard', '10:33 late (10:32)')).toEqual({
      state: 'late',
      lastBeatAt: '2019-12-31T10:32:00.000Z',
    });
    expect(seen('08:00 heard', '10:34 suspect').state).toBe('suspect');
    expect(seen().state).toBeNull();
  });

  test('forty signals that are for staff alone take nothing from patients', () => {
    const before = told('08:00 heard', '10:35 lost (10:32)', '12:00 recovering (11:59)', '12:05 heard (12:05)');
    const flapping = Array.from({ length: 60 }, (_, n) =>
      signal('clayton', n % 2 === 0 ? 'late' : 'heard', {
        at: at('12:30') + n * 1_000,
        seq: 200 + n,
        public: false,
        lastBeatAt: at('12:30'),
      }),
    );
    expect(patientsSee('clayton', [...before, ...flapping], at('13:00'))).toEqual(
      patientsSee('clayton', before, at('13:00')),
    );
  });
});

describe('a surgery that fell silent', () => {
  const lost = ['08:05 all-well', '08:06 heard', '10:35 lost (10:32)'];

  test('is not heard from, and nobody claims that anything there is broken', () => {
    const branch = patientsSee('clayton', told(...lost), at('10:40'));

    expect(branch.state).toBe('degraded');
    expect(branch.reasons).toEqual(['not-heard']);
    expect(branch.it).toBe('down');
    expect(branch.sentence).toBe('We have not heard from Clayton Surgery since 10:32am.');
    expect(branch.services).toEqual({
      internet: 'unknown',
      records: 'unknown',
      phones: 'working',
      online: 'unknown',
      prescriptions: 'unknown',
    });
  });

  test('is down by word once a person says so', () => {
    const branch = patientsSee('clayton', told(...lost, '10:41 down'), at('10:45'));
    expect(branch.reasons).toEqual(['internet-down', 'records-down']);
    expect(branch.services.records).toBe('down');
    expect(branch.sentence).toBe('Clayton Surgery has a problem.');
  });

  test.each<[string, readonly string[], boolean]>([
    ['said before it fell silent', ['08:00 heard', '10:20 working', '10:35 lost'], false],
    ['said after its last good beat', ['08:00 heard', '10:33 working', '10:35 lost (10:32)'], true],
    ['said while it is silent', ['08:00 heard', '10:35 lost', '10:50 working'], true],
  ])(
    '"it works", %s, does not silence it, and is a quarrel when it was said against the silence',
    (_, lines, disputed) => {
      expect(patientsSee('clayton', told(...lines), at('11:00')).reasons).toEqual(['not-heard']);
      expect(staffSee('clayton', told(...lines), at('11:00')).disputed).toBe(disputed);
    },
  );

  test('keeps the records that somebody said work, also while it comes back', () => {
    const records = report('clayton', { it: { records: 'working' } }, { at: at('11:00'), seq: 150 });
    const back = signal('clayton', 'recovering', { at: at('12:00'), seq: 151 });
    const seen = (...more: Fact[]) => patientsSee('clayton', [...told(...lost), ...more], at('12:01')).services.records;
    expect([seen(records), seen(records, back)]).toEqual(['working', 'working']);
  });

  test.each<[string, readonly string[], string]>([
    ['stays so while it comes back', [...lost, '12:00 recovering'], 'degraded'],
    ['is well after it came back', [...lost, '12:00 recovering', '12:05 heard'], 'normal'],
    ['stays well when it is only late again', [...lost, '12:00 recovering', '12:05 heard', '12:30 late'], 'normal'],
  ])('%s', (_, lines, state) => {
    expect(patientsSee('clayton', told(...lines), at('13:00')).state).toBe(state);
  });
});

describe('a "down" of a person that the sender may end', () => {
  test.each<[string, readonly string[], string]>([
    ['holds while the sender is heard: the worse counts', ['08:00 heard', '09:05 down'], 'down'],
    ['holds while the sender is silent', ['08:00 heard', '09:05 down', '09:08 lost'], 'down'],
    ['holds while the sender comes back', ['08:00 heard', '09:05 down', '09:08 lost', '12:00 recovering'], 'down'],
    [
      'ends when the sender fell after it and is heard again',
      ['09:05 down', '09:08 lost', '12:00 recovering', '12:05 heard'],
      'up',
    ],
    [
      'ends when the sender had fallen before it and is heard again',
      ['09:02 lost', '09:05 down', '12:00 recovering', '12:05 heard'],
      'up',
    ],
    [
      'does not come back because the sender is late',
      ['09:05 down', '09:08 lost', '12:00 recovering', '12:05 heard', '13:00 late'],
      'up',
    ],
    [
      'does not come back because the sender is suspect',
      ['09:05 down', '09:08 lost', '12:00 recovering', '12:05 heard', '13:00 suspect'],
      'up',
    ],
    [
      'is not ended by a fall that was over before it was said',
      ['08:00 lost', '08:30 recovering', '08:35 heard', '09:05 down'],
      'down',
    ],
    [
      'is not ended by beats that were back before it was said',
      ['08:00 lost', '08:30 recovering', '08:33 down', '08:35 heard'],
      'down',
    ],
    [
      'is not ended by a sender that was heard again without coming back',
      ['09:05 down', '09:08 lost', '12:05 heard'],
      'down',
    ],
    [
      'said again after the sender is well counts again',
      ['09:05 down', '09:08 lost', '12:00 recovering', '12:05 heard', '12:10 down'],
      'down',
    ],
  ])('%s', (_, lines, it) => {
    expect(patientsSee('clayton', told(...lines), at('14:00')).it).toBe(it);
  });

  test('a new silence after it ended is silence alone', () => {
    const lines = ['09:05 down', '09:08 lost', '12:00 recovering', '12:05 heard', '13:00 lost'];
    expect(patientsSee('clayton', told(...lines), at('14:00')).reasons).toEqual(['not-heard']);
  });

  test('stays ended however many times the sender falls and comes back', () => {
    const again = Array.from({ length: 60 }, (_, n) =>
      signal('clayton', (['lost', 'recovering', 'heard'] as const)[n % 3] ?? 'heard', {
        at: at('12:10') + n * 60_000,
        seq: 200 + n,
      }),
    );
    const facts = [...told('09:05 down', '09:08 lost', '12:00 recovering', '12:05 heard'), ...again];
    expect(patientsSee('clayton', facts, at('15:00')).it).toBe('up');
  });

  test.each<[string, readonly string[], boolean]>([
    ['a "down" beside good beats is disputed', ['08:00 heard', '09:05 down'], true],
    ['a "down" beside silence is not', ['08:00 heard', '09:05 down', '09:08 lost'], false],
    ['a "works" beside good beats is not', ['08:00 heard', '09:05 working'], false],
    ['a "works" before silence is not', ['08:00 heard', '09:05 working', '09:08 lost'], false],
    ['a "works" in the midst of silence is', ['08:00 heard', '09:06 working', '09:08 lost (09:05)'], true],
    ['"works partly" beside good beats is not', ['08:00 heard', '09:05 degraded'], false],
    ['a word without a sender is not', ['09:05 down'], false],
    ['a sender without a word is not', ['09:08 lost'], false],
  ])('%s', (_, lines, disputed) => {
    expect(staffSee('clayton', told(...lines), at('10:00')).disputed).toBe(disputed);
  });
});
