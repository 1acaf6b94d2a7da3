import { describe, expect, test } from 'vitest';
import type { Fact } from '../../shared/facts/fact.ts';
import type { Instant } from '../../shared/practice/instant.ts';
import { adviceFor } from '../../shared/words/advice.ts';
import { adviceForSeveral } from '../../shared/words/advice-several.ts';
import { openLine } from '../../shared/words/page.ts';
import { ENGLISH_TOLD } from '../../shared/words/told.ts';
import {
  ALL_WORKING,
  boardOf,
  incident,
  london,
  patientsSee,
  publicBoardAt,
  report,
  sampleBranches,
  setUp,
  ZONE,
} from '../support/facts.ts';

const at = (time: string) => london(`2019-12-31 ${time}`);
const allWell = sampleBranches().map(({ slug }, n) =>
  report(
    slug,
    { it: ALL_WORKING, gps: { expected: 6, offSick: 0, away: 0, locums: 0 } },
    { at: at('08:35'), seq: 101 + n },
  ),
);
const outage = incident(
  301,
  {
    title: 'X',
    severity: 'serious',
    branches: ['clayton', 'yaxham'],
    services: ['prescriptions'],
    affected: ['clayton'],
    shown: true,
  },
  { at: at('09:06'), seq: 301 },
);
const both = { ...outage, affected: ['clayton', 'yaxham'] };
const lineDown = report('clayton', { it: { internet: 'down' } }, { at: at('09:07'), seq: 302 });

const TO_111 =
  'Go to NHS 111 online (111.nhs.uk) or call 111. For a child under 5, call 111. By textphone, call 18001 111.';
const ORTON = 'Orton Mere Surgery is working normally and can help. Phone 01632 960002.';
const REACH = 'Phone Clayton Surgery on 01632 960001. Reception is open, you can still come in.';

describe('the notice', () => {
  test.each<[string, readonly Fact[], Instant, readonly string[]]>([
    [
      'of an incident and no other trouble',
      [outage],
      at('11:00'),
      [TO_111, 'Clayton Surgery is open. There is a problem there.', REACH, ORTON],
    ],
    [
      'of an incident beside a lost line',
      [outage, lineDown],
      at('11:00'),
      [TO_111, 'Clayton Surgery is open. Doctors there cannot see medical records.', REACH, ORTON],
    ],
    [
      'of an incident at night',
      [outage],
      at('22:00'),
      [TO_111, 'Clayton Surgery is closed. It opens at 8am on Thursday. There is a problem there.'],
    ],
    [
      'of an incident at two surgeries',
      [both],
      at('11:00'),
      [
        TO_111,
        'Clayton Surgery and Yaxham Surgery are open. There is a problem there.',
        'Phone your surgery if you can, or go there if it is open.',
      ],
    ],
  ])('%s', (_what, facts, now, body) => {
    const { notice } = publicBoardAt(boardOf([...setUp(), ...allWell, ...facts]), now);
    expect(notice?.text.body).toEqual(body);
  });
});

describe('a surgery in an incident that has no other trouble', () => {
  const RUN_OUT = 'If you have run out of a medicine you need, go to 111.nhs.uk/emergency-prescription or call 111.';
  const clayton = patientsSee('clayton', [...allWell, outage], at('11:00'));

  test('has a problem since the incident, and its doors are open', () => {
    expect(clayton.sentence).toBe('Clayton Surgery has a problem.');
    expect(ENGLISH_TOLD.state(clayton)).toBe('Has a problem');
    expect(openLine(clayton, at('11:00'), ZONE)).toBe('Open until 6:30pm');
  });

  test('tells its patients what to do', () => {
    const lines = adviceFor(clayton, { now: at('11:00'), zone: ZONE }).map(({ lines: [first] }) => first);
    expect(lines).toEqual([
      REACH,
      'If it can wait, please wait until the surgery is working normally again.',
      'Come to your appointment as planned, unless the surgery has told you not to.',
      'We do not know if the surgery can send prescriptions.',
    ]);
  });

  test.each<[string, readonly Fact[], readonly string[]]>([
    [
      'doubts prescriptions of both',
      [both],
      ['We do not know if Clayton Surgery and Yaxham Surgery can send prescriptions.', RUN_OUT],
    ],
    [
      'says which cannot send any, and doubts the other',
      [both, lineDown],
      [
        'Clayton Surgery cannot send prescriptions at the moment.',
        'We do not know if Yaxham Surgery can send prescriptions.',
        RUN_OUT,
      ],
    ],
  ])('beside another, %s', (_what, facts, expected) => {
    const branches = ['clayton', 'yaxham'].map((slug) => patientsSee(slug, [...allWell, ...facts], at('11:00')));
    expect(adviceForSeveral(branches).find(({ kind }) => kind === 'prescriptions')?.lines).toEqual(expected);
  });
});
