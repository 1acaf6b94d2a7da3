import { expect, test } from 'vitest';
import { faultsOfPassword } from '../../server/people/check-password.ts';

const KNOWN = ['Fenwick Valley Practice', 'Huntly Lane', 'Asha Lead', 'asha.lead@practice.example'];

test.each([
  'lantern kettle orbit',
  'coffeetrainfish',
  'x9#2!8$4%6^1&',
  'Zq7vKp2mWd8t',
  'my dentist hates jazz',
  'пароль из пяти слов',
  '        kettle jumps',
])('"%s" is taken', (password) => {
  expect(faultsOfPassword(password, KNOWN)).toEqual([]);
});

test.each([
  ['is short', 'kettle orbi'],
  ['is short, however many bytes it has', '🔑🔑🔑🔑🔑🔑'],
  ['is one word and a year', 'Liverpool2026!'],
  ['has digits for letters', 'P@ssw0rd1234'],
  ['is a word, often', 'surgerysurgery'],
  ['is of common words', 'welcomeSummer12'],
  ['is a run of the keyboard', 'qwertyuiop[]'],
  ['is an alphabet backwards', 'zyxwvutsrqpo'],
  ['is one letter', 'aaaaaaaaaaaaaaa'],
  ['is a telephone number', '01632 960001'],
  ['is the branch', 'HuntlyLane2026'],
  ['is the practice', 'Fenwick-Valley!!'],
  ['is its owner', 'asha.lead.asha'],
  ['is known to everybody', 'correct horse battery staple'],
])('a password that %s is refused: %s', (_case, password) => {
  expect(faultsOfPassword(password, KNOWN)).toMatchObject([{ path: '/password' }]);
});
