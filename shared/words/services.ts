import type { Service } from '../facts/fact.ts';
import type { PublicBranch } from '../wire/public-board.ts';

const NAMES: { readonly [S in Service]: string } = {
  internet: 'internet',
  records: 'medical records',
  phones: 'phones',
  online: 'online booking and requests',
  prescriptions: 'prescriptions',
};

/** What patients call a service: "medical records". */
export function serviceName(service: Service): string {
  return NAMES[service];
}

/** `gpSentence` as a whole sentence: "4 of 8 GPs are in today." */
export function gpStatement(gps: PublicBranch['gps']): string {
  if (gps.level === 'unknown') return 'We do not know how many GPs are in today.';
  if (gps.level === 'not-planned') return 'No GPs are planned today.';
  if (gps.level === 'none') return 'No GPs are in today.';
  if (gps.available !== undefined && gps.expected !== undefined) {
    return `${gps.available} of ${gps.expected} GPs ${gps.available === 1 ? 'is' : 'are'} in today.`;
  }
  return gps.level === 'usual' ? 'GPs are in as usual today.' : 'There are fewer GPs than usual today.';
}

/** How many GPs there are, in words a patient reads. Never a reason why somebody is not there. */
export function gpSentence(gps: PublicBranch['gps']): string {
  if (gps.level === 'unknown') return 'Not known today';
  if (gps.level === 'not-planned') return 'No GPs planned today';
  if (gps.level === 'none') return 'No GPs in today';
  if (gps.available !== undefined && gps.expected !== undefined) return `${gps.available} of ${gps.expected} in today`;
  return gps.level === 'usual' ? 'As usual today' : 'Fewer than usual today';
}
