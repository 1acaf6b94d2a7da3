import { type Static, Type } from 'typebox';
import { RECORD_KINDS } from '../people/access-events.ts';
import { IsoInstant } from './public-board.ts';

const closed = { additionalProperties: false } as const;
const nullableText = Type.Union([Type.String(), Type.Null()]);

const filters = {
  person: Type.Optional(Type.String({ format: 'uuid', description: 'Who did it, or to whom it was done.' })),
  kind: Type.Optional(Type.Enum(RECORD_KINDS)),
  outcome: Type.Optional(Type.Enum(['done', 'refused'] as const)),
  day: Type.Optional(Type.String({ pattern: '^\\d{4}-\\d\\d-\\d\\d$', description: 'A day of the practice.' })),
};

/** What of the record is asked for. */
export const RecordFilters = Type.Object(filters, closed);
export type RecordFilters = Static<typeof RecordFilters>;

/** A page of it. */
export const RecordQuery = Type.Object(
  {
    ...filters,
    after: Type.Optional(
      Type.String({ pattern: '^\\d{1,16}\\.[0-9a-f-]{36}$', description: '`next` of the page before.' }),
    ),
    limit: Type.Optional(
      Type.String({ pattern: '^(?:[1-9]\\d?|1\\d\\d|200)$', description: '1 to 200; 50 when absent.' }),
    ),
  },
  closed,
);
export type RecordQuery = Static<typeof RecordQuery>;

export const RecordLine = Type.Object(
  {
    id: Type.String(),
    at: IsoInstant,
    kind: Type.Enum(RECORD_KINDS),
    refused: Type.Boolean(),
    who: Type.String(),
    what: Type.String(),
    address: Type.String(),
    device: nullableText,
  },
  closed,
);
export type RecordLine = Static<typeof RecordLine>;

export const RecordPage = Type.Object(
  {
    lines: Type.Array(RecordLine, { description: 'Newest first.' }),
    next: Type.Union([Type.String(), Type.Null()], { description: 'Where the next page begins; null: there is none.' }),
    people: Type.Array(Type.Object({ id: Type.String(), name: Type.String(), left: Type.Boolean() }, closed), {
      description: 'Everybody who may stand in it by name, also who left.',
    }),
    readAt: IsoInstant,
  },
  closed,
);
export type RecordPage = Static<typeof RecordPage>;
