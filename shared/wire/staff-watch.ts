import { type Static, Type } from 'typebox';
import type { BlindReason } from '../contact/blindness.ts';
import { SERVICE_STATES, SERVICES } from '../facts/fact.ts';
import { IsoInstant } from './public-board.ts';

const closed = { additionalProperties: false } as const;
const nullable = <T extends import('typebox').TSchema>(schema: T) => Type.Union([schema, Type.Null()]);

const BLIND_REASONS = [
  'canary',
  'all-silent',
  'late-pass',
  'clock-step',
  'database',
] as const satisfies readonly BlindReason[];

const OwnCheck = Type.Optional(Type.Enum(SERVICE_STATES));

/** What the automatic checks know of one branch. */
export const WatchedBranch = Type.Object(
  {
    heardAt: nullable(IsoInstant),
    flapping: Type.Boolean({ description: 'Its contact comes and goes.' }),
    disputedSince: nullable(IsoInstant),
    senders: Type.Boolean({ description: 'A sender of it was ever heard, or has a token.' }),
    checks: Type.Object(
      { internet: OwnCheck, records: OwnCheck, phones: OwnCheck, online: OwnCheck, prescriptions: OwnCheck },
      closed,
    ),
  },
  closed,
);
export type WatchedBranch = Static<typeof WatchedBranch>;

/** Branches that fail at the same time and have something in common: staff may make one incident of them. */
export const CauseOffer = Type.Object(
  {
    cause: Type.String({ description: 'Its key, as in `records:emis`: what is posted to accept it.' }),
    service: Type.Enum(SERVICES),
    system: Type.String({ description: 'Of what they have in common, as staff wrote it.' }),
    branches: Type.Array(Type.String()),
    since: IsoInstant,
  },
  closed,
);
export type CauseOffer = Static<typeof CauseOffer>;

/** How the automatic checks stand. For staff alone. */
export const StaffWatch = Type.Object(
  {
    now: IsoInstant,
    lastPassAt: nullable(IsoInstant),
    overdue: Type.Boolean({ description: 'No pass ended in the last 10 s.' }),
    blind: nullable(Type.Object({ since: IsoInstant, reasons: Type.Array(Type.Enum(BLIND_REASONS)) }, closed)),
    canary: Type.Enum(['heard', 'missing', 'none'] as const, {
      description: 'A beat from outside the network of the practice; none: nothing was set up to send it.',
    }),
    failed: Type.Array(Type.String(), { description: 'Branches whose data could not be judged.' }),
    branches: Type.Record(Type.String(), WatchedBranch),
    offers: Type.Array(CauseOffer),
  },
  closed,
);
export type StaffWatch = Static<typeof StaffWatch>;
