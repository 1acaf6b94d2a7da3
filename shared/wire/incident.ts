import { type Static, Type } from 'typebox';
import { ALERT_STATES, CHECKLIST_ITEMS, NOTICE_CONTROLS, SERVICES } from '../facts/fact.ts';
import { ESCALATION_TARGETS, SEVERITIES } from '../facts/incident.ts';
import { NEXT_UPDATE_MINUTES_MAX, REASON_MAX, REFERENCE_MAX, TITLE_MAX, UPDATE_MAX } from '../facts/incident-limits.ts';
import { IsoInstant } from './public-board.ts';

const closed = { additionalProperties: false } as const;

const slugs = Type.Array(Type.String({ minLength: 1, maxLength: 64 }), { uniqueItems: true, maxItems: 2_000 });
const services = Type.Array(Type.Enum(SERVICES), { uniqueItems: true });
const text = Type.String({ minLength: 1, maxLength: UPDATE_MAX });
const nextUpdate = Type.Optional(
  Type.Union([Type.Integer({ minimum: 1, maximum: NEXT_UPDATE_MINUTES_MAX }), Type.Null()], {
    description: 'Minutes from now until the next update is promised; null: none is.',
  }),
);

/** Declares an incident. `affected` are all of its branches when it is left out. */
export const IncidentBody = Type.Object(
  {
    title: Type.String({ minLength: 1, maxLength: TITLE_MAX, description: 'In the words that patients read.' }),
    severity: Type.Enum(SEVERITIES),
    branches: Type.Array(Type.String({ minLength: 1, maxLength: 64 }), {
      minItems: 1,
      uniqueItems: true,
      maxItems: 2_000,
    }),
    services,
    affected: Type.Optional(slugs),
    shown: Type.Boolean({ description: 'Patients see its title and its updates for the public.' }),
    public: Type.Optional(text),
    staff: Type.Optional(text),
    nextUpdateInMinutes: nextUpdate,
  },
  closed,
);
export type IncidentBody = Static<typeof IncidentBody>;

/** Updates an open incident: any of the fields, at least one. Each replaces what held before. */
export const IncidentUpdateBody = Type.Object(
  {
    title: Type.Optional(Type.String({ minLength: 1, maxLength: TITLE_MAX })),
    severity: Type.Optional(Type.Enum(SEVERITIES)),
    branches: Type.Optional(Type.Array(Type.String(), { minItems: 1, uniqueItems: true, maxItems: 2_000 })),
    services: Type.Optional(services),
    affected: Type.Optional(slugs),
    shown: Type.Optional(Type.Boolean()),
    public: Type.Optional(text),
    staff: Type.Optional(text),
    nextUpdateInMinutes: nextUpdate,
  },
  { additionalProperties: false, minProperties: 1 },
);
export type IncidentUpdateBody = Static<typeof IncidentUpdateBody>;

/** Records that an incident was escalated. The same target may be named again, with the reference it gave later. */
export const EscalationBody = Type.Object(
  {
    to: Type.Enum(ESCALATION_TARGETS),
    reference: Type.Optional(Type.Union([Type.String({ minLength: 1, maxLength: REFERENCE_MAX }), Type.Null()])),
    staff: Type.Optional(text),
  },
  closed,
);
export type EscalationBody = Static<typeof EscalationBody>;

/** Ends an incident, with last words for patients and for staff. */
export const ResolveBody = Type.Object({ public: Type.Optional(text), staff: Type.Optional(text) }, closed);
export type ResolveBody = Static<typeof ResolveBody>;

/** Ticks an item of a checklist, or takes the tick back. */
export const CheckBody = Type.Object({ item: Type.Enum(CHECKLIST_ITEMS), done: Type.Boolean() }, closed);
export type CheckBody = Static<typeof CheckBody>;

/** Holds the notice back or keeps it up until a time, for a reason; `auto` lets it follow its rule again. */
export const NoticeControlBody = Type.Object(
  {
    control: Type.Enum(NOTICE_CONTROLS),
    reason: Type.Optional(Type.String({ minLength: 1, maxLength: REASON_MAX })),
    until: Type.Optional(IsoInstant),
    branches: Type.Optional(slugs),
  },
  closed,
);
export type NoticeControlBody = Static<typeof NoticeControlBody>;

/** Declares an alert state for a branch or (null) the whole practice; a null state takes it back. */
export const AlertBody = Type.Object(
  {
    branch: Type.Union([Type.String({ minLength: 1, maxLength: 64 }), Type.Null()]),
    state: Type.Union([Type.Enum(ALERT_STATES), Type.Null()]),
    reason: Type.Optional(Type.String({ minLength: 1, maxLength: REASON_MAX })),
  },
  closed,
);
export type AlertBody = Static<typeof AlertBody>;

/** A fact that was stored. */
export const StoredAnswer = Type.Object(
  {
    seq: Type.Integer(),
    at: IsoInstant,
    incident: Type.Union([Type.Integer(), Type.Null()], { description: 'The incident it is about; null for none.' }),
  },
  closed,
);
export type StoredAnswer = Static<typeof StoredAnswer>;
