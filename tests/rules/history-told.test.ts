import { describe, expect, test } from 'vitest';
import type { Fact } from '../../shared/facts/fact.ts';
import { toBranchDay } from '../../shared/history/branch-day.ts';
import { daysAfter, spanOf } from '../../shared/history/day-key.ts';
import { listDays } from '../../shared/history/listed-days.ts';
import { packDay } from '../../shared/history/packed-day.ts';
import { DAY, HOUR } from '../../shared/practice/instant.ts';
import { toPublicHistory } from '../../shared/views/public-history.ts';
import { countDays, historySentence, spellSentence, spellWhen } from '../../shared/words/history.ts';
import type { PublicSpell } from '../../shared/wire/history.ts';
import { ALL_WORKING, boardOf, incident, london, report, setUp, ZONE } from '../support/facts.ts';
import { eventfulHistory, stretchesOn } from '../support/past-days.ts';

const TUESDAY = '2019-12-31';
const at = (time: string) => london(`${TUESDAY} ${time}`);
const morning = report('clayton', { it: ALL_WORKING }, { at: at('08:00'), seq: 101 });

/** That Tuesday as it is told of once these facts are known. */
function told(facts: readonly Fact[]) {
  const all = [...setUp(), morning, ...facts];
  const span = spanOf(TUESDAY, ZONE);
  const made = toBranchDay(stretchesOn('clayton', all, TUESDAY), span);
  const days = new Map([[TUESDAY, new Map(made ? [['clayton', packDay(made, span.begin)]] : [])]]);
  const [day] = toPublicHistory(boardOf(all), { last: TUESDAY, zone: ZONE, days }, 'clayton').days;
  if (!day) throw new Error('nothing is told');
  return day;
}

const head = (seq: number, time: number) => ({ seq, at: time, recordedAt: time, actor: 'office', actorName: 'Mo' });
const erased = (target: number, fields: readonly ('title' | 'public')[], branch: string | null = null): Fact => ({
  ...head(900, at('12:00') + DAY),
  kind: 'erasure',
  branch,
  target,
  fields,
  person: null,
  reason: null,
});
const about = { severity: 'major', branches: ['clayton'], services: ['records'], shown: true } as const;
const opened = incident(102, { title: 'No records', ...about }, { at: at('10:00'), seq: 102 });
const over = incident(102, { resolved: true }, { at: at('11:00'), seq: 103 });
const work = {
  title: 'New phones',
  branches: ['clayton'],
  services: ['phones'] as const,
  from: at('13:00'),
  to: at('13:00') + HOUR,
};
const planned: Fact = { ...head(104, at('09:00')), kind: 'planned', planned: 104, work };
const calledOff: Fact = { ...head(105, at('12:00')), kind: 'planned', planned: 104, work: null };

describe('what is told of a day that is over', () => {
  test.each<[string, readonly Fact[], readonly string[], readonly string[]]>([
    ['an incident and planned work by their public titles', [opened, over, planned], ['No records'], ['New phones']],
    ['no incident of another branch', [{ ...opened, branches: ['yaxham'] } as Fact], [], []],
    [
      'no incident that was hidden since',
      [opened, over, incident(102, { shown: false }, { at: at('09:00') + 2 * DAY, seq: 106 })],
      [],
      [],
    ],
    ['no title that was erased since', [opened, over, planned, erased(102, ['title']), erased(104, ['title'])], [], []],
    [
      'a title as it was corrected since',
      [opened, incident(102, { title: 'Records are slow' }, { at: at('09:00') + DAY, seq: 106 })],
      ['Records are slow'],
      [],
    ],
    ['no work that was called off', [planned, calledOff], [], []],
    [
      'no incident that began later',
      [incident(102, { title: 'No records', ...about }, { at: at('10:00') + DAY, seq: 102 })],
      [],
      [],
    ],
  ])('%s', (_, facts, incidents, works) => {
    const day = told(facts);
    expect(day.incidents.map(({ title }) => title)).toEqual(incidents);
    expect(day.planned.map(({ title }) => title)).toEqual(works);
  });

  test('an outage that is erased of its words is an outage still', () => {
    expect(told([opened, over, erased(102, ['title'])])).toMatchObject({ state: 'degraded', incidents: [] });
  });
});

const spell = (changes: Partial<PublicSpell> = {}): PublicSpell => ({
  state: 'degraded',
  from: '2019-12-31T09:05:00.000Z',
  to: '2019-12-31T15:10:00.000Z',
  wasOpen: true,
  goesBack: false,
  goesOn: false,
  reasons: [],
  services: [],
  sentence: '',
  ...changes,
});

describe('the words', () => {
  test.each<[Partial<PublicSpell>, string]>([
    [{}, '9:05am to 3:10pm'],
    [{ goesBack: true }, 'Until 3:10pm, since the day before'],
    [{ goesOn: true }, 'From 9:05am, and on into the next day'],
    [{ goesBack: true, goesOn: true }, 'All day, and on the days before and after'],
    [{ to: '2019-12-31T09:05:30.000Z' }, 'At 9:05am, for a moment'],
    [{ wasOpen: false }, '9:05am to 3:10pm, while it was closed'],
  ])('of when: %#', (changes, words) => {
    expect(spellWhen(spell(changes), ZONE)).toBe(words);
  });

  test.each<[Parameters<typeof spellSentence>, string]>([
    [
      [
        ['internet-down', 'records-down'],
        ['internet', 'records'],
      ],
      'There were problems with the internet and medical records.',
    ],
    [[['not-heard'], []], 'We did not hear from this surgery.'],
    [[['gps-under-half'], []], 'There were far fewer GPs than usual.'],
    [[['intermittent'], ['internet']], 'The internet kept going on and off.'],
    [[['incident'], []], 'A wider problem affected this surgery.'],
  ])('of what: %#', (asked, words) => {
    expect(spellSentence(...asked)).toBe(words);
  });

  test('of all days say how often and for how long, and nothing of what never was', () => {
    const { days } = eventfulHistory();
    const normal = days.filter(({ state }) => state === 'normal');
    expect(historySentence(countDays([]))).toBe('This surgery is new here. There are no days to tell of yet.');
    expect(historySentence(countDays(normal))).toBe(
      'In the last 51 days this surgery was open on 51 days. It worked normally on all of them.',
    );
    const night = days.filter(({ day }) => day === '2019-10-18');
    expect(historySentence(countDays(night))).toBe(
      'On the last day this surgery was open. It had a problem on 1 day, while it was closed.',
    );
  });

  test('list days that nobody knows of in a row as one, with what is closed in between', () => {
    const { days } = eventfulHistory(30);
    const unknown = days.map((day) =>
      day.state === 'closed' ? day : { ...day, state: 'unknown' as const, planned: [], incidents: [] },
    );
    const [all, ...others] = listDays(unknown);
    expect(others).toEqual([]);
    expect([all?.[0].day, all?.at(-1)?.day]).toEqual(['2019-12-30', daysAfter('2019-12-30', -28)]);
  });
});
