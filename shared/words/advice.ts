import type { Instant } from '../practice/instant.ts';
import type { ADVICE_KINDS, PublicBranch } from '../wire/public-board.ts';
import { listOf } from './lists.ts';
import { gpStatement } from './services.ts';
import { formatNextOpening } from './times.ts';

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

const GO_TO_111 = 'go to NHS 111 online (111.nhs.uk) or call 111.';
/** 111 online is not for children under 5 (nhs.uk). */
const OTHER_WAYS_TO_111 = ['For a child under 5, call 111.', 'By textphone, call 18001 111.'] as const;

/** The way to NHS 111. */
export const USE_111 = [`G${GO_TO_111.slice(1)}`, ...OTHER_WAYS_TO_111] as const;

const HEADINGS: { readonly [K in AdviceKind]: string } = {
  urgent: 'If it is urgent',
  notUrgent: 'If it is not urgent',
  booked: 'If you have an appointment today',
  prescriptions: 'If you need a prescription',
};

const PHONES_DEAD = 'The phones are not working.';
const DOORS_CLOSED = 'The doors are closed.';
const PHONE_FIRST = 'Phone the surgery before you come.';
const LOOK_AGAIN = 'Look at this page again before you set out.';
const AS_PLANNED = 'Come to your appointment as planned, unless the surgery has told you not to.';
const OUT_OF_MEDICINE =
  'If you have run out of a medicine you need, go to 111.nhs.uk/emergency-prescription or call 111.';

function isSilent({ reasons }: AdviceBranch): boolean {
  return reasons.join() === 'not-heard';
}

function phonesWork({ services }: AdviceBranch): boolean {
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

/** "It opens at 8am tomorrow.", nothing when nobody knows. */
export function opensAgain({ open }: AdviceBranch, { now, zone }: AdviceTime, subject = 'It opens'): string[] {
  return open.next === null ? [] : [`${subject} ${formatNextOpening(Date.parse(open.next), now, zone)}.`];
}

/** How to reach this surgery itself, by what works there; nothing outside its opening hours. */
export function howToReach(branch: AdviceBranch): string[] {
  const { name, phone, access } = branch;
  if (isOutOfHours(branch)) return [];
  if (areDoorsClosed(branch)) {
    return phonesWork(branch) ? [`You can still phone ${name} on ${phone}.`] : [PHONES_DEAD];
  }
  if (access === 'phone-only') {
    return [`Phone ${name} on ${phone}.`, 'Please do not come in without phoning first.'];
  }
  // Only a surgery that was heard of is known to have its reception open.
  const isHeard = branch.state !== 'unknown' && !branch.reasons.includes('not-heard');
  if (!phonesWork(branch)) {
    return [PHONES_DEAD, isHeard ? 'Reception is open, you can still come in.' : 'You can try to come in.'];
  }
  if (!isHeard) return [`Try to phone ${name} on ${phone}, or come in.`];
  return [`Phone ${name} on ${phone}.`, 'Reception is open, you can still come in.'];
}

function urgent(branch: AdviceBranch, time: AdviceTime | null): string[] {
  if (isOutOfHours(branch)) {
    const opening = time ? opensAgain(branch, time) : [];
    return [
      [`${branch.name} is closed.`, ...opening].join(' '),
      `If it is urgent and cannot wait until the surgery opens, ${GO_TO_111}`,
      ...OTHER_WAYS_TO_111,
    ];
  }
  const doors = areDoorsClosed(branch) ? [DOORS_CLOSED] : [];
  return [
    [...doors, ...howToReach(branch)].join(' '),
    `If it is urgent and you cannot reach the surgery, ${GO_TO_111}`,
    ...OTHER_WAYS_TO_111,
  ];
}

function waiting(branch: AdviceBranch): string {
  if (branch.state === 'limited') return 'If it can wait, please contact the surgery another day.';
  if (branch.state === 'degraded') {
    return isSilent(branch)
      ? 'If it can wait, please wait until we know more.'
      : 'If it can wait, please wait until the surgery is working normally again.';
  }
  return 'Contact the surgery as usual.';
}

function notUrgent(branch: AdviceBranch): string[] {
  const { services, gps, reasons } = branch;
  const lines: string[] = [];
  if (services.records === 'down') lines.push('Doctors cannot see medical records at the moment.');
  if (services.online === 'down') lines.push('Online booking and requests are not working.');
  // Outside opening hours a count is about a day that is over.
  if (['no-gps', 'gps-under-half', 'few-gps', 'fewer-gps'].some((reason) => reasons.some((own) => own === reason))) {
    lines.push(gpStatement(gps));
  }
  return [...lines, waiting(branch)];
}

function booked(branch: AdviceBranch): string[] {
  const { open, access, reasons } = branch;
  if (isOutOfHours(branch)) {
    const opensToday = open.today.some(({ from }) => from === open.next);
    return [opensToday ? AS_PLANNED : 'Appointments on other days go ahead, unless the surgery tells you otherwise.'];
  }
  if (areDoorsClosed(branch)) return phonesWork(branch) ? [PHONE_FIRST] : [DOORS_CLOSED, LOOK_AGAIN];
  if (access === 'phone-only') return ['Your appointment may be by phone.', PHONE_FIRST];
  return [reasons.includes('no-gps') && phonesWork(branch) ? PHONE_FIRST : AS_PLANNED];
}

/** Silence, or an incident that is about them: nobody can say that prescriptions are well. */
function arePrescriptionsDoubted(branch: AdviceBranch): boolean {
  return isSilent(branch) || (branch.reasons.includes('incident') && branch.services.prescriptions === 'unknown');
}

function prescriptions(branch: AdviceBranch): string[] {
  if (arePrescriptionsDoubted(branch))
    return ['We do not know if the surgery can send prescriptions.', OUT_OF_MEDICINE];
  switch (branch.services.prescriptions) {
    case 'down':
      return ['The surgery cannot send prescriptions at the moment.', OUT_OF_MEDICINE];
    case 'degraded':
      return ['Prescriptions may take longer than usual.', OUT_OF_MEDICINE];
    case 'working':
      return ['The surgery can send prescriptions.'];
    case 'unknown':
      return ['Nobody has told us of a problem with prescriptions.'];
  }
}

function toAdvice(lines: { readonly [K in AdviceKind]: readonly string[] }): readonly Advice[] {
  return (['urgent', 'notUrgent', 'booked', 'prescriptions'] as const).map((kind) => ({
    kind,
    heading: HEADINGS[kind],
    lines: lines[kind],
  }));
}

/**
 * What a patient of this surgery should do, under four headings, worst first. It never tells anybody to use NHS 111
 * instead of the surgery in its hours, nor instead of an appointment they have. With `time` it says when a closed
 * surgery opens again.
 */
export function adviceFor(branch: AdviceBranch, time: AdviceTime | null = null): readonly Advice[] {
  return toAdvice({
    urgent: urgent(branch, time),
    notUrgent: notUrgent(branch),
    booked: booked(branch),
    prescriptions: prescriptions(branch),
  });
}

/** How to reach surgeries in trouble, as far as it is true for several; nothing when all are closed. */
export function howToReachSeveral(branches: readonly AdviceBranch[]): string[] {
  const inHours = branches.filter((branch) => !isOutOfHours(branch));
  if (inHours.length === 0) return [];
  if (!inHours.some(phonesWork)) return ['Go to your surgery if it is open.'];
  return ['Phone your surgery if you can, or go there if it is open.'];
}

function prescriptionsAtSeveral(branches: readonly AdviceBranch[]): string[] {
  const namesOf = (of: readonly AdviceBranch[]) => listOf(of.map(({ name }) => name));
  const without = branches.filter(({ services }) => services.prescriptions === 'down');
  const doubted = branches.filter((branch) => !isSilent(branch) && arePrescriptionsDoubted(branch));
  if (without.length + doubted.length === 0) return ['Nobody has told us of a problem with prescriptions.'];
  return [
    ...(without.length > 0 ? [`${namesOf(without)} cannot send prescriptions at the moment.`] : []),
    ...(doubted.length > 0 ? [`We do not know if ${namesOf(doubted)} can send prescriptions.`] : []),
    OUT_OF_MEDICINE,
  ];
}

/** Advice while several surgeries are in trouble: what is true for all of them. */
export function adviceForSeveral(branches: readonly AdviceBranch[]): readonly Advice[] {
  const reaching = howToReachSeveral(branches);
  const when = reaching.length > 0 ? 'you cannot reach your surgery' : 'cannot wait until your surgery opens';
  const notToComeIn = branches.filter((branch) => !isOutOfHours(branch) && branch.access !== 'open');
  const shut = listOf(notToComeIn.map(({ name }) => name));
  return toAdvice({
    urgent: [...reaching, `If it is urgent and ${when}, ${GO_TO_111}`, ...OTHER_WAYS_TO_111],
    notUrgent: ['If it can wait, please wait until your surgery is working normally again.'],
    booked: [
      ...(shut === ''
        ? []
        : [`The doors of ${shut} are closed.`, 'Look at the page of your surgery before you set out.']),
      'Come to your appointment as planned, unless your surgery has told you not to.',
    ],
    prescriptions: prescriptionsAtSeveral(branches),
  });
}
