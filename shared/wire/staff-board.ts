import { type Static, Type } from 'typebox';
import {
  ACCESS_STATES,
  ALERT_STATES,
  CHECKLIST_ITEMS,
  CONTACT_STATES,
  NOTICE_CONTROLS,
  SERVICE_STATES,
  SERVICES,
} from '../facts/fact.ts';
import { ESCALATION_TARGETS, SEVERITIES } from '../facts/incident.ts';
import {
  BRANCH_STATES,
  GP_LEVELS,
  IsoInstant,
  IT_STATES,
  Notice,
  PublicPractice,
  REASONS,
  Summary,
  PublicPlanned,
} from './public-board.ts';

const closed = { additionalProperties: false } as const;
const nullable = <T extends import('typebox').TSchema>(schema: T) => Type.Union([schema, Type.Null()]);

/** Who said a thing, and when it was true. */
export const Said = Type.Object(
  { by: nullable(Type.String()), at: IsoInstant, seq: Type.Integer(), onBehalf: Type.Boolean() },
  closed,
);
export type Said = Static<typeof Said>;

/** A GP alert state (GPAS words) with its OPEL number; null when no count is known. */
export const Alert = nullable(
  Type.Object({ state: Type.Enum(ALERT_STATES), opel: Type.Integer({ minimum: 1, maximum: 4 }) }, closed),
);

/** An alert state that a person declared today beside the calculated one; null when nobody did. */
export const Declared = nullable(
  Type.Object(
    {
      state: Type.Enum(ALERT_STATES),
      opel: Type.Integer({ minimum: 1, maximum: 4 }),
      reason: nullable(Type.String()),
      said: Said,
    },
    closed,
  ),
);
export type Declared = Static<typeof Declared>;

/** An item of a checklist; `done` null: not yet. */
export const CheckState = Type.Object({ item: Type.Enum(CHECKLIST_ITEMS), done: nullable(Said) }, closed);
export type CheckState = Static<typeof CheckState>;

export const StaffIncident = Type.Object(
  {
    id: Type.Integer(),
    title: nullable(Type.String()),
    severity: Type.Enum(SEVERITIES),
    shown: Type.Boolean({ description: 'Patients see its public part.' }),
    branches: Type.Array(Type.String()),
    affected: Type.Array(Type.String()),
    services: Type.Array(Type.Enum(SERVICES)),
    opened: Said,
    resolved: nullable(Said),
    nextUpdateAt: nullable(IsoInstant),
    escalations: Type.Array(
      Type.Object({ to: Type.Enum(ESCALATION_TARGETS), reference: nullable(Type.String()), said: Said }, closed),
      { description: 'Oldest first.' },
    ),
    checklist: Type.Array(CheckState),
    log: Type.Array(
      Type.Object(
        {
          said: Said,
          sentence: Type.String(),
          audience: Type.Enum(['public', 'staff'], { description: 'Whether patients read this text.' }),
        },
        closed,
      ),
      { description: 'All that was said and done, newest first.' },
    ),
  },
  closed,
);
export type StaffIncident = Static<typeof StaffIncident>;

/** How the NHS 111 notice is set, and what has to be done while it is up. */
export const NoticeControlView = Type.Object(
  {
    control: Type.Enum(NOTICE_CONTROLS),
    byRule: Type.Boolean({ description: 'By its rule the notice would be up now.' }),
    until: nullable(IsoInstant),
    reason: nullable(Type.String()),
    said: nullable(Said),
    checklist: Type.Array(CheckState, { description: 'Empty while no notice is up.' }),
  },
  closed,
);
export type NoticeControlView = Static<typeof NoticeControlView>;

/** A change that somebody reported, for "what changed in the last minutes". */
export const RecentChange = Type.Object(
  {
    slug: nullable(Type.String()),
    at: IsoInstant,
    seq: Type.Integer(),
    by: nullable(Type.String()),
    text: Type.String({ description: '"GPs 8 → 4".' }),
  },
  closed,
);
export type RecentChange = Static<typeof RecentChange>;

export const StaffService = Type.Object(
  {
    state: Type.Enum(SERVICE_STATES),
    implied: Type.Boolean({ description: 'Follows from the internet being down, nobody said it.' }),
    said: nullable(Said),
    confirmDue: Type.Boolean({ description: 'A claim of trouble older than four hours: ask whether it is still so.' }),
    confirmDueAt: nullable(IsoInstant),
    check: nullable(Type.Object({ state: Type.Enum(SERVICE_STATES), since: IsoInstant }, closed)),
    disputed: Type.Boolean({ description: 'A person and the sender disagree about it; the worse counts.' }),
  },
  closed,
);

export const StaffBranch = Type.Object(
  {
    slug: Type.String(),
    name: Type.String(),
    town: Type.String(),
    phone: Type.String(),
    seq: Type.Integer({ description: 'Last fact by a person, 0 when none: the value for If-Match.' }),
    listSize: Type.Integer(),
    expectedGps: Type.Integer({ description: 'GPs usually planned for a day: where the steppers begin.' }),
    state: Type.Enum(BRANCH_STATES),
    reasons: Type.Array(Type.Enum(REASONS)),
    openNow: Type.Boolean(),
    closesAt: nullable(IsoInstant),
    opensAt: nullable(IsoInstant),
    access: Type.Object({ state: Type.Enum(ACCESS_STATES), said: nullable(Said) }, closed),
    it: Type.Enum(IT_STATES),
    services: Type.Object(
      {
        internet: StaffService,
        records: StaffService,
        phones: StaffService,
        online: StaffService,
        prescriptions: StaffService,
      },
      closed,
    ),
    gps: Type.Object(
      {
        level: Type.Enum(GP_LEVELS),
        counts: nullable(
          Type.Object(
            {
              expected: Type.Integer(),
              offSick: Type.Integer(),
              away: Type.Integer(),
              locums: Type.Integer(),
              available: Type.Integer(),
            },
            closed,
          ),
        ),
        said: nullable(Said),
      },
      closed,
    ),
    alert: Alert,
    declared: Declared,
    lastSaid: nullable(Said),
    contact: Type.Object({ state: nullable(Type.Enum(CONTACT_STATES)), lastBeatAt: nullable(IsoInstant) }, closed),
    disputed: Type.Boolean({ description: 'A person and the sender disagree about a service; the worse counts.' }),
    message: nullable(Type.Object({ text: Type.String(), said: Said }, closed)),
    note: nullable(Type.Object({ text: Type.String(), said: Said }, closed)),
    changedAt: nullable(IsoInstant),
    heardAt: nullable(IsoInstant),
  },
  closed,
);
export type StaffBranch = Static<typeof StaffBranch>;

export const StaffBoard = Type.Object(
  {
    epoch: Type.String({ format: 'uuid' }),
    seq: Type.Integer(),
    edge: IsoInstant,
    practice: PublicPractice,
    sample: Type.Boolean({ description: 'It is the invented practice that an empty database begins with.' }),
    summary: Summary,
    notice: nullable(Notice),
    totals: Type.Object(
      {
        expected: Type.Integer(),
        available: Type.Integer(),
        offSick: Type.Integer(),
        away: Type.Integer(),
        locums: Type.Integer(),
        known: Type.Integer({ description: 'Branches whose counts of today are known.' }),
        branches: Type.Integer(),
        itTrouble: Type.Integer({ description: 'Branches whose IT is degraded or down.' }),
        patientsInTrouble: Type.Integer(),
        patients: Type.Integer(),
      },
      closed,
    ),
    alert: Alert,
    declared: Declared,
    noticeControl: NoticeControlView,
    recent: Type.Array(RecentChange, { description: 'The newest changes of the practice, newest first.' }),
    planned: Type.Array(PublicPlanned),
    incidents: Type.Array(StaffIncident, {
      description: 'Open ones, and those resolved today or yesterday; newest first.',
    }),
    branches: Type.Array(StaffBranch),
  },
  closed,
);
export type StaffBoard = Static<typeof StaffBoard>;
