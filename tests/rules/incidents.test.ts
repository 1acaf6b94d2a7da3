import { describe, expect, test } from 'vitest';
import type { Fact } from '../../shared/facts/fact.ts';
import type { IncidentSays } from '../../shared/facts/incident.ts';
import { toIso } from '../../shared/practice/instant.ts';
import {
  ALL_WORKING,
  boardOf,
  incident,
  london,
  patientsSee,
  staffSee,
  publicBoardAt,
  report,
  setUp,
  staffBoardAt,
} from '../support/facts.ts';

const at = (time: string) => london(`2019-12-31 ${time}`);
const OPENS: IncidentSays = {
  title: 'The record system does not answer',
  severity: 'serious',
  branches: ['clayton', 'yaxham'],
  services: ['records'],
  shown: true,
};
const opened = (says: IncidentSays = {}) => incident(201, { ...OPENS, ...says }, { at: at('09:06'), seq: 201 });
const says = (time: string, seq: number, more: IncidentSays) => incident(201, more, { at: at(time), seq });
const allWell = (slug: string, seq: number) => report(slug, { it: ALL_WORKING }, { at: at('08:05'), seq });
const morning = [allWell('clayton', 101), allWell('yaxham', 102)];

function incidentAt(facts: readonly Fact[], time: string) {
  return publicBoardAt(boardOf([...setUp(), ...morning, ...facts]), at(time)).incidents[0] ?? null;
}

describe('an incident', () => {
  test.each<[string, readonly Fact[], string, object | null]>([
    ['is not there a moment before', [opened()], '09:05', null],
    [
      'affects all it is about unless somebody says whom',
      [opened()],
      '09:06',
      {
        id: 201,
        title: OPENS.title,
        impact: 'major',
        status: 'open',
        affected: ['clayton', 'yaxham'],
        resolvedAt: null,
      },
    ],
    ['affects those that were said', [opened({ affected: ['yaxham'] })], '09:06', { affected: ['yaxham'] }],
    [
      'goes on when a branch has recovered',
      [opened(), says('10:00', 202, { affected: ['clayton'] })],
      '10:00',
      { status: 'open', branches: ['clayton', 'yaxham'], affected: ['clayton'] },
    ],
    [
      'affects a branch that joins it',
      [opened({ affected: [] }), says('10:00', 202, { branches: ['clayton', 'yaxham', 'stanway'] })],
      '10:00',
      { affected: ['stanway'] },
    ],
    [
      'does not affect a branch that it is not about any more',
      [opened(), says('10:00', 202, { branches: ['yaxham'] })],
      '10:00',
      { branches: ['yaxham'], affected: ['yaxham'] },
    ],
    [
      'tells its updates for patients, the newest first',
      [opened({ public: 'One.' }), says('10:00', 202, { staff: 'Not this.' }), says('10:30', 203, { public: 'Two.' })],
      '11:00',
      {
        updates: [
          { at: toIso(at('10:30')), text: 'Two.' },
          { at: toIso(at('09:06')), text: 'One.' },
        ],
      },
    ],
    [
      'affects nobody once it is resolved',
      [opened(), says('15:00', 202, { resolved: true, public: 'All is well.' })],
      '15:00',
      { status: 'resolved', affected: [], resolvedAt: toIso(at('15:00')) },
    ],
    ['is minor in its impact when it is', [opened({ severity: 'minor' })], '10:00', { impact: 'minor' }],
    ['is not there for patients when it is not shown', [opened({ shown: false })], '10:00', null],
    [
      'comes out when it is shown later',
      [opened({ shown: false }), says('10:00', 202, { shown: true })],
      '10:00',
      { id: 201 },
    ],
    [
      'is not there when nobody opened it',
      [incident(300, { public: 'Lost.' }, { at: at('09:06'), seq: 301 })],
      '10:00',
      null,
    ],
  ])('%s', (_what, facts, time, expected) => {
    if (expected === null) expect(incidentAt(facts, time)).toBeNull();
    else expect(incidentAt(facts, time)).toMatchObject(expected);
  });

  test('that was resolved stays in sight until the end of the next day', () => {
    const board = boardOf([...setUp(), opened(), says('15:00', 202, { resolved: true })]);
    const seenAt = (time: string) => publicBoardAt(board, london(time)).incidents.length;
    expect(['2019-12-31 23:59', '2020-01-01 23:59', '2020-01-02 00:00'].map(seenAt)).toEqual([1, 1, 0]);
  });

  test('is told to staff in sentences, with its reference, and to patients without', () => {
    const facts = [
      ...setUp(),
      opened({ public: 'Doctors cannot see records.' }),
      says('09:20', 202, { escalation: { to: 'service-desk', reference: 'INC0012345' } }),
      says('09:30', 203, { staff: 'A cut fibre.', nextUpdateAt: at('11:15'), affected: ['yaxham'] }),
      says('15:00', 204, { resolved: true }),
    ];
    const [staff] = staffBoardAt(boardOf(facts), at('15:00')).incidents;
    expect(staff?.log.map(({ sentence, audience }) => [audience, sentence])).toEqual([
      ['staff', 'Resolved.'],
      ['staff', 'Affected now: Yaxham Surgery.'],
      ['staff', 'A cut fibre.'],
      ['staff', 'Next update at 11:15am.'],
      ['staff', 'Escalated to: National service desk, reference INC0012345.'],
      ['staff', 'Serious incident declared: The record system does not answer'],
      ['public', 'Doctors cannot see records.'],
    ]);
    const bytes = JSON.stringify(publicBoardAt(boardOf(facts), at('15:00')));
    expect(bytes).not.toMatch(/INC0012345|fibre|erious/);
    expect(bytes).toContain('Doctors cannot see records.');
  });
});

describe('the state of a surgery in an incident', () => {
  const NONE = { records: 'working' } as const;
  test.each<[string, readonly Fact[], number, string, readonly string[]]>([
    ['of high severity that affects it', [opened()], at('12:00'), 'degraded', ['incident']],
    ['that is major', [opened({ severity: 'major' })], at('12:00'), 'degraded', ['incident']],
    ['that is minor', [opened({ severity: 'minor' })], at('12:00'), 'normal', []],
    ['that affects others', [opened({ affected: ['yaxham'] })], at('12:00'), 'normal', []],
    ['that patients are not told of', [opened({ shown: false })], at('12:00'), 'degraded', ['incident']],
    ['at night', [opened()], at('22:00'), 'degraded', ['incident']],
    [
      'that became worse',
      [opened({ severity: 'minor' }), says('10:00', 202, { severity: 'serious' })],
      at('12:00'),
      'degraded',
      ['incident'],
    ],
    [
      'beside a lost line',
      [opened(), report('clayton', { it: { internet: 'down', ...NONE } }, { at: at('09:05'), seq: 203 })],
      at('12:00'),
      'degraded',
      ['internet-down', 'incident'],
    ],
    ['once it has recovered', [opened(), says('12:00', 202, { affected: ['yaxham'] })], at('12:00'), 'normal', []],
    ['once it is resolved', [opened(), says('12:00', 202, { resolved: true })], at('12:00'), 'normal', []],
    ['at night once it is resolved', [opened(), says('12:00', 202, { resolved: true })], at('22:00'), 'closed', []],
  ])('%s', (_what, facts, now, state, reasons) => {
    const clayton = patientsSee('clayton', [...morning, ...facts], now);
    expect([clayton.state, clayton.reasons]).toEqual([state, reasons]);
  });

  test.each<[string, readonly Fact[], string, string]>([
    ['begins with the incident', [opened()], '12:00', '09:06'],
    ['ends when it recovers', [opened(), says('11:00', 202, { affected: ['yaxham'] })], '12:00', '11:00'],
    [
      'begins again',
      [opened(), says('11:00', 202, { affected: [] }), says('11:30', 203, { affected: ['clayton'] })],
      '12:00',
      '11:30',
    ],
    ['is not moved by an update', [opened(), says('11:00', 202, { public: 'More.' })], '12:00', '09:06'],
    [
      'is older than the incident when the trouble is',
      [report('clayton', { it: { records: 'down' } }, { at: at('08:50'), seq: 103 }), opened()],
      '12:00',
      '08:50',
    ],
  ])('%s', (_what, facts, time, changed) => {
    const clayton = patientsSee('clayton', [...morning, ...facts], at(time));
    expect(clayton.changedAt).toBe(toIso(at(changed)));
  });

  test.each<[string, readonly Fact[], string]>([
    ['said to work in the morning is not known while an incident is about it', [opened()], 'unknown'],
    [
      'works when somebody says so after that',
      [opened(), report('clayton', { it: { records: 'working' } }, { at: at('09:30'), seq: 202 })],
      'working',
    ],
    ['works when the incident is minor', [opened({ severity: 'minor' })], 'working'],
    ['works when the incident is about another', [opened({ services: ['prescriptions'] })], 'working'],
    ['works again once the branch has recovered', [opened(), says('10:00', 202, { affected: [] })], 'working'],
    [
      'said to work before the branch joined the incident is not known',
      [
        opened({ affected: ['yaxham'] }),
        report('clayton', { it: { records: 'working' } }, { at: at('09:30'), seq: 202 }),
        says('10:00', 203, { affected: ['clayton', 'yaxham'] }),
      ],
      'unknown',
    ],
    [
      'said to work before the incident became severe is not known',
      [
        opened({ severity: 'minor' }),
        report('clayton', { it: { records: 'working' } }, { at: at('09:30'), seq: 202 }),
        says('10:00', 203, { severity: 'major' }),
      ],
      'unknown',
    ],
    [
      'said to work before the incident came to be about it is not known',
      [
        opened({ services: ['phones'] }),
        report('clayton', { it: { records: 'working' } }, { at: at('09:30'), seq: 202 }),
        says('10:00', 203, { services: ['phones', 'records'] }),
      ],
      'unknown',
    ],
    [
      'said to work since works, whatever is said of the incident after that',
      [
        opened(),
        report('clayton', { it: { records: 'working' } }, { at: at('09:30'), seq: 202 }),
        says('10:00', 203, { public: 'More.', severity: 'major' }),
      ],
      'working',
    ],
    [
      'that is down stays down',
      [opened(), report('clayton', { it: { records: 'down' } }, { at: at('09:30'), seq: 202 })],
      'down',
    ],
  ])('a service %s', (_what, facts, state) => {
    expect(patientsSee('clayton', [...morning, ...facts], at('11:00')).services.records).toBe(state);
    // Staff see who said it and when, and no green either.
    expect(staffSee('clayton', [...morning, ...facts], at('11:00')).services.records).toMatchObject({
      state,
      said: { by: 'Sam Lead' },
    });
  });
});
