import type { Instant } from '../practice/instant.ts';
import type { ADVICE_KINDS, PublicBranch } from '../wire/public-board.ts';
import { PAGE } from './languages/en.ts';
import { gpStatement } from './services.ts';
import { formatNextOpening } from './times.ts';
import { ENGLISH_PAGE, type PageWords, pick, tell } from './words.ts';

export type AdviceKind = (typeof ADVICE_KINDS)[number];

/** What to do, under one of the four headings. */
export interface Advice {
  readonly kind: AdviceKind;
  readonly heading: string;
  readonly lines: readonly string[];
}

/** When and where advice is read, to say when a surgery opens next. */
export interface AdviceTime {
  readonly now: Instant;
  readonly zone: string;
}

/** What advice for one surgery rests on. */
export type AdviceBranch = Pick<
  PublicBranch,
  'name' | 'phone' | 'state' | 'reasons' | 'open' | 'access' | 'services' | 'gps'
>;

/** The way to NHS 111, in English. */
export const USE_111 = [PAGE.use111, PAGE.child111, PAGE.textphone111] as const;

/** The way to NHS 111. */
export function use111(words: PageWords = ENGLISH_PAGE): string[] {
  return [tell(words, 'use111'), ...otherWaysTo111(words)];
}

/** 111 online is not for children under 5 (nhs.uk). */
export function otherWaysTo111(words: PageWords): string[] {
  return [tell(words, 'child111'), tell(words, 'textphone111')];
}

const HEADINGS = {
  urgent: 'adviceUrgent',
  notUrgent: 'adviceNotUrgent',
  booked: 'adviceBooked',
  prescriptions: 'advicePrescriptions',
} as const satisfies { readonly [K in AdviceKind]: string };

export function isSilentAlone({ reasons }: AdviceBranch): boolean {
  return reasons.join() === 'not-heard';
}

export function phonesWork({ services }: AdviceBranch): boolean {
  return services.phones !== 'down';
}

/** Closed by somebody's word in its opening hours, not by the clock. */
function isClosedByReport({ reasons }: AdviceBranch): boolean {
  return reasons.includes('closed-by-report');
}

/** Outside its opening hours. */
export function isOutOfHours(branch: AdviceBranch): boolean {
  return !branch.open.now && !isClosedByReport(branch);
}

/** Nobody can come in although it is an opening hour; by phone alone means that too once the phones are dead. */
export function areDoorsClosed(branch: AdviceBranch): boolean {
  return isClosedByReport(branch) || (branch.open.now && branch.access === 'phone-only' && !phonesWork(branch));
}

/** "at 8am tomorrow", null when nobody knows. */
export function nextOpening({ open }: AdviceBranch, { now, zone }: AdviceTime, words: PageWords): string | null {
  return open.next === null ? null : formatNextOpening(Date.parse(open.next), now, zone, words);
}

/** "It opens at 8am tomorrow.", nothing when nobody knows. */
export function opensAgain(branch: AdviceBranch, time: AdviceTime, words: PageWords = ENGLISH_PAGE): string[] {
  const opening = nextOpening(branch, time, words);
  return opening === null ? [] : [tell(words, 'itOpens', { opening })];
}

/** How to reach this surgery itself, by what works there; nothing outside its opening hours. */
export function howToReach(branch: AdviceBranch, words: PageWords = ENGLISH_PAGE): string[] {
  const { name, phone, access } = branch;
  if (isOutOfHours(branch)) return [];
  if (areDoorsClosed(branch)) {
    return [phonesWork(branch) ? tell(words, 'canStillPhone', { name, phone }) : tell(words, 'phonesDead')];
  }
  if (access === 'phone-only') return [tell(words, 'phoneName', { name, phone }), tell(words, 'phoneFirstPlease')];
  // Only a surgery that was heard of is known to have its reception open.
  const isHeard = branch.state !== 'unknown' && !branch.reasons.includes('not-heard');
  if (!phonesWork(branch)) return [tell(words, 'phonesDead'), tell(words, isHeard ? 'receptionOpen' : 'tryToComeIn')];
  if (!isHeard) return [tell(words, 'tryToPhone', { name, phone })];
  return [tell(words, 'phoneName', { name, phone }), tell(words, 'receptionOpen')];
}

function urgent(branch: AdviceBranch, time: AdviceTime | null, words: PageWords): string[] {
  if (isOutOfHours(branch)) {
    const opening = time ? opensAgain(branch, time, words) : [];
    return [
      [tell(words, 'nameClosed', { name: branch.name }), ...opening].join(' '),
      tell(words, 'cannotWait111'),
      ...otherWaysTo111(words),
    ];
  }
  const doors = areDoorsClosed(branch) ? [tell(words, 'doorsClosed')] : [];
  return [[...doors, ...howToReach(branch, words)].join(' '), tell(words, 'cannotReach111'), ...otherWaysTo111(words)];
}

function waiting(branch: AdviceBranch, words: PageWords): string {
  if (branch.state === 'limited') return tell(words, 'anotherDay');
  if (branch.state === 'degraded') return tell(words, isSilentAlone(branch) ? 'untilWeKnow' : 'untilNormal');
  return tell(words, 'asUsual');
}

function notUrgent(branch: AdviceBranch, words: PageWords): string[] {
  const { services, gps, reasons } = branch;
  const lines: string[] = [];
  if (services.records === 'down') lines.push(tell(words, 'noRecords'));
  if (services.online === 'down') lines.push(tell(words, 'noOnline'));
  // Outside opening hours a count is about a day that is over.
  if (['no-gps', 'gps-under-half', 'few-gps', 'fewer-gps'].some((reason) => reasons.some((own) => own === reason))) {
    lines.push(gpStatement(gps, words));
  }
  return [...lines, waiting(branch, words)];
}

function booked(branch: AdviceBranch, words: PageWords): string[] {
  const { open, access, reasons } = branch;
  if (isOutOfHours(branch)) {
    const opensToday = open.today.some(({ from }) => from === open.next);
    return [tell(words, opensToday ? 'asPlanned' : 'otherDays')];
  }
  const phoneFirst = tell(words, 'phoneFirst');
  if (areDoorsClosed(branch)) {
    return phonesWork(branch) ? [phoneFirst] : [tell(words, 'doorsClosed'), tell(words, 'lookAgain')];
  }
  if (access === 'phone-only') return [tell(words, 'mayBeByPhone'), phoneFirst];
  return [reasons.includes('no-gps') && phonesWork(branch) ? phoneFirst : tell(words, 'asPlanned')];
}

/** Silence, or an incident that is about them: nobody can say that prescriptions are well. */
export function arePrescriptionsDoubted(branch: AdviceBranch): boolean {
  return isSilentAlone(branch) || (branch.reasons.includes('incident') && branch.services.prescriptions === 'unknown');
}

function prescriptions(branch: AdviceBranch, words: PageWords): string[] {
  const outOfMedicine = tell(words, 'outOfMedicine');
  if (arePrescriptionsDoubted(branch)) return [tell(words, 'prescriptionsDoubted'), outOfMedicine];
  switch (branch.services.prescriptions) {
    case 'down':
      return [tell(words, 'prescriptionsDown'), outOfMedicine];
    case 'degraded':
      return [tell(words, 'prescriptionsSlow'), outOfMedicine];
    case 'working':
      return [tell(words, 'prescriptionsWork')];
    case 'unknown':
      return [tell(words, 'prescriptionsUnknown')];
  }
}

/** The lines under their headings, in the order in which they are read. */
export function toAdvice(
  lines: { readonly [K in AdviceKind]: readonly string[] },
  words: PageWords,
): readonly Advice[] {
  return (['urgent', 'notUrgent', 'booked', 'prescriptions'] as const).map((kind) => ({
    kind,
    heading: pick(words, HEADINGS[kind]),
    lines: lines[kind],
  }));
}

/**
 * What a patient of this surgery should do, under four headings, worst first. It never tells anybody to use NHS 111
 * instead of the surgery in its hours, nor instead of an appointment they have. With `time` it says when a closed
 * surgery opens again.
 */
export function adviceFor(
  branch: AdviceBranch,
  time: AdviceTime | null = null,
  words: PageWords = ENGLISH_PAGE,
): readonly Advice[] {
  return toAdvice(
    {
      urgent: urgent(branch, time, words),
      notUrgent: notUrgent(branch, words),
      booked: booked(branch, words),
      prescriptions: prescriptions(branch, words),
    },
    words,
  );
}
