import type { Branch } from '../practice/branch.ts';
import type { CauseKey } from './cause-record.ts';

/** Services that a branch has from somebody who may fail for others too. */
export type SharedService = keyof Branch['providers'];
export const SHARED_SERVICES: readonly SharedService[] = ['internet', 'records', 'phones'];

/** What a failing service of a branch may have in common with others; null when nobody said whom it is from. */
export function causeOf({ providers }: Pick<Branch, 'providers'>, service: SharedService): CauseKey | null {
  const system = providers[service].trim().toLowerCase().replace(/\s+/g, '-');
  return system === '' ? null : `${service}:${system}`;
}

export function serviceOf(cause: CauseKey): SharedService {
  return SHARED_SERVICES.find((service) => cause.startsWith(`${service}:`)) ?? 'internet';
}
