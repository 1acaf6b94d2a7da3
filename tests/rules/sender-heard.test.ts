import { describe, expect, test } from 'vitest';
import { MINUTE } from '../../shared/practice/instant.ts';
import { patientsSee } from '../support/facts.ts';
import { eve, senderStory } from '../support/sender-story.ts';

const patients = (lines: readonly string[], time: string) => patientsSee('clayton', senderStory(lines), eve(time));

const WELL = ['08:00 heard', '08:05 says all-well'];

describe('a sender that nobody has heard since the surgery opened', () => {
  const yesterday = ['2019-12-30 08:00 heard', '2019-12-30 08:01 records=working'];
  test.each<[string, readonly string[], string, string]>([
    ['makes no green of yesterday', yesterday, '09:00', 'unknown'],
    ['nor do its checks', [...yesterday, '2019-12-30 12:00 phones=working'], '09:00', 'unknown'],
    ['makes one once it is heard today', [...yesterday, '08:10 heard'], '09:00', 'normal'],
    ['leaves a surgery that a person spoke of as it is', [...yesterday, '08:10 says all-well'], '09:00', 'normal'],
    [
      'leaves trouble that it found as it is',
      ['2019-12-30 08:00 heard', '2019-12-30 18:00 records=down'],
      '09:00',
      'degraded',
    ],
  ])('%s', (_, lines, time, state) => {
    expect(patients(lines, time).state).toBe(state);
  });

  test('is not called heard to patients', () => {
    expect(patients(yesterday, '09:00').contact).toBe('unknown');
    expect(patients([...yesterday, '08:10 heard'], '09:00').contact).toBe('heard');
  });

  test('stays proof that an outage is over, on however many days it is heard after that', () => {
    const days = Array.from({ length: 60 }, (_, n) =>
      new Date(eve('08:00') + (n + 2) * 24 * 60 * MINUTE).toISOString().slice(0, 10),
    );
    const lines = [
      '09:05 says internet=down',
      '09:08 lost (09:05)',
      '12:00 recovering',
      '12:05 heard',
      ...days.map((day) => `${day} 08:00 heard`),
    ];
    expect(patients(lines, `${days.at(-1)} 09:00`).it).toBe('up');
  });
});

describe('"all well" where the sender agrees', () => {
  const thursday = (time: string) => `2020-01-02 ${time}`;
  const friday = (time: string) => `2020-01-03 ${time}`;
  const said = [thursday('08:00 heard'), thursday('14:00 says all-well')];
  test.each<[string, readonly string[], string, string]>([
    ['holds for 24 hours', [...said, friday('08:00 heard')], friday('13:59:59'), 'working'],
    ['and no longer', [...said, friday('08:00 heard')], friday('14:00'), 'unknown'],
    ['not where the sender is not heard the next day', said, friday('09:00'), 'unknown'],
    [
      'not where one of its checks fails',
      [...said, friday('08:00 heard'), friday('08:30 phones=down')],
      friday('09:00'),
      'unknown',
    ],
    ['not where it is lost', [...said, friday('08:00 heard'), friday('08:30 lost')], friday('09:00'), 'unknown'],
    [
      'is carried on by a confirmation',
      [...said, friday('08:00 heard'), friday('09:00 says still-so')],
      friday('16:00'),
      'working',
    ],
  ])('%s', (_, lines, time, online) => {
    expect(patients(lines, time).services.prescriptions).toBe(online);
  });
});

describe('a surgery whose contact comes and goes', () => {
  test.each<[string, readonly string[], string, readonly string[]]>([
    ['has a limited service', [...WELL, '10:00 flapping'], 'limited', ['intermittent']],
    [
      'also when a person says that it works',
      [...WELL, '10:00 flapping', '10:05 says internet=working'],
      'limited',
      ['intermittent'],
    ],
    ['works normally once it is steady', [...WELL, '10:00 flapping', '10:30 steady'], 'normal', []],
    [
      'is not heard from while it is lost',
      [...WELL, '10:00 flapping', '10:35 lost (10:32)'],
      'degraded',
      ['not-heard'],
    ],
    [
      'is down when a person says so',
      [...WELL, '10:00 flapping', '10:35 says internet=down'],
      'degraded',
      ['internet-down', 'records-down'],
    ],
    [
      'may have slow records beside it',
      [...WELL, '10:00 flapping', '10:35 says records=degraded'],
      'limited',
      ['intermittent', 'it-degraded'],
    ],
    ['may have lost its records', [...WELL, '10:00 flapping', '10:35 records=down'], 'degraded', ['records-down']],
  ])('%s', (_, lines, state, reasons) => {
    const branch = patients(lines, '11:00');
    expect([branch.state, branch.reasons]).toEqual([state, reasons]);
  });

  test('says so to patients in its sentence, its services and its day', () => {
    const branch = patients([...WELL, '10:00 flapping'], '11:00');
    expect(branch.sentence).toBe('The internet at Clayton Surgery keeps going on and off.');
    expect(branch.services).toMatchObject({ internet: 'degraded', records: 'working' });
    expect(branch.timeline[0]?.sentence).toBe('The internet keeps going on and off.');
    expect(patients([...WELL, '10:00 flapping', '10:30 steady'], '11:00').timeline[0]?.sentence).toBe(
      'The internet is steady again.',
    );
  });

  test('is closed when it is closed', () => {
    expect(patients([...WELL, '10:00 flapping'], '20:00').state).toBe('closed');
  });
});
