import { describe, expect, test } from 'vitest';
import { decideEntry, type EntryAnswer, NEW_STATE, nextToSend, seenSince } from '../../shared/outbox/decide-entry.ts';
import type { EntryState, OutboxEntry } from '../../shared/outbox/entry.ts';
import { type ReportResult, toAnswer } from '../../shared/outbox/to-answer.ts';
import { PROBLEM_STATUS, type ProblemCode } from '../../shared/wire/problem.ts';
import type { Clash } from '../../shared/wire/report.ts';

function entry(part: Partial<OutboxEntry> = {}): OutboxEntry {
  return {
    key: 'key-1',
    order: 1,
    person: 'asha',
    branch: 'clayton',
    branchName: 'Clayton Surgery',
    content: { it: { internet: 'down' } },
    seen: 5,
    made: { life: 'a', monotonic: 0, wall: 0, word: null },
    waited: false,
    state: NEW_STATE,
    draft: null,
    ...part,
  };
}

const AT = '2019-12-31T10:42:00.000Z';
const works: Clash = { field: 'it.internet', by: 'Sam', at: AT, was: 'working' };
const alike: Clash = { ...works, was: 'down' };
const other: Clash = { ...works, field: 'gps', was: null };

function stored(part: Partial<Extract<EntryAnswer, { kind: 'stored' }>> = {}): EntryAnswer {
  return { kind: 'stored', seq: 9, at: AT, notApplied: [], overrode: [], ...part };
}

const sent: EntryState = { kind: 'sent', seq: 9, at: AT, overrode: [] };
const merged = (times: number): EntryState => ({ kind: 'waiting', why: 'new', detail: null, merged: times });
const noRight = {
  kind: 'refused',
  why: 'no-right',
  detail: 'You may not report for this branch.',
  faults: [],
} as const;

describe('an entry of the outbox', () => {
  test.each<[string, EntryState, EntryAnswer, EntryState]>([
    ['that is stored is sent', NEW_STATE, stored(), sent],
    ['that overrode others tells of it', NEW_STATE, stored({ overrode: [works] }), { ...sent, overrode: [works] }],
    [
      'that others know better of asks what now',
      NEW_STATE,
      stored({ notApplied: [works] }),
      { kind: 'changed', seq: 9, clashes: [works], isStored: true },
    ],
    ['that others said the same of is sent', NEW_STATE, stored({ notApplied: [alike] }), sent],
    [
      'that others overtook asks what now',
      NEW_STATE,
      { kind: 'overtaken', seq: 7, changed: [works, other] },
      { kind: 'changed', seq: 7, clashes: [works], isStored: false },
    ],
    [
      'goes again when others spoke of other things',
      NEW_STATE,
      { kind: 'overtaken', seq: 7, changed: [other] },
      merged(1),
    ],
    [
      'is looked at by a person when others speak again and again',
      merged(3),
      { kind: 'overtaken', seq: 7, changed: [other] },
      { kind: 'changed', seq: 7, clashes: [], isStored: false },
    ],
    [
      'waits without a line',
      NEW_STATE,
      { kind: 'later', why: 'no-connection', detail: null },
      { kind: 'waiting', why: 'no-connection', detail: null, merged: 0 },
    ],
    [
      'is kept while nobody is signed in',
      NEW_STATE,
      { kind: 'later', why: 'signed-out', detail: null },
      { kind: 'waiting', why: 'signed-out', detail: null, merged: 0 },
    ],
    ['that waited is sent all the same', { ...merged(0), why: 'signed-out' } as EntryState, stored(), sent],
    ['whose right is gone is put aside', NEW_STATE, noRight, noRight],
    ['that was put aside stays so', noRight, stored(), noRight],
    ['that is sent stays so', sent, { kind: 'later', why: 'busy', detail: 'Later.' }, sent],
    [
      'that asks what now stays so',
      { kind: 'changed', seq: 7, clashes: [works], isStored: false },
      stored(),
      { kind: 'changed', seq: 7, clashes: [works], isStored: false },
    ],
  ])('%s', (_, state, answer, next) => {
    expect(decideEntry(entry({ state }), answer).state).toEqual(next);
  });

  test('that goes again has seen what others said', () => {
    expect(decideEntry(entry(), { kind: 'overtaken', seq: 7, changed: [other] }).seen).toBe(7);
  });

  test('tells that it waited', () => {
    const later = decideEntry(entry(), { kind: 'later', why: 'no-connection', detail: null });
    expect(decideEntry(later, stored()).waited).toBe(true);
    expect(decideEntry(entry(), stored()).waited).toBe(false);
  });
});

describe('what comes next', () => {
  const first = entry({ key: 'first', order: 1 });
  const second = entry({ key: 'second', order: 2 });
  const elsewhere = entry({ key: 'elsewhere', order: 3, branch: 'yaxham' });
  const sams = entry({ key: 'sams', order: 0, person: 'sam' });
  const all = [second, elsewhere, sams, first];

  test.each<[string, readonly OutboxEntry[], readonly string[], string | null]>([
    ['is what was said first, by whoever is signed in', all, [], 'first'],
    ['is of another branch while one is held', all, ['clayton'], 'elsewhere'],
    ['is nothing when all are held', all, ['clayton', 'yaxham'], null],
    [
      'is not what is settled',
      [
        { ...first, state: sent },
        { ...second, state: noRight },
      ],
      [],
      null,
    ],
  ])('%s', (_, entries, held, key) => {
    expect(nextToSend(entries, 'asha', new Set(held))?.key ?? null).toBe(key);
  });

  test('said on the same sight of the branch, knows what its writer said before', () => {
    const later = entry({ key: 'later', order: 4, seen: 6 });
    expect(seenSince([...all, later], first, 9).map(({ key, seen }) => [key, seen])).toEqual([
      ['second', 9],
      ['first', 9],
    ]);
  });
});

function problem(code: ProblemCode, extra: object = {}): ReportResult {
  const status = PROBLEM_STATUS[code];
  return { kind: 'refused', status, problem: { code, detail: 'Why.', faults: [], ...extra } };
}

describe('an answer', () => {
  const body = { seq: 9, branch: 'clayton', at: AT, notApplied: [], overrode: [works] };
  const busy = { kind: 'later', why: 'busy', detail: 'Why.' } as const;
  const refused = (why: string) => ({ kind: 'refused', why, detail: 'Why.', faults: [] });

  test.each<[string, ReportResult, object]>([
    ['of ours tells that it is stored', { kind: 'ok', body }, stored({ overrode: [works] })],
    [
      'of a hotel to everything is none',
      { kind: 'ok', body: null },
      { kind: 'later', why: 'no-connection', detail: null },
    ],
    ['that never came is none', { kind: 'unreachable' }, { kind: 'later', why: 'no-connection', detail: null }],
    ['not signed in keeps it', problem('not-signed-in'), { kind: 'later', why: 'signed-out', detail: null }],
    [
      'overtaken',
      problem('branch-changed', { seq: 7, changed: [works] }),
      { kind: 'overtaken', seq: 7, changed: [works] },
    ],
    ['the right is gone', problem('not-allowed'), refused('no-right')],
    ['the branch is gone', problem('not-found'), refused('gone')],
    ['faults', problem('bad-request'), refused('faults')],
    ['the key was used for something else', problem('key-reused'), refused('faults')],
    ['too many requests', problem('too-many-requests'), busy],
    ['the database is away', problem('database-away'), busy],
    ['too busy', problem('too-busy'), busy],
    ['an error of the server', problem('internal'), busy],
    ['timed out', problem('request-timed-out'), busy],
    // What a proxy says becomes `internal`, whatever its status.
    [
      'a proxy that forbids',
      { kind: 'refused', status: 403, problem: { code: 'internal', detail: 'Why.', faults: [] } },
      busy,
    ],
  ])('%s', (_, result, answer) => {
    expect(toAnswer(result)).toEqual(answer);
  });
});
