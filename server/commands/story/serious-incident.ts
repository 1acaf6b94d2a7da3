import type { ChecklistItem } from '../../../shared/facts/fact.ts';
import { PATHS } from '../../../shared/wire/paths.ts';

/** What the operations office does; `:incident` in the path is the incident it declared. */
export interface OfficeAct {
  readonly method: 'POST' | 'PUT';
  readonly path: string;
  readonly body: object;
}

/** What must be seen of the incident. */
export interface IncidentExpectation {
  readonly status: 'open' | 'resolved';
  /** The newest text that patients read. */
  readonly update: string;
  /** For staff alone: what they must be able to read, and whom the list says to be told. */
  readonly staff: { readonly texts: readonly string[]; readonly told: readonly ChecklistItem[] };
  /** `HH:MM`, null when none is promised. */
  readonly nextUpdate: string | null;
}

const OF_INCIDENT = `${PATHS.incidents}/:incident`;

export const INCIDENT_TITLE = 'The internet at Clayton Surgery is not working';
export const REFERENCE = 'INC0012345';

const DECLARED: IncidentExpectation = {
  status: 'open',
  update: 'Engineers are looking for the fault.',
  staff: { texts: ['Serious incident declared', 'Line test failed at the exchange.'], told: [] },
  nextUpdate: '10:00',
};
const ESCALATED: IncidentExpectation = {
  ...DECLARED,
  staff: { texts: [`Escalated to: National service desk, reference ${REFERENCE}.`], told: ['service-desk', 'icb'] },
};
const FOUND: IncidentExpectation = {
  ...ESCALATED,
  update: 'The fault is in the street. An engineer is on the way.',
  staff: { texts: ['A digger cut the cable.'], told: ['service-desk', 'icb', 'patients'] },
  nextUpdate: '14:30',
};
const SOLVED: IncidentExpectation = {
  ...FOUND,
  status: 'resolved',
  update: 'The internet works again. Thank you for your patience.',
  staff: { texts: ['Resolved.', 'Cable joined, tested for ten minutes.'], told: FOUND.staff.told },
  nextUpdate: null,
};

/** The office declares the serious incident, tells those who must know, and keeps everybody up to date. */
export const OFFICE = {
  declares: [
    {
      method: 'POST',
      path: PATHS.incidents,
      body: {
        title: INCIDENT_TITLE,
        severity: 'serious',
        branches: ['clayton'],
        services: ['internet', 'records', 'online', 'prescriptions'],
        shown: true,
        public: DECLARED.update,
        staff: 'Line test failed at the exchange.',
        nextUpdateInMinutes: 50,
      },
    },
  ],
  escalates: [
    { method: 'POST', path: `${OF_INCIDENT}/escalations`, body: { to: 'service-desk', reference: REFERENCE } },
    { method: 'POST', path: `${OF_INCIDENT}/checks`, body: { item: 'service-desk', done: true } },
    { method: 'POST', path: `${OF_INCIDENT}/escalations`, body: { to: 'icb' } },
    { method: 'POST', path: `${OF_INCIDENT}/checks`, body: { item: 'icb', done: true } },
    { method: 'POST', path: PATHS.noticeChecks, body: { item: 'dos-lead', done: true } },
  ],
  updates: [
    {
      method: 'POST',
      path: `${OF_INCIDENT}/updates`,
      body: { public: FOUND.update, staff: 'A digger cut the cable.', nextUpdateInMinutes: 270 },
    },
    { method: 'POST', path: `${OF_INCIDENT}/checks`, body: { item: 'patients', done: true } },
  ],
  resolves: [
    {
      method: 'POST',
      path: `${OF_INCIDENT}/resolve`,
      body: { public: SOLVED.update, staff: 'Cable joined, tested for ten minutes.' },
    },
  ],
} as const satisfies { readonly [what: string]: readonly OfficeAct[] };

/** How the incident stands at each turn of the day. */
export const INCIDENT = { declared: DECLARED, escalated: ESCALATED, found: FOUND, solved: SOLVED } as const;
