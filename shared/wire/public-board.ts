import { type Static, Type } from 'typebox';
import { ACCESS_STATES, SERVICE_STATES, SERVICES } from '../facts/fact.ts';

const closed = { additionalProperties: false } as const;

/** ISO 8601 UTC. */
export const IsoInstant = Type.String({ format: 'date-time' });

export const BRANCH_STATES = ['normal', 'limited', 'degraded', 'closed', 'unknown'] as const;
export type BranchStateName = (typeof BRANCH_STATES)[number];

export const IT_STATES = ['up', 'degraded', 'down', 'unknown'] as const;
export type ItState = (typeof IT_STATES)[number];

export const GP_LEVELS = ['usual', 'fewer', 'few', 'none', 'not-planned', 'unknown'] as const;
export type GpLevel = (typeof GP_LEVELS)[number];

export const PUBLIC_CONTACT_STATES = ['heard', 'recovering', 'lost', 'unknown'] as const;

/** Why a branch is in its state, worst first. Patients see these codes only as words. */
export const REASONS = [
  'internet-down',
  'records-down',
  'phones-down',
  'not-heard',
  'no-gps',
  'gps-under-half',
  'phone-only',
  'closed-by-report',
  'incident',
  'intermittent',
  'it-degraded',
  'few-gps',
  'fewer-gps',
  'not-told',
] as const;
export type Reason = (typeof REASONS)[number];

export const ADVICE_KINDS = ['urgent', 'notUrgent', 'booked', 'prescriptions'] as const;

export const PublicBranch = Type.Object(
  {
    slug: Type.String(),
    name: Type.String(),
    address: Type.String(),
    postcode: Type.String(),
    phone: Type.String(),
    position: Type.Union([Type.Object({ lat: Type.Number(), lon: Type.Number() }, closed), Type.Null()]),
    state: Type.Enum(BRANCH_STATES),
    reasons: Type.Array(Type.Enum(REASONS)),
    sentence: Type.String({ description: 'One sentence a patient reads: "Clayton Surgery has a problem."' }),
    open: Type.Object(
      {
        now: Type.Boolean(),
        today: Type.Array(Type.Object({ from: IsoInstant, to: IsoInstant }, closed)),
        next: Type.Union([IsoInstant, Type.Null()], {
          description: 'The next opening after now; null when none is known within 14 days.',
        }),
        why: Type.Union([Type.String(), Type.Null()], {
          description: 'Why today is out of the ordinary: "Staff training"; null on other days.',
        }),
      },
      closed,
    ),
    access: Type.Enum(ACCESS_STATES),
    it: Type.Enum(IT_STATES),
    services: Type.Object(
      {
        internet: Type.Enum(SERVICE_STATES),
        records: Type.Enum(SERVICE_STATES),
        phones: Type.Enum(SERVICE_STATES),
        online: Type.Enum(SERVICE_STATES),
        prescriptions: Type.Enum(SERVICE_STATES),
      },
      closed,
    ),
    gps: Type.Object(
      {
        level: Type.Enum(GP_LEVELS),
        available: Type.Optional(Type.Integer()),
        expected: Type.Optional(Type.Integer()),
      },
      closed,
    ),
    contact: Type.Enum(PUBLIC_CONTACT_STATES),
    message: Type.Union([Type.String(), Type.Null()]),
    redirect111: Type.Boolean({
      description:
        'Its phone line tells callers to use NHS 111 while it is shut, as the practice set it. It is no state.',
    }),
    alternatives: Type.Array(Type.String(), {
      description: 'Slugs of the nearest branches that can help, nearest first; empty unless this one is in trouble.',
    }),
    changedAt: Type.Union([IsoInstant, Type.Null()]),
    heardAt: Type.Union([IsoInstant, Type.Null()]),
    timeline: Type.Array(Type.Object({ at: IsoInstant, sentence: Type.String() }, closed), {
      description: 'What was said today, newest first, in plain sentences.',
    }),
  },
  closed,
);
export type PublicBranch = Static<typeof PublicBranch>;

export const Summary = Type.Object(
  {
    level: Type.Enum(['normal', 'affected', 'major']),
    sentence: Type.String(),
    working: Type.Integer({ description: 'Branches open now and known to work normally.' }),
    total: Type.Integer({ description: 'Branches open now.' }),
    byState: Type.Optional(
      Type.Object(
        {
          normal: Type.Integer(),
          limited: Type.Integer(),
          degraded: Type.Integer({ description: 'In trouble that somebody told of.' }),
          notHeard: Type.Integer({ description: 'In trouble because nothing is heard of them.' }),
          unknown: Type.Integer(),
          closed: Type.Integer(),
        },
        { ...closed, description: 'All branches by how they are, each counted once; whatever part of them is listed.' },
      ),
    ),
  },
  closed,
);
export type StateCounts = NonNullable<Static<typeof Summary>['byState']>;
export type Summary = Static<typeof Summary>;

export const Notice = Type.Object(
  {
    kind: Type.Literal('nhs111'),
    since: IsoInstant,
    branches: Type.Array(Type.String()),
    text: Type.Object(
      {
        heading: Type.String(),
        body: Type.Array(Type.String(), { description: 'Paragraphs.' }),
        advice: Type.Array(
          Type.Object(
            { kind: Type.Enum(ADVICE_KINDS), heading: Type.String(), lines: Type.Array(Type.String()) },
            closed,
          ),
        ),
      },
      closed,
    ),
  },
  closed,
);
export type Notice = Static<typeof Notice>;

export const PublicPractice = Type.Object(
  { name: Type.String(), phone: Type.String(), website: Type.String(), timeZone: Type.String(), bslUrl: Type.String() },
  closed,
);
export type PublicPractice = Static<typeof PublicPractice>;

/** How patients are told how bad an incident is. That one is a serious incident by procedure is for staff. */
export const IMPACTS = ['minor', 'major'] as const;

/** The public part of an incident that was opened for patients to see. */
export const PublicIncident = Type.Object(
  {
    id: Type.Integer(),
    title: Type.String(),
    impact: Type.Enum(IMPACTS),
    status: Type.Enum(['open', 'resolved']),
    branches: Type.Array(Type.String(), { description: 'Slugs of all branches it is about.' }),
    affected: Type.Array(Type.String(), { description: 'Slugs of those affected now; none once it is resolved.' }),
    services: Type.Array(Type.Enum(SERVICES)),
    startedAt: IsoInstant,
    resolvedAt: Type.Union([IsoInstant, Type.Null()]),
    updates: Type.Array(Type.Object({ at: IsoInstant, text: Type.String() }, closed), { description: 'Newest first.' }),
  },
  closed,
);
export type PublicIncident = Static<typeof PublicIncident>;

/** Work that is planned or under way at branches. It never changes their state: an outage stays an outage. */
export const PublicPlanned = Type.Object(
  {
    id: Type.Integer(),
    title: Type.String(),
    branches: Type.Array(Type.String(), { description: 'Slugs.' }),
    services: Type.Array(Type.Enum(SERVICES), { description: 'What may not work meanwhile.' }),
    from: IsoInstant,
    to: IsoInstant,
    status: Type.Enum(['planned', 'under-way']),
  },
  closed,
);
export type PublicPlanned = Static<typeof PublicPlanned>;

export const PublicBoard = Type.Object(
  {
    epoch: Type.String({ format: 'uuid' }),
    seq: Type.Integer(),
    edge: IsoInstant,
    practice: PublicPractice,
    summary: Summary,
    notice: Type.Union([Notice, Type.Null()]),
    branches: Type.Array(PublicBranch),
    incidents: Type.Array(PublicIncident, {
      description: 'Open ones, and those resolved today or yesterday; newest first.',
    }),
    planned: Type.Array(PublicPlanned, { description: 'What is not over, the next first.' }),
  },
  closed,
);
export type PublicBoard = Static<typeof PublicBoard>;
