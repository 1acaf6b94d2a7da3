import { describe, expect, test } from 'vitest';
import { USE_111 } from '../../shared/words/advice.ts';
import { recordedMessage, spokenSeconds } from '../../shared/words/recorded-message.ts';
import { allWell, at, boardOf, SCENES, type SceneName, type Said, say } from '../support/public-boards.ts';

type Board = ReturnType<typeof boardOf>;

function messageOf(board: Board, now: number, slug: string) {
  const branch = board.branches.find((one) => one.slug === slug);
  if (!branch) throw new Error(`no ${slug}`);
  return recordedMessage(branch, { now, zone: board.practice.timeZone });
}

function ofScene(name: SceneName, slug: string) {
  const { board, now } = SCENES[name]();
  return messageOf(board, now, slug);
}

function ofClayton(said: Said) {
  return messageOf(boardOf(say(allWell(), 'clayton', '09:05', said), at('10:42')), at('10:42'), 'clayton').text;
}

const USE = 'If it is urgent and you cannot reach the surgery, go to NHS 111 online (111.nhs.uk) or call 111.';
const USE_WHEN_CLOSED =
  'If it is urgent and cannot wait until the surgery opens, go to NHS 111 online (111.nhs.uk) or call 111.';
const CHILD = 'For a child under 5, call 111.';
const TEXTPHONE = 'By textphone, call 18001 111.';
const EMERGENCY = 'In an emergency, call 999.';
const AS_PLANNED = 'Come to your appointment as planned, unless the surgery has told you not to.';
const OTHER_DAYS = 'Appointments on other days go ahead, unless the surgery tells you otherwise.';

describe('the message of the phone line', () => {
  test.each<[SceneName, string, readonly string[]]>([
    [
      'normal',
      'clayton',
      [
        'Clayton Surgery is working normally. Reception is open until 6:30pm.',
        USE,
        CHILD,
        TEXTPHONE,
        EMERGENCY,
        AS_PLANNED,
      ],
    ],
    [
      'trouble',
      'clayton',
      [
        'Clayton Surgery has a problem. Reception is open until 6:30pm.',
        'Doctors cannot see medical records at the moment. Online booking and requests are not working.',
        USE,
        CHILD,
        EMERGENCY,
        AS_PLANNED,
      ],
    ],
    [
      'many',
      'eye-church',
      [
        'Eye Church Surgery has a problem. Reception is open until 6:30pm. The phones are not working.',
        USE,
        CHILD,
        TEXTPHONE,
        EMERGENCY,
        AS_PLANNED,
      ],
    ],
    [
      'many',
      'paston-ridge',
      [
        'Paston Ridge Surgery has a problem. The doors are closed.',
        USE,
        CHILD,
        TEXTPHONE,
        EMERGENCY,
        'If it can wait, please wait until the surgery is working normally again.',
      ],
    ],
    [
      'limited',
      'clayton',
      [
        'Clayton Surgery has fewer GPs than usual. Reception is open until 6:30pm. 4 of 8 GPs are in today.',
        USE,
        CHILD,
        EMERGENCY,
        AS_PLANNED,
      ],
    ],
    ['unknown', 'yaxham', ['Yaxham Surgery has not told us yet today.', USE, CHILD, TEXTPHONE, EMERGENCY, AS_PLANNED]],
    [
      'notHeard',
      'thorney-dyke',
      [
        'We have not heard from Thorney Dyke Surgery since 10:32am.',
        USE,
        CHILD,
        EMERGENCY,
        'If it can wait, please wait until we know more.',
        AS_PLANNED,
      ],
    ],
    [
      'night',
      'clayton',
      [
        'Clayton Surgery has a problem. The surgery is closed. It opens at 8am on Thursday.',
        'Doctors cannot see medical records at the moment. Online booking and requests are not working.',
        USE_WHEN_CLOSED,
        CHILD,
        EMERGENCY,
        OTHER_DAYS,
      ],
    ],
    [
      'calmNight',
      'stanway',
      [
        'Stanway Surgery is closed. It opens at 8am on Thursday.',
        USE_WHEN_CLOSED,
        CHILD,
        TEXTPHONE,
        EMERGENCY,
        OTHER_DAYS,
      ],
    ],
  ])('%s at %s', (name, slug, said) => {
    expect(ofScene(name, slug).text).toBe(said.join(' '));
  });

  test.each<[string, Said]>([
    ['by phone only', { access: 'phone-only' }],
    ['with closed doors', { access: 'closed' }],
    ['without GPs', { gps: { expected: 8, offSick: 8, away: 0, locums: 0 } }],
  ])('%s tells nobody to phone for what they have phoned for, and nobody to come', (_, said) => {
    expect(ofClayton(said)).not.toContain('Phone the surgery');
    expect(ofClayton(said)).not.toContain(AS_PLANNED);
  });

  test('takes less than half a minute whatever is the matter, and always tells the way to NHS 111 and to 999', () => {
    for (const name of Object.keys(SCENES) as SceneName[]) {
      const { board, now } = SCENES[name]();
      for (const { slug } of board.branches) {
        const { text, seconds } = messageOf(board, now, slug);
        expect(seconds, text).toBeLessThan(30);
        // At 150 words a minute as well, as numbers are counted in print.
        expect(text.split(' ').length, text).toBeLessThanOrEqual(75);
        expect(text).toContain(`${USE_111[0].slice(1)} ${CHILD}`);
        expect(text).toContain(EMERGENCY);
      }
    }
  });

  test('counts what is spoken: each digit is a word', () => {
    expect(spokenSeconds('In an emergency, call 999.')).toBe(3);
    expect(spokenSeconds('Call 111.')).toBe(2);
  });
});
