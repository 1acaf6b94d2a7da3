import type { ContactState } from '../../../shared/facts/fact.ts';
import type { Instant } from '../../../shared/practice/instant.ts';
import type { BranchStateName, Reason } from '../../../shared/wire/public-board.ts';
import type { Trouble } from './story-senders.ts';

/** What everybody must see at the end of a scene of the day on which nobody reports anything. */
export interface SceneExpectation {
  readonly sentence: string;
  readonly clayton: BranchStateName;
  /** Why Clayton is not normal, as patients are told. */
  readonly reasons: readonly Reason[];
  /** What staff see of Clayton's sender. */
  readonly contact: ContactState;
  /** Surgeries that the NHS 111 notice names. */
  readonly notice: readonly string[];
  /** Of the one incident that the rules made: who is affected now; null while patients see none. */
  readonly incident: null | { readonly status: 'open' | 'resolved'; readonly affected: readonly string[] };
}

/** A stretch of the second day, in which the same is wrong from its beginning to its end. */
export interface Scene {
  /** When it ends, and what is expected is looked at. */
  readonly at: Instant;
  readonly title: string;
  readonly trouble: Trouble;
  readonly expect: SceneExpectation;
}

/** 2 January 2020; UTC is local time in winter. New Year's Day is a bank holiday. */
function onTheDay(time: string): Instant {
  return Date.parse(`2020-01-02T${time}Z`);
}

/** When the senders of all branches begin: their PCs were switched on. */
export const SECOND_DAY_BEGINS = onTheDay('09:26:00');

/** Twelve of the fourteen branches that work with the same clinical record system. */
const WITHOUT_RECORDS: readonly string[] = [
  'crowle-abbey',
  'eye-church',
  'glinton-cross',
  'hampton-vale',
  'hodson-green',
  'huntly-lane',
  'minster-yard',
  'orton-mere',
  'paston-ridge',
  'stanway',
  'thorney-dyke',
  'yaxham',
];

const CALM: Trouble = { silent: [], withoutRecords: [] };
const CUT_OFF: Trouble = { ...CALM, silent: ['clayton'] };
const RECORDS_FAIL: Trouble = { ...CALM, withoutRecords: WITHOUT_RECORDS };

const ALL_WELL: SceneExpectation = {
  sentence: 'All 18 surgeries are working normally.',
  clayton: 'normal',
  reasons: [],
  contact: 'heard',
  notice: [],
  incident: null,
};
const NOT_HEARD: SceneExpectation = {
  ...ALL_WELL,
  sentence: '17 of 18 surgeries are working normally. We have not heard from 1.',
  clayton: 'degraded',
  reasons: ['not-heard'],
  contact: 'lost',
  notice: ['clayton'],
};
const NO_RECORDS: SceneExpectation = {
  ...ALL_WELL,
  sentence: '6 of 18 surgeries are working normally. 12 have a problem.',
  notice: WITHOUT_RECORDS,
};

/**
 * The day after, on which nobody reports anything: Clayton is cut off and the board alone notices; then the record system
 * fails at twelve branches at once, and is one incident.
 */
export const SECOND_DAY: readonly Scene[] = [
  {
    at: onTheDay('09:30:00'),
    title: 'Thursday. Nobody has reported. The senders in the branches are heard, and their own checks are well.',
    trouble: CALM,
    expect: ALL_WELL,
  },
  {
    at: onTheDay('09:31:20'),
    title: 'Clayton is silent for 80 seconds. Staff are asked; patients are told nothing that is not sure.',
    trouble: CUT_OFF,
    expect: { ...ALL_WELL, contact: 'suspect' },
  },
  {
    at: onTheDay('09:33:10'),
    title: 'Three minutes: "We have not heard from this surgery". The notice goes up, and nobody reported a thing.',
    trouble: CUT_OFF,
    expect: NOT_HEARD,
  },
  {
    at: onTheDay('09:36:00'),
    title: 'The line is back. Clayton is heard again, and watched for five minutes: the notice stays.',
    trouble: CALM,
    expect: { ...NOT_HEARD, contact: 'recovering' },
  },
  {
    at: onTheDay('10:00:00'),
    title: 'Five clean minutes: Clayton is well, and the notice leaves by itself.',
    trouble: CALM,
    expect: ALL_WELL,
  },
  {
    at: onTheDay('10:00:50'),
    title:
      'The record system fails at 12 surgeries. Each shows it, and the notice names all, before anybody sorts out why.',
    trouble: RECORDS_FAIL,
    expect: NO_RECORDS,
  },
  {
    at: onTheDay('10:02:30'),
    title: 'One incident for all of them, opened by the board, and told to patients once, in one text.',
    trouble: RECORDS_FAIL,
    expect: { ...NO_RECORDS, incident: { status: 'open', affected: WITHOUT_RECORDS } },
  },
  {
    at: onTheDay('10:09:00'),
    title: 'The records work again. Each surgery is well as soon as its own check says so.',
    trouble: CALM,
    expect: { ...ALL_WELL, incident: { status: 'open', affected: [] } },
  },
  {
    at: onTheDay('10:19:00'),
    title: 'Ten minutes without a fault: the incident is over, and its record is written.',
    trouble: CALM,
    expect: { ...ALL_WELL, incident: { status: 'resolved', affected: [] } },
  },
];
