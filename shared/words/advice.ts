import type { ADVICE_KINDS, PublicBranch } from '../wire/public-board.ts';
import { listOf } from './lists.ts';

export type AdviceKind = (typeof ADVICE_KINDS)[number];

/** What to do, under one of the four headings. */
export interface Advice {
  readonly kind: AdviceKind;
  readonly heading: string;
  readonly lines: readonly string[];
}

/** The way to NHS 111. 111 online is not for children under 5 (nhs.uk). */
export const USE_111 = [
  'Go to NHS 111 online (111.nhs.uk) or call 111.',
  'For a child under 5, call 111.',
  'Textphone: 18001 111.',
] as const;

type Facts = Pick<PublicBranch, 'name' | 'phone' | 'state' | 'reasons' | 'open' | 'access' | 'services' | 'gps'>;

const HEADINGS: { readonly [K in AdviceKind]: string } = {
  urgent: 'If it is urgent',
  notUrgent: 'If it is not urgent',
  booked: 'If you have an appointment today',
  prescriptions: 'If you need a prescription',
};

function isSilent({ reasons }: Facts): boolean {
  return reasons.join() === 'not-heard';
}

function phonesWork({ services }: Facts): boolean {
  return services.phones !== 'down';
}

/** How to reach this surgery itself, by what works there. */
export function howToReach(branch: Facts): string[] {
  const { name, phone } = branch;
  if (!branch.open.now) return [`${name} is closed.`];
  if (branch.access === 'closed')
    return phonesWork(branch)
      ? [`The doors are closed. Phone ${phone}.`]
      : [`The doors are closed and the phones are not working.`];
  if (!phonesWork(branch)) {
    return branch.access === 'open'
      ? ['The phones are not working. Reception is open, you can still come in.']
      : ['The phones are not working.'];
  }
  if (branch.access === 'phone-only') return [`Phone ${phone}. Please do not come in without phoning first.`];
  if (isSilent(branch)) return [`Try to phone ${name} on ${phone}, or come in.`];
  return [`Phone ${name} on ${phone}. Reception is open, you can still come in.`];
}

function urgent(branch: Facts): string[] {
  const reach = howToReach(branch);
  const first = branch.open.now
    ? 'If it is urgent and you cannot reach the surgery:'
    : 'If it is urgent and cannot wait:';
  return [...reach, `${first} go to NHS 111 online (111.nhs.uk) or call 111.`, ...USE_111.slice(1)];
}

function notUrgent(branch: Facts): string[] {
  const lines: string[] = [];
  if (branch.services.records === 'down') lines.push('Doctors cannot see medical records at the moment.');
  if (branch.services.online === 'down') lines.push('Online booking and requests are not working.');
  if (branch.reasons.includes('no-gps')) lines.push('There are no GPs in today.');
  else if (branch.gps.level === 'few' || branch.gps.level === 'fewer')
    lines.push('There are fewer GPs than usual today.');
  return [...lines, 'If it can wait, please wait until the surgery is working normally again.'];
}

function booked(branch: Facts): string[] {
  if (branch.access === 'closed' && branch.open.today.length > 0 && branch.reasons.includes('closed-by-report')) {
    return phonesWork(branch) ? ['Phone the surgery before you come.'] : ['The doors are closed today.'];
  }
  if (branch.access === 'phone-only') return ['Your appointment may be by phone. Phone the surgery before you come.'];
  if (!branch.open.now) return ['Appointments on the next open day go ahead unless the surgery tells you otherwise.'];
  if (branch.reasons.includes('no-gps') && phonesWork(branch)) return ['Phone the surgery before you come.'];
  return ['Come to your appointment as planned, unless the surgery has told you not to.'];
}

function prescriptions(branch: Facts): string[] {
  if (branch.services.prescriptions !== 'down' && !isSilent(branch)) {
    return ['We have not been told of a problem with prescriptions.'];
  }
  const state = isSilent(branch)
    ? 'We do not know if the surgery can send prescriptions.'
    : 'The surgery cannot send prescriptions at the moment.';
  return [state, 'If you have run out of a medicine you need: go to 111.nhs.uk/emergency-prescription or call 111.'];
}

/**
 * What a patient of this surgery should do, under four headings, worst first. It never tells anybody to use NHS 111
 * instead of the surgery in its hours, nor instead of an appointment they have.
 */
export function adviceFor(branch: Facts): readonly Advice[] {
  const lines: { readonly [K in AdviceKind]: readonly string[] } = {
    urgent: urgent(branch),
    notUrgent: notUrgent(branch),
    booked: booked(branch),
    prescriptions: prescriptions(branch),
  };
  return (['urgent', 'notUrgent', 'booked', 'prescriptions'] as const).map((kind) => ({
    kind,
    heading: HEADINGS[kind],
    lines: lines[kind],
  }));
}

/** Advice while several surgeries are in trouble: what is true for all of them. */
export function adviceForSeveral(branches: readonly Facts[]): readonly Advice[] {
  const noPrescriptions = branches.filter((branch) => branch.services.prescriptions === 'down').map(({ name }) => name);
  const lines: { readonly [K in AdviceKind]: readonly string[] } = {
    urgent: [
      'Phone your surgery if you can, or go there if it is open.',
      'If it is urgent and you cannot reach your surgery: go to NHS 111 online (111.nhs.uk) or call 111.',
      ...USE_111.slice(1),
    ],
    notUrgent: ['If it can wait, please wait until your surgery is working normally again.'],
    booked: ['Come to your appointment as planned, unless your surgery has told you not to.'],
    prescriptions:
      noPrescriptions.length === 0
        ? ['We have not been told of a problem with prescriptions.']
        : [
            `These surgeries cannot send prescriptions at the moment: ${listOf(noPrescriptions)}.`,
            'If you have run out of a medicine you need: go to 111.nhs.uk/emergency-prescription or call 111.',
          ],
  };
  return (['urgent', 'notUrgent', 'booked', 'prescriptions'] as const).map((kind) => ({
    kind,
    heading: HEADINGS[kind],
    lines: lines[kind],
  }));
}
