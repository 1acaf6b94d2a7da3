import { type Static, Type } from 'typebox';
import { ACCESS_STATES, CONTACT_STATES, SERVICE_STATES } from '../facts/fact.ts';
import {
  BRANCH_STATES,
  GP_LEVELS,
  IsoInstant,
  IT_STATES,
  Notice,
  PublicPractice,
  REASONS,
  Summary,
} from './public-board.ts';

const closed = { additionalProperties: false } as const;
const nullable = <T extends import('typebox').TSchema>(schema: T) => Type.Union([schema, Type.Null()]);

export const ALERT_STATES = ['GREEN', 'AMBER', 'RED', 'BLACK'] as const;
export type AlertState = (typeof ALERT_STATES)[number];

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

export const StaffService = Type.Object(
  {
    state: Type.Enum(SERVICE_STATES),
    implied: Type.Boolean({ description: 'Follows from the internet being down, nobody said it.' }),
    said: nullable(Said),
    confirmDue: Type.Boolean({ description: 'A claim of trouble older than four hours: ask whether it is still so.' }),
  },
  closed,
);

export const StaffBranch = Type.Object(
  {
    slug: Type.String(),
    name: Type.String(),
    seq: Type.Integer({ description: 'Last fact by a person, 0 when none: the value for If-Match.' }),
    listSize: Type.Integer(),
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
    contact: Type.Object({ state: nullable(Type.Enum(CONTACT_STATES)), lastBeatAt: nullable(IsoInstant) }, closed),
    disputed: Type.Boolean({ description: 'A person and the sender disagree; the worse counts.' }),
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
    branches: Type.Array(StaffBranch),
  },
  closed,
);
export type StaffBoard = Static<typeof StaffBoard>;
