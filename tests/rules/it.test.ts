import { describe, expect, test } from 'vitest';
import type { ReportFact, Service, ServiceState } from '../../shared/facts/fact.ts';
import { ALL_WORKING, london, patientsSee, report, type ReportSays, staffSee } from '../support/facts.ts';

const at = (time: string) => london(`2019-12-31 ${time}`);
type Said = readonly [time: string, it: ReportSays['it']];
type Words = `${ServiceState} ${ServiceState} ${ServiceState} ${ServiceState} ${ServiceState}`;

function reportsOf(said: readonly Said[]): ReportFact[] {
  return said.flatMap(([time, it], n) => (it ? [report('clayton', { it }, { at: at(time), seq: 101 + n })] : []));
}

/** States of internet, records, phones, online and prescriptions, in this order. */
function seenAt(said: readonly Said[], time: string) {
  const { services, it } = patientsSee('clayton', reportsOf(said), at(time));
  return { it, services: Object.values(services).join(' ') };
}

const morning: Said = ['08:05', ALL_WORKING];

describe('what follows from a lost internet line', () => {
  test.each<[string, readonly Said[], string, Words]>([
    [
      'records, online and prescriptions are down with it, phones are not',
      [morning, ['09:05', { internet: 'down' }]],
      'down',
      'down down working down down',
    ],
    [
      'phones are down when the lead says so too',
      [morning, ['09:05', { internet: 'down', phones: 'down' }]],
      'down',
      'down down down down down',
    ],
    ['phones nobody spoke of stay not known', [['09:05', { internet: 'down' }]], 'down', 'down down unknown down down'],
    [
      'records that work over another line, said in the same report, work',
      [morning, ['09:05', { internet: 'down', records: 'working' }]],
      'down',
      'down working working down down',
    ],
    [
      'records that work over another line, said later, work',
      [morning, ['09:05', { internet: 'down' }], ['09:40', { records: 'working' }]],
      'down',
      'down working working down down',
    ],
    [
      'records that are said to work partly after it work partly',
      [morning, ['09:05', { internet: 'down' }], ['09:40', { records: 'degraded' }]],
      'down',
      'down degraded working down down',
    ],
    [
      'records that worked partly before it are down',
      [morning, ['08:30', { records: 'degraded' }], ['09:05', { internet: 'down' }]],
      'down',
      'down down working down down',
    ],
    [
      'to know nothing of the records does not say otherwise',
      [morning, ['09:05', { internet: 'down' }], ['09:40', { records: 'unknown' }]],
      'down',
      'down down working down down',
    ],
    [
      'with the line all that hung on it returns to what was said before',
      [morning, ['09:05', { internet: 'down' }], ['10:00', { internet: 'working' }]],
      'up',
      'working working working working working',
    ],
    [
      'what was not known before is not known after the return',
      [
        ['09:05', { internet: 'down' }],
        ['10:00', { internet: 'working' }],
      ],
      'up',
      'working unknown unknown unknown unknown',
    ],
    [
      'records said to be down by themselves stay down when the line returns',
      [morning, ['09:05', { internet: 'down', records: 'down' }], ['10:00', { internet: 'working' }]],
      'down',
      'working down working working working',
    ],
    [
      'a line that is slow takes nothing with it',
      [morning, ['09:05', { internet: 'degraded' }]],
      'degraded',
      'degraded working working working working',
    ],
  ])('%s', (_, said, it, services) => {
    expect(seenAt(said, '10:30')).toEqual({ it, services });
  });

  test('staff see that nobody said it: it is implied', () => {
    const { services } = staffSee('clayton', reportsOf([morning, ['09:05', { internet: 'down' }]]), at('09:06'));

    expect(services.internet).toMatchObject({ state: 'down', implied: false, said: { by: 'Sam Lead' } });
    expect(services.records).toEqual({
      state: 'down',
      implied: true,
      said: null,
      confirmDue: false,
      confirmDueAt: null,
      check: null,
      disputed: false,
    });
    expect(services.phones).toMatchObject({ state: 'working', implied: false });
  });

  test('what somebody had said to be down before is still their word', () => {
    const said: Said[] = [morning, ['08:30', { records: 'down' }], ['09:05', { internet: 'down' }]];
    const { records } = staffSee('clayton', reportsOf(said), at('09:06')).services;
    expect(records).toMatchObject({ state: 'down', implied: false, said: { seq: 102 } });
  });
});

describe('the IT of a surgery as a whole', () => {
  const states: readonly ServiceState[] = ['working', 'degraded', 'down', 'unknown'];
  test.each<[Service, ServiceState, string]>([
    ['internet', 'down', 'down'],
    ['records', 'down', 'down'],
    ['phones', 'down', 'down'],
    ['online', 'down', 'degraded'],
    ['prescriptions', 'down', 'degraded'],
    ['internet', 'degraded', 'degraded'],
    ['records', 'degraded', 'degraded'],
    ['phones', 'degraded', 'degraded'],
    ['online', 'degraded', 'degraded'],
    ['prescriptions', 'degraded', 'degraded'],
    ['internet', 'unknown', 'up'],
    ['records', 'unknown', 'up'],
    ['phones', 'unknown', 'up'],
  ])('%s %s, the rest working, is %s', (service, state, overall) => {
    const { it } = seenAt([['08:05', { ...ALL_WORKING, [service]: state }]], '09:00');
    expect(it).toBe(overall);
  });

  test('nobody knows it while internet and records are both not known, whatever else works', () => {
    const rest = { phones: 'working', online: 'working', prescriptions: 'working' } as const;
    expect(seenAt([['08:05', rest]], '09:00').it).toBe('unknown');
  });

  test.each(states)('dead phones make it down while all else is %s', (state) => {
    const rest = { internet: state, records: state, online: state, prescriptions: state };
    expect(seenAt([['08:05', { ...rest, phones: 'down' }]], '09:00').it).toBe('down');
  });
});

describe('which word counts', () => {
  test('the one that was true last, not the one that came in last', () => {
    const facts = [
      report('clayton', { it: { internet: 'working' } }, { at: at('11:00'), seq: 101 }),
      report('clayton', { it: { internet: 'down' } }, { at: at('10:05'), recordedAt: at('12:00'), seq: 102 }),
    ];
    expect(patientsSee('clayton', facts, at('12:01')).services.internet).toBe('working');
  });

  test('of two words about the same moment the one that came in last', () => {
    const facts = [
      report('clayton', { it: { internet: 'working' } }, { at: at('11:00'), seq: 101 }),
      report('clayton', { it: { internet: 'down' } }, { at: at('11:00'), seq: 102 }),
    ];
    expect(patientsSee('clayton', facts.toReversed(), at('12:00')).services.internet).toBe('down');
  });

  test('each service by its own last word', () => {
    const said: Said[] = [morning, ['09:00', { phones: 'down' }], ['09:30', { records: 'degraded' }]];
    expect(seenAt(said, '10:00').services).toBe('working degraded down working working');
  });

  test('what is not yet true does not count', () => {
    expect(seenAt([morning, ['10:00', { internet: 'down' }]], '09:59').services).toBe(
      'working working working working working',
    );
  });
});
