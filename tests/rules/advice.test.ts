import { describe, expect, test } from 'vitest';
import type { Fact } from '../../shared/facts/fact.ts';
import { type AdviceKind, adviceFor } from '../../shared/words/advice.ts';
import { adviceForSeveral } from '../../shared/words/advice-several.ts';
import { ALL_WORKING, london, patientsSee, type ReportSays, report, signal, ZONE } from '../support/facts.ts';

const at = (time: string) => london(`2019-12-31 ${time}`);
const COUNTS = { expected: 8, offSick: 0, away: 0, locums: 0 };
const well = report('clayton', { it: ALL_WORKING }, { at: at('08:05'), seq: 101 });
const says = (content: ReportSays) => [well, report('clayton', content, { at: at('09:05'), seq: 102 })];
const lost = [well, signal('clayton', 'lost', { at: at('10:35'), lastBeatAt: at('10:32'), seq: 102 })];

function advice(kind: AdviceKind, facts: readonly Fact[], now: number): string {
  const branch = patientsSee('clayton', facts, now);
  return (
    adviceFor(branch, { now, zone: ZONE })
      .find((one) => one.kind === kind)
      ?.lines.join(' ') ?? ''
  );
}

const WAIT = 'If it can wait, please wait until the surgery is working normally again.';
const AS_PLANNED = 'Come to your appointment as planned, unless the surgery has told you not to.';
const RUN_OUT = 'If you have run out of a medicine you need, go to 111.nhs.uk/emergency-prescription or call 111.';

describe('what to do at one surgery', () => {
  test.each<[AdviceKind, string, readonly Fact[], string]>([
    [
      'notUrgent',
      'records and online are down',
      says({ it: { internet: 'down' } }),
      `Doctors cannot see medical records at the moment. Online booking and requests are not working. ${WAIT}`,
    ],
    [
      'notUrgent',
      '4 of 8 GPs are in',
      says({ gps: { ...COUNTS, offSick: 4 } }),
      '4 of 8 GPs are in today. If it can wait, please contact the surgery another day.',
    ],
    ['notUrgent', '1 of 8 GPs is in', says({ gps: { ...COUNTS, offSick: 7 } }), `1 of 8 GPs is in today. ${WAIT}`],
    [
      'notUrgent',
      'a small surgery has too few',
      says({ gps: { ...COUNTS, expected: 3, away: 2 } }),
      `There are fewer GPs than usual today. ${WAIT}`,
    ],
    ['notUrgent', 'no GPs are in', says({ gps: { ...COUNTS, offSick: 8 } }), `No GPs are in today. ${WAIT}`],
    ['notUrgent', 'the surgery is silent', lost, 'If it can wait, please wait until we know more.'],
    ['notUrgent', 'nobody has told how it is', [], 'Contact the surgery as usual.'],
    ['booked', 'records are down', says({ it: { records: 'down' } }), AS_PLANNED],
    ['booked', 'phones are dead', says({ it: { phones: 'down' } }), AS_PLANNED],
    ['booked', 'no GPs are in', says({ gps: { ...COUNTS, offSick: 8 } }), 'Phone the surgery before you come.'],
    [
      'booked',
      'no GPs are in and the phones are dead',
      says({ gps: { ...COUNTS, offSick: 8 }, it: { phones: 'down' } }),
      AS_PLANNED,
    ],
    [
      'booked',
      'it takes phone calls only',
      says({ access: 'phone-only' }),
      'Your appointment may be by phone. Phone the surgery before you come.',
    ],
    ['booked', 'the doors are closed', says({ access: 'closed' }), 'Phone the surgery before you come.'],
    [
      'booked',
      'doors are closed and phones are dead',
      says({ access: 'closed', it: { phones: 'down' } }),
      'The doors are closed. Look at this page again before you set out.',
    ],
    ['booked', 'it is silent', lost, AS_PLANNED],
    [
      'prescriptions',
      'the line is lost',
      says({ it: { internet: 'down' } }),
      `The surgery cannot send prescriptions at the moment. ${RUN_OUT}`,
    ],
    [
      'prescriptions',
      'they work partly',
      says({ it: { prescriptions: 'degraded' } }),
      `Prescriptions may take longer than usual. ${RUN_OUT}`,
    ],
    ['prescriptions', 'the phones are dead', says({ it: { phones: 'down' } }), 'The surgery can send prescriptions.'],
    ['prescriptions', 'it is silent', lost, `We do not know if the surgery can send prescriptions. ${RUN_OUT}`],
    ['prescriptions', 'nobody has told how it is', [], 'Nobody has told us of a problem with prescriptions.'],
  ])('%s, when %s', (kind, _, facts, lines) => {
    expect(advice(kind, facts, at('11:00'))).toBe(lines);
  });

  test('at night it says when the surgery opens, and 111 is for what cannot wait', () => {
    expect(advice('urgent', says({ it: { internet: 'down' } }), at('22:00'))).toBe(
      'Clayton Surgery is closed. It opens at 8am on Thursday. If it is urgent and cannot wait until the surgery opens, go to NHS 111 online (111.nhs.uk) or call 111. For a child under 5, call 111. By textphone, call 18001 111.',
    );
  });

  test('in opening hours 111 is for those who cannot reach the surgery', () => {
    expect(advice('urgent', says({ it: { internet: 'down' } }), at('11:00'))).toBe(
      'Phone Clayton Surgery on 01632 960001. Reception is open, you can still come in. If it is urgent and you cannot reach the surgery, go to NHS 111 online (111.nhs.uk) or call 111. For a child under 5, call 111. By textphone, call 18001 111.',
    );
  });

  test('a surgery that has told nothing may be tried; its reception is not called open', () => {
    expect(advice('urgent', [], at('11:00'))).toMatch(/^Try to phone Clayton Surgery on 01632 960001, or come in\./);
  });

  test.each([
    ['before it opens', london('2020-01-02 07:00'), AS_PLANNED],
    ['after it closed', at('20:00'), 'Appointments on other days go ahead, unless the surgery tells you otherwise.'],
  ])('an appointment %s', (_, now, lines) => {
    expect(advice('booked', says({ it: { internet: 'down' } }), now)).toBe(lines);
  });

  test('a count of a day that is over is not spoken of at night', () => {
    const facts = says({ gps: { ...COUNTS, offSick: 8 }, it: { internet: 'down' } });
    expect(advice('notUrgent', facts, at('22:00'))).not.toContain('GP');
  });
});

describe('what to do at several surgeries', () => {
  const branch = (content: ReportSays, name: string, now = at('11:00')) => ({
    ...patientsSee('clayton', says(content), now),
    name,
  });
  const lines = (kind: AdviceKind, branches: Parameters<typeof adviceForSeveral>[0]) =>
    adviceForSeveral(branches)
      .find((one) => one.kind === kind)
      ?.lines.join(' ');

  test('doors that are closed are named to those with an appointment', () => {
    const branches = [
      branch({ access: 'closed' }, 'A'),
      branch({ access: 'phone-only' }, 'B'),
      branch({ it: { phones: 'down' } }, 'C'),
    ];
    expect(lines('booked', branches)).toBe(
      'The doors of A and B are closed. Look at the page of your surgery before you set out. Come to your appointment as planned, unless your surgery has told you not to.',
    );
  });

  test('surgeries that cannot send prescriptions are named', () => {
    const branches = [branch({ it: { internet: 'down' } }, 'A'), branch({ it: { phones: 'down' } }, 'B')];
    expect(lines('prescriptions', branches)).toBe(`A cannot send prescriptions at the moment. ${RUN_OUT}`);
  });

  test('at night nobody is told to phone or to go there', () => {
    const night = [
      branch({ it: { internet: 'down' } }, 'A', at('22:00')),
      branch({ it: { phones: 'down' } }, 'B', at('22:00')),
    ];
    expect(lines('urgent', night)).toMatch(/^If it is urgent and cannot wait until your surgery opens, go to NHS 111/);
  });
});
