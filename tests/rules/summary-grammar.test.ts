import { describe, expect, test } from 'vitest';
import type { Tally } from '../../shared/board/tally.ts';
import { summarySentence } from '../../shared/words/summary.ts';
import { london, ZONE } from '../support/facts.ts';
import { tallyOf } from '../support/tallies.ts';

const MONDAY_8AM = london('2020-01-06 08:00');
const MONDAY_NOON = london('2020-01-06 12:00');
const SUNDAY_NIGHT = london('2020-01-05 22:00');

const KINDS = [
  'working',
  'limited',
  'trouble',
  'notHeard',
  'notTold',
  'notSure',
  'troubleClosed',
  'notHeardClosed',
  'closed',
] as const;

/** Every tally with up to three branches of each kind: 4^9 of them. */
function* everyTally(): Generator<Tally> {
  for (let code = 1; code < 4 ** KINDS.length; code += 1) {
    const counts: { [K in (typeof KINDS)[number]]?: number } = {};
    let rest = code;
    for (const kind of KINDS) {
      counts[kind] = rest % 4;
      rest = Math.floor(rest / 4);
    }
    yield tallyOf(counts, MONDAY_8AM);
  }
}

function faultsOf(tally: Tally): string[] {
  const sentence = summarySentence(tally, SUNDAY_NIGHT, ZONE);
  const sentences = sentence.split(/(?<=\.) /);
  const troubled = tally.trouble + tally.troubleClosed > 0;
  const silent = tally.notHeard + tally.notHeardClosed > 0;
  const rules: readonly [string, boolean][] = [
    [
      'each sentence has a capital or a number first and one full stop',
      sentences.every((one) => /^[A-Z0-9][^.]*\.$/.test(one)),
    ],
    ['nothing is doubled or empty', !/ {2}|undefined|null|NaN|\b0\b/.test(sentence)],
    ['1 is singular', !/\b1 (?:surgeries|open surgeries|closed surgeries|have|are|more are)\b/.test(sentence)],
    ['more than 1 is plural', !/\b(?:[2-9]|\d\d+) (?:surgery|closed surgery|has|is|more is)\b/.test(sentence)],
    ['"of" stands before a plural noun', !/ of \d+ (?:open )?surgery\b/.test(sentence)],
    ['working is said when it is so', tally.working > 0 === sentence.includes('working normally')],
    ['a problem is said when there is one', troubled === sentence.includes('a problem')],
    ['silence is said when there is some', silent === sentence.includes('not heard')],
    ['not told is said when it is so', tally.notTold > 0 === sentence.includes('not told us')],
    ['a limited service is said when there is one', tally.limited > 0 === sentence.includes('limited')],
    [
      'all are closed only when none is open',
      /(?:All surgeries are|It is|The surgery is) closed\./.test(sentence) === (tally.open === 0),
    ],
    [
      'no more are said to work than do',
      !sentence.startsWith('All') || !sentence.includes('working') || tally.working === tally.open,
    ],
    ['no sentence is longer than 20 words', sentences.every((one) => one.split(' ').length <= 20)],
    ['no word that patients do not use', !/branch|degraded|site|clinician/i.test(sentence)],
  ];
  return rules.filter(([, kept]) => !kept).map(([rule]) => `${rule}: ${sentence}`);
}

/** How many branches the sentence speaks of: its first number, or what stands for it, of the open ones, then the rest. */
function spokenOf(tally: Tally): number {
  const sentence = summarySentence(tally, MONDAY_NOON, ZONE);
  const [first = ''] = sentence.split(/(?<=\.) /);
  const works = first.includes('working');
  const rest = works ? sentence.slice(first.length) : sentence;
  const numbers = [...rest.matchAll(/\b\d+\b/g)].map(([number]) => Number(number));
  return tally.working + numbers.reduce((sum, number) => sum + number, 0);
}

describe('every combination of up to three surgeries of each kind', () => {
  test('is one or more short, right sentences', () => {
    const faults: string[] = [];
    for (const tally of everyTally()) if (faults.length < 5) faults.push(...faultsOf(tally));
    expect(faults).toEqual([]);
  });

  test('speaks of every surgery once while some are open', () => {
    const wrong: string[] = [];
    for (const tally of everyTally()) {
      const named = tally.open === 0 || tally.branches === 1 || tally.trouble === tally.branches;
      if (!named && spokenOf(tally) !== tally.branches) wrong.push(summarySentence(tally, MONDAY_NOON, ZONE));
    }
    expect(wrong.slice(0, 5)).toEqual([]);
  });
});
