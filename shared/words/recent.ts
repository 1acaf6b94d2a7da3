import type { Access, ContactState, Service, ServiceState } from '../facts/fact.ts';
import { capitalise } from './lists.ts';
import { serviceName } from './services.ts';

const SERVICE_STATE_WORDS: { readonly [S in ServiceState]: string } = {
  working: 'working',
  degraded: 'working partly',
  down: 'down',
  unknown: 'not known',
};

const ACCESS_WORDS: { readonly [A in Access]: string } = {
  open: 'doors open',
  'phone-only': 'phone only',
  closed: 'doors closed',
};

/** "Internet down"; null for a first word that all is well: nothing changed by it. */
export function serviceChange(service: Service, before: ServiceState | null, after: ServiceState): string | null {
  if (before === null && (after === 'working' || after === 'unknown')) return null;
  return `${capitalise(serviceName(service))} ${SERVICE_STATE_WORDS[after]}`;
}

/** "Medical records down" as the sender's own check found it; null when it is not checked any more. */
export function checkChange(service: Service, before: ServiceState | null, after: ServiceState): string | null {
  const change = after === 'unknown' ? null : serviceChange(service, before === 'unknown' ? null : before, after);
  return change === null ? null : `${change} (check)`;
}

/** "Contact lost"; null for a sender that is heard as it was, or for the first time. */
export function contactChange(before: ContactState | null, after: ContactState): string | null {
  if (after === 'lost') return before === 'lost' ? null : 'Contact lost';
  return after === 'heard' && before === 'recovering' ? 'In contact again' : null;
}

/** Whether the contact comes and goes. */
export function flappingChange(before: boolean | null, after: boolean): string | null {
  if (after) return before ? null : 'Contact comes and goes';
  return before ? 'Contact steady again' : null;
}

/** "GPs 8 → 4 of 8"; null when the first word of the day says that all are in. */
export function gpChange(before: number | null, after: number, expected: number): string | null {
  if (before === null) return after >= expected ? null : `GPs ${after} of ${expected}`;
  return before === after ? null : `GPs ${before} → ${after} of ${expected}`;
}

/** "Phone only"; null for a first word that the doors are open. */
export function accessChange(before: Access | null, after: Access): string | null {
  return before === null && after === 'open' ? null : capitalise(ACCESS_WORDS[after]);
}

/** Whether patients were given a message, or it was taken away. */
export function messageChange(before: string | null, after: string | null): string | null {
  if (after !== null) return 'New message to patients';
  return before === null ? null : 'Message to patients taken away';
}
