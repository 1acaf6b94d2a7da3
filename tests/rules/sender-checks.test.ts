import { describe, expect, test } from 'vitest';
import { boardOf, patientsSee, publicBoardAt, setUp, staffSee } from '../support/facts.ts';
import { eve, senderStory } from '../support/sender-story.ts';

const patients = (lines: readonly string[], time: string) => patientsSee('clayton', senderStory(lines), eve(time));
const staff = (lines: readonly string[], time: string) => staffSee('clayton', senderStory(lines), eve(time));

type Case = readonly [name: string, lines: readonly string[], time: string, expected: string];

const WELL = ['08:00 heard', '08:05 says all-well'];

describe('a sender’s own check of the records', () => {
  test.each<Case>([
    ['that passes says that they work', ['08:00 heard', '08:01 records=working'], '09:00', 'working'],
    ['that fails says that they are down', [...WELL, '10:35 records=down'], '10:36', 'down'],
    ['that half fails says that they work partly', [...WELL, '10:35 records=degraded'], '10:36', 'degraded'],
    ['counts from when it first failed, and not before', [...WELL, '10:35 records=down'], '10:34', 'working'],
    [
      'that is not made any more says nothing',
      ['08:00 heard', '08:01 records=down', '09:00 records=unknown'],
      '10:00',
      'unknown',
    ],
    ['that fails after a person said they work is not silenced', [...WELL, '10:35 records=down'], '10:40', 'down'],
    [
      'that fails while a person says they work counts: the worse',
      [...WELL, '10:35 records=down', '10:40 says records=working'],
      '10:45',
      'down',
    ],
    [
      'that passes beside a person who says down does not end that',
      [...WELL, '08:06 records=working', '10:35 says records=down'],
      '12:00',
      'down',
    ],
    [
      'that passes beside "works partly" does not end that',
      ['08:00 heard', '08:06 records=working', '10:35 says records=degraded'],
      '12:00',
      'degraded',
    ],
    [
      'that passed before the sender was lost says nothing',
      ['08:00 heard', '08:01 records=working', '10:35 lost (10:32)'],
      '10:40',
      'unknown',
    ],
    [
      'that passes on the way back counts',
      ['08:00 heard', '08:01 records=down', '10:35 lost (10:32)', '12:00 recovering', '12:00 records=working'],
      '12:01',
      'working',
    ],
    [
      'that passed before counts again once the sender is heard again',
      ['08:00 heard', '08:01 records=working', '10:35 lost (10:32)', '12:00 recovering', '12:05 heard'],
      '12:06',
      'working',
    ],
    [
      'that failed is not healed by silence',
      ['08:00 heard', '10:31 records=down', '10:35 lost (10:32)'],
      '11:00',
      'down',
    ],
    ['that passes says nothing without a sender that is heard', ['08:01 records=working'], '09:00', 'unknown'],
    ['that fails counts even so', ['08:01 records=down'], '09:00', 'down'],
  ])('%s', (_, lines, time, state) => {
    expect(patients(lines, time).services.records).toBe(state);
  });

  test('makes the surgery degraded, with its reason, its sentence and the notice', () => {
    const lines = [...WELL, '10:35 records=down'];
    expect(patients(lines, '10:36')).toMatchObject({
      state: 'degraded',
      reasons: ['records-down'],
      sentence: 'Clayton Surgery has a problem.',
      changedAt: '2019-12-31T10:35:00.000Z',
    });
    expect(publicBoardAt(boardOf([...setUp(), ...senderStory(lines)]), eve('10:36')).notice?.branches).toEqual([
      'clayton',
    ]);
  });

  test('is told to patients where it changed something, and not where it did not', () => {
    const lines = [
      ...WELL,
      '08:10 records=working',
      '10:35 records=down',
      '11:00 says phones=down',
      '11:01 phones=down',
      '12:00 records=working',
    ];
    expect(patients(lines, '12:01').timeline.map(({ sentence }) => sentence)).toEqual([
      'Medical records are working.',
      'Phones are not working.',
      'Medical records are not working.',
      'All services are working.',
    ]);
  });

  test('is shown to staff as it is, with who disagrees', () => {
    const { records, phones } = staff([...WELL, '08:10 phones=working', '10:35 records=down'], '10:36').services;
    expect(records).toMatchObject({
      state: 'down',
      said: null,
      disputed: false,
      check: { state: 'down', since: '2019-12-31T10:35:00.000Z' },
    });
    expect(phones).toMatchObject({
      state: 'working',
      said: { seq: 102 },
      disputed: false,
      check: { state: 'working' },
    });
  });

  test.each<[string, readonly string[], boolean]>([
    ['a person says down, the check passes', ['08:00 heard', '08:01 phones=working', '09:00 says phones=down'], true],
    [
      'a person says it works, the check fails',
      ['08:00 heard', '08:01 phones=down', '09:00 says phones=working'],
      true,
    ],
    [
      'a person says it works, the check half fails',
      ['08:00 heard', '08:01 phones=degraded', '09:00 says phones=working'],
      true,
    ],
    [
      'a person says it works partly, the check passes',
      ['08:00 heard', '08:01 phones=working', '09:00 says phones=degraded'],
      false,
    ],
    ['both say down', ['08:00 heard', '08:01 phones=down', '09:00 says phones=down'], false],
    ['nobody spoke', ['08:00 heard', '08:01 phones=down'], false],
    [
      'the check says nothing any more',
      ['08:00 heard', '08:01 phones=down', '08:30 phones=unknown', '09:00 says phones=working'],
      false,
    ],
  ])('disputed: %s', (_, lines, disputed) => {
    const branch = staff(lines, '09:30');
    expect([branch.disputed, branch.services.phones.disputed]).toEqual([disputed, disputed]);
  });
});

describe('what follows from a lost line, unless a check says otherwise', () => {
  test.each<Case>([
    ['a check made since', ['08:00 heard', '09:05 says internet=down', '09:06 records=working'], '09:10', 'working'],
    [
      'a check at the same moment',
      ['08:00 heard', '09:05 records=working', '09:05 says internet=down'],
      '09:10',
      'working',
    ],
    [
      'not a check from before a person said so',
      ['08:00 heard', '08:01 records=working', '09:05 says internet=down'],
      '09:10',
      'down',
    ],
    [
      'a check that passes beside one of the line that fails',
      ['08:00 heard', '08:01 records=working', '09:05 internet=down'],
      '09:10',
      'working',
    ],
    ['no check at all', ['08:00 heard', '09:05 internet=down'], '09:10', 'down'],
  ])('%s', (_, lines, time, records) => {
    expect(patients(lines, time).services.records).toBe(records);
  });

  test('a line whose own check fails is down, not only silent', () => {
    expect(patients([...WELL, '10:30 internet=down', '10:35 lost (10:32)'], '10:40').reasons).toContain(
      'internet-down',
    );
  });
});
