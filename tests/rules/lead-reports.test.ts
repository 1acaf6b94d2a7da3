import { describe, expect, test } from 'vitest';
import type { ReportContent } from '../../shared/facts/check-report.ts';
import type { Clash } from '../../shared/wire/report.ts';
import type { SheetKind } from '../../shared/words/staff-lead.ts';
import { chooseBranch } from '../../web/lead/branch-choice.ts';
import { type Choices, questionsOf, toOvertaken, withoutTheirs } from '../../shared/outbox/clashes.ts';
import { beginDraft, type Draft, faultsOf, toContent } from '../../web/lead/draft.ts';
import { dueClaims } from '../../web/lead/due-claims.ts';
import { setInToday } from '../../web/lead/gp-steps.ts';
import { allWell, at, claytonDown, say, type Story } from '../support/public-boards.ts';
import { staffBoardOf } from '../support/staff-boards.ts';

function clayton(story: Story = allWell(), clock = '10:42') {
  const branch = staffBoardOf(story, at(clock)).branches.find(({ slug }) => slug === 'clayton');
  if (!branch) throw new Error('no clayton');
  return branch;
}

function draft(kind: SheetKind, part: Partial<Draft> = {}, story?: Story): Draft {
  return { ...beginDraft(kind, clayton(story)), ...part };
}

const ALL = {
  internet: 'working',
  records: 'working',
  phones: 'working',
  online: 'working',
  prescriptions: 'working',
} as const;

const MESSAGE = say(allWell(), 'clayton', '09:20', { message: 'Please phone first.', access: 'phone-only' });

describe('what a button reports', () => {
  test.each<[string, Draft, ReportContent]>([
    [
      'internet down, the phones still work',
      draft('internet-down', { phones: 'working' }),
      { it: { internet: 'down', phones: 'working' } },
    ],
    [
      'internet down, the phones too',
      draft('internet-down', { phones: 'down' }),
      { it: { internet: 'down', phones: 'down' } },
    ],
    [
      'internet down, nobody is sure of the phones',
      draft('internet-down', { phones: 'unknown' }),
      { it: { internet: 'down', phones: 'unknown' } },
    ],
    ['records down, and nothing else', draft('records-down'), { it: { records: 'down' } }],
    ['all working speaks of all five services', draft('all-working'), { it: ALL }],
    [
      'all working opens the doors and takes the message back when asked to',
      draft('all-working', { openDoors: true, takeMessageBack: true }, MESSAGE),
      { it: ALL, access: 'open', message: null },
    ],
    [
      'something else says only what was changed',
      draft('services', { services: { ...ALL, online: 'degraded' }, note: ' Engineer\ncalled. ' }),
      { it: { online: 'degraded' }, note: 'Engineer called.' },
    ],
    ['counts of GPs are said whole', draft('gps'), { gps: { expected: 8, offSick: 0, away: 0, locums: 0 } }],
    ['the doors as they stand can be said again', draft('doors'), { access: 'open' }],
    ['the doors', draft('doors', { access: 'closed' }), { access: 'closed' }],
    [
      'a message is one line',
      draft('message', { message: 'Phone us.\n\nWe speak to all.' }),
      { message: 'Phone us. We speak to all.' },
    ],
    ['a message is taken back', draft('message', { takeMessageBack: true }, MESSAGE), { message: null }],
  ])('%s', (_, from, content) => {
    expect(toContent(from)).toEqual(content);
    expect(faultsOf(from)).toEqual([]);
  });

  test.each<[string, Draft, string]>([
    ['internet down without a word on the phones', draft('internet-down'), 'Say whether the phones still work.'],
    [
      'GPs missing without a reason',
      draft('gps', { gps: setInToday(beginDraft('gps', clayton()).gps, 6) }),
      'Say whether they are off sick or away.',
    ],
    ['something else with nothing changed', draft('services'), 'Nothing is changed yet.'],
    ['an empty message', draft('message', { message: '  ' }), 'Write what patients should know.'],
    [
      'an empty message over one that stands',
      draft('message', { message: '' }, MESSAGE),
      'Write a message, or take the last one back.',
    ],
    [
      'a message that is too long',
      draft('message', { message: 'x'.repeat(282) }),
      'What should patients know?: 2 characters too many.',
    ],
  ])('%s is asked about first', (_, from, fault) => {
    expect(faultsOf(from).map(({ message }) => message)).toEqual([fault]);
  });

  test('phones that are known to be dead need not be asked about', () => {
    const story = say(allWell(), 'clayton', '09:00', { it: { phones: 'down' } });
    expect(faultsOf(draft('internet-down', {}, story))).toEqual([]);
  });
});

const FIVE = { expected: 8, offSick: 3, away: 0, locums: 0 };
const FOUR = { expected: 8, offSick: 4, away: 0, locums: 0 };

function clash(field: string, was: unknown): Clash {
  return { field, by: 'Sam', at: '2019-12-31T10:40:00.000Z', was };
}

describe('what others said meanwhile', () => {
  test.each<[string, ReportContent, readonly Clash[], readonly string[]]>([
    ['of the same, otherwise, is asked about', { gps: FOUR }, [clash('gps', FIVE)], ['gps']],
    [
      'of the same, the same, is not',
      { gps: FOUR },
      [clash('gps', { locums: 0, away: 0, offSick: 4, expected: 8 })],
      [],
    ],
    ['of other things is not', { it: { internet: 'down' } }, [clash('gps', FIVE), clash('it.records', 'working')], []],
    [
      'of one service of several is asked about',
      { it: ALL },
      [clash('it.records', 'down'), clash('it.phones', 'working')],
      ['it.records'],
    ],
    [
      'of a message is asked about, though it was taken back',
      { message: 'Phone us.' },
      [clash('message', null)],
      ['message'],
    ],
    ['of anything stands against "still so"', { confirm: true }, [clash('gps', FIVE), clash('confirm', true)], ['gps']],
  ])('%s', (_, content, changed, fields) => {
    expect(questionsOf(content, changed).map(({ field }) => field)).toEqual(fields);
  });

  test.each<[string, ReportContent, Choices, ReportContent | null]>([
    ['using mine sends all', { gps: FOUR }, { gps: 'mine' }, { gps: FOUR }],
    ['keeping theirs leaves nothing to send', { gps: FOUR }, { gps: 'theirs' }, null],
    [
      'keeping theirs sends the rest',
      { it: { internet: 'down', phones: 'down' } },
      { 'it.phones': 'theirs' },
      { it: { internet: 'down' } },
    ],
    [
      'each field by itself',
      { it: { internet: 'down' }, gps: FOUR, access: 'closed', message: null },
      { 'it.internet': 'theirs', access: 'theirs', message: 'mine' },
      { gps: FOUR, message: null },
    ],
  ])('%s', (_, content, choices, rest) => {
    expect(withoutTheirs(content, choices)).toEqual(rest);
  });

  test('an answer of another kind is none that can be settled', () => {
    expect(toOvertaken({ code: 'branch-changed', seq: 7, changed: [] })).toEqual({ seq: 7, changed: [] });
    expect(toOvertaken({ code: 'branch-changed' })).toBeNull();
    expect(toOvertaken({ code: 'internal', seq: 7, changed: [] })).toBeNull();
  });
});

describe('"still so?"', () => {
  test.each<[string, Story, string, readonly string[] | null]>([
    ['is not asked while a claim is young', claytonDown(), '12:34', null],
    ['is asked from half an hour before a claim is due', claytonDown(), '12:35', ['internet']],
    ['is asked once it is due, in the evening too', claytonDown(), '22:00', ['internet']],
    ['is not asked of counts of GPs', say(allWell(), 'clayton', '08:40', { gps: FOUR }), '18:00', null],
    ['is not asked of what works', allWell(), '18:00', null],
    [
      'is asked of every claim that is due',
      say(claytonDown(), 'clayton', '09:06', { it: { prescriptions: 'degraded' } }),
      '13:10',
      ['internet', 'prescriptions'],
    ],
  ])('%s', (_, story, clock, services) => {
    expect(dueClaims(clayton(story, clock), at(clock))?.services ?? null).toEqual(services);
  });
});

describe('the branch that the page is about', () => {
  const { branches } = staffBoardOf(allWell(), at('10:42'));
  const lead = { role: 'lead', branches: ['yaxham', 'clayton'] } as const;
  test.each([
    ["is a lead's first one", lead, [null, null], 'yaxham', 2],
    ['is the one that the address names', lead, ['clayton', 'yaxham'], 'clayton', 2],
    ['is the one chosen on this device', lead, [null, 'clayton'], 'clayton', 2],
    ["is never another lead's", lead, ['stanway', null], 'yaxham', 2],
    ['is to be chosen by operations', { role: 'operations', branches: [] }, [null, null], null, 18],
    ['is any for operations', { role: 'operations', branches: [] }, ['stanway', null], 'stanway', 18],
    ['is none for a display', { role: 'display', branches: [] }, ['clayton', null], null, 0],
    ['is none for a lead of branches that are gone', { role: 'lead', branches: ['gone'] }, [null, 'gone'], null, 0],
  ] as const)('%s', (_, session, wanted, chosen, count) => {
    const choice = chooseBranch(branches, { role: session.role, branches: [...session.branches] }, wanted);
    expect(choice.chosen?.slug ?? null).toBe(chosen);
    expect(choice.branches).toHaveLength(count);
    expect(choice.onBehalf).toBe(session.role === 'operations');
  });
});
