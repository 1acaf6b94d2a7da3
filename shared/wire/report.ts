import { type Static, Type } from 'typebox';
import { ACCESS_STATES, SERVICE_STATES, type Service } from '../facts/fact.ts';
import { MADE_SECONDS_AGO_MAX, MESSAGE_MAX, NOTE_MAX } from '../facts/report-limits.ts';
import { IsoInstant } from './public-board.ts';

const closed = { additionalProperties: false } as const;
const count = Type.Integer({ minimum: 0, maximum: 99 });
const state = Type.Optional(Type.Enum(SERVICE_STATES));

/** What a person posts about a branch: any of the fields, at least one. */
export const ReportBody = Type.Object(
  {
    it: Type.Optional(
      Type.Object(
        { internet: state, records: state, phones: state, online: state, prescriptions: state } satisfies Record<
          Service,
          unknown
        >,
        { additionalProperties: false, minProperties: 1 },
      ),
    ),
    gps: Type.Optional(Type.Object({ expected: count, offSick: count, away: count, locums: count }, closed)),
    access: Type.Optional(Type.Enum(ACCESS_STATES)),
    message: Type.Optional(Type.Union([Type.String({ maxLength: MESSAGE_MAX }), Type.Null()])),
    note: Type.Optional(Type.Union([Type.String({ maxLength: NOTE_MAX }), Type.Null()])),
    confirm: Type.Optional(Type.Literal(true)),
    madeSecondsAgo: Type.Optional(Type.Integer({ minimum: 0, maximum: MADE_SECONDS_AGO_MAX })),
    lastSeenAt: Type.Optional(IsoInstant),
  },
  closed,
);
export type ReportBody = Static<typeof ReportBody>;

/** A field of a report that somebody else had already spoken of. */
export const Clash = Type.Object(
  { field: Type.String(), by: Type.Union([Type.String(), Type.Null()]), at: IsoInstant, was: Type.Unknown() },
  closed,
);
export type Clash = Static<typeof Clash>;

/** A stored report, as its 201 and 200 answers carry it. */
export const ReportAnswer = Type.Object(
  {
    seq: Type.Integer(),
    branch: Type.String(),
    at: IsoInstant,
    recordedAt: IsoInstant,
    onBehalf: Type.Boolean(),
    report: ReportBody,
    notApplied: Type.Array(Clash, { description: 'Said later by somebody, so this report did not change it.' }),
    overrode: Type.Array(Clash, { description: 'Said earlier by somebody since the state the reporter saw.' }),
  },
  closed,
);
export type ReportAnswer = Static<typeof ReportAnswer>;
