import { describe, expect, test } from 'vitest';
import { boardOf, patientsSee, publicBoardAt, setUp } from '../support/facts.ts';
import { eve, senderStory } from '../support/sender-story.ts';

const patients = (lines: readonly string[], time: string) => patientsSee('clayton', senderStory(lines), eve(time));

type Case = readonly [name: string, lines: readonly string[], time: string, expected: string];

const WELL = ['08:00 heard', '08:05 says all-well'];

describe('a "down" of a person that a check may end', () => {
  const said = ['08:00 heard', '08:01 records=working', '09:05 says records=down'];
  test.each<Case>([
    ['holds while the check fails', [...said, '09:06 records=down'], '12:00', 'down'],
    [
      'holds when the check failed and passes for less than 5 minutes',
      [...said, '09:06 records=down', '10:00 records=working'],
      '10:04:59',
      'down',
    ],
    [
      'ends when it has passed for 5 minutes',
      [...said, '09:06 records=down', '10:00 records=working'],
      '10:05',
      'working',
    ],
    [
      'ends when the check had failed already as it was said',
      ['08:00 heard', '09:00 records=down', '09:05 says records=down', '10:00 records=working'],
      '10:05',
      'working',
    ],
    [
      'holds when the check had passed again before it was said',
      ['08:00 heard', '08:30 records=down', '09:00 records=working', '09:05 says records=down'],
      '12:00',
      'down',
    ],
    ['holds when the check never failed', said, '12:00', 'down'],
    [
      'holds when the check fails again within the 5 minutes',
      [...said, '09:06 records=down', '10:00 records=working', '10:03 records=down', '10:04 records=working'],
      '10:06',
      'down',
    ],
    [
      'holds when the sender was lost within the 5 minutes',
      [...said, '09:06 records=down', '10:00 records=working', '10:06 lost (10:03)'],
      '12:00',
      'down',
    ],
    [
      'ends when the sender was lost, came back and the check passes',
      [...said, '09:08 lost (09:05)', '12:00 recovering', '12:05 heard'],
      '12:05',
      'working',
    ],
    [
      'does not come back when the check fails once more: that is the sender’s own word',
      [...said, '09:06 records=down', '10:00 records=working', '11:00 records=down', '11:01 records=working'],
      '11:02',
      'working',
    ],
    [
      'said again after it ended counts again',
      [...said, '09:06 records=down', '10:00 records=working', '10:10 says records=down'],
      '12:00',
      'down',
    ],
    [
      '"works partly" ends the same way',
      ['08:00 heard', '09:05 says records=degraded', '09:06 records=down', '10:00 records=working'],
      '10:05',
      'working',
    ],
    [
      'of the records is not ended by the check of the phones',
      ['08:00 heard', '09:05 says records=down', '09:06 phones=down', '10:00 phones=working'],
      '12:00',
      'down',
    ],
    [
      'of the records is not ended by a line that is back',
      ['08:00 heard', '09:05 says records=down', '09:08 lost (09:05)', '12:00 recovering', '12:05 heard'],
      '13:00',
      'down',
    ],
  ])('%s', (_, lines, time, state) => {
    expect(patients(lines, time).services.records).toBe(state);
  });

  test('of the line ends with its own check too', () => {
    const lines = ['08:00 heard', '09:05 says internet=down', '09:06 internet=down', '10:00 internet=working'];
    expect([patients(lines, '10:04:59').it, patients(lines, '10:05').it]).toEqual(['down', 'up']);
  });

  test('moves the page by the clock alone, and the surgery has changed then', () => {
    const lines = [...WELL, '09:05 says records=down', '09:06 records=down', '10:00 records=working'];
    const board = boardOf([...setUp(), ...senderStory(lines)]);
    const [before, after] = [eve('10:05') - 1, eve('10:05')].map((now) => publicBoardAt(board, now));
    expect([before?.notice === null, after?.notice === null]).toEqual([false, true]);
    expect(after?.edge).toBe('2019-12-31T10:05:00.000Z');
    expect(after?.branches.find(({ slug }) => slug === 'clayton')?.changedAt).toBe('2019-12-31T10:05:00.000Z');
  });
});
