/** What is kept of: somebody came in or was refused, proved who they are, changed what somebody may do, or said something. */
export const ACCESS_EVENTS = [
  'sign-in',
  'sign-out',
  'set-up',
  'proof',
  'way',
  'session',
  'person',
  'display',
  'sender',
  'token',
  'report',
  'text',
  'incident',
  'setting',
  'refusal',
  'record',
] as const;
export type AccessEvent = (typeof ACCESS_EVENTS)[number];

/** What somebody may look for. */
export const RECORD_KINDS = [
  'sign-ins',
  'accounts',
  'people',
  'machines',
  'reports',
  'incidents',
  'settings',
  'refusals',
  'record',
] as const;
export type RecordKind = (typeof RECORD_KINDS)[number];

/** What each kind is made of. */
export const EVENTS_OF: { readonly [K in RecordKind]: readonly AccessEvent[] } = {
  'sign-ins': ['sign-in', 'sign-out'],
  accounts: ['set-up', 'proof', 'way', 'session'],
  people: ['person'],
  machines: ['display', 'sender', 'token'],
  reports: ['report', 'text'],
  incidents: ['incident'],
  settings: ['setting'],
  refusals: ['refusal'],
  record: ['record'],
};

/** The outcomes by which somebody did not get what they wanted; of the event `refusal` it is every one. */
export const REFUSED_OUTCOMES = [
  'not-signed-in',
  'not-allowed',
  'not-proved',
  'code-refused',
  'too-many-requests',
] as const;

export function isRefused(event: string, outcome: string): boolean {
  return event === 'refusal' || REFUSED_OUTCOMES.some((refused) => refused === outcome);
}
