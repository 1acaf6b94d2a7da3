import { expect, test } from 'vitest';
import { lineWords } from '../../shared/contact/line-words.ts';
import type { Fact } from '../../shared/facts/fact.ts';
import { DEFAULT_SETTINGS } from '../../shared/practice/settings.ts';
import { ALL_WORKING, boardOf, london, report, setUp } from '../support/facts.ts';

const at = (time: string) => london(`2019-12-31 ${time}`);
const place = (time: string, seq: number) => ({ at: at(time), seq });

const DOWN = report('clayton', { it: { internet: 'down' } }, place('09:10', 101));
const WORKS = report('clayton', { it: ALL_WORKING }, place('09:20', 102));

test.each<[string, readonly Fact[], readonly Fact[], readonly string[]]>([
  ['down is down', [], [DOWN], ['down 09:10']],
  ['working is that it works', [], [WORKS], ['works 09:20']],
  ['words come by the time they were made at', [], [WORKS, DOWN], ['down 09:10', 'works 09:20']],
  ['slow is neither', [], [report('clayton', { it: { internet: 'degraded' } }, place('09:10', 101))], []],
  [
    'another service tells nothing of the line',
    [],
    [report('clayton', { it: { phones: 'down' } }, place('09:10', 101))],
    [],
  ],
  ['nor does another branch', [], [report('yaxham', { it: { internet: 'down' } }, place('09:10', 101))], []],
  [
    'still so, after down, says down again',
    [DOWN],
    [report('clayton', { confirm: true }, place('09:40', 103))],
    ['down 09:40'],
  ],
  [
    'still so, after all was well, says that it works',
    [WORKS],
    [report('clayton', { confirm: true }, place('09:40', 103))],
    ['works 09:40'],
  ],
  [
    'still so, where nothing was said, says nothing',
    [],
    [report('clayton', { confirm: true }, place('09:40', 103))],
    [],
  ],
  [
    'still so, of what was said the day before, says nothing',
    [report('clayton', { it: ALL_WORKING }, { at: london('2019-12-30 09:00'), seq: 101 })],
    [report('clayton', { confirm: true }, place('09:40', 103))],
    [],
  ],
])('of what people say of a line: %s', (_case, before, facts, expected) => {
  const board = boardOf([...setUp(), ...before, ...facts]);
  const words = lineWords(facts, 'clayton', board, DEFAULT_SETTINGS);
  expect(words.map((word) => `${word.says} ${new Date(word.at).toISOString().slice(11, 16)}`)).toEqual(expected);
});
