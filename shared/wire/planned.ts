import { type Static, Type } from 'typebox';
import { SERVICES } from '../facts/fact.ts';
import { TITLE_MAX } from '../facts/incident-limits.ts';
import { IsoInstant } from './public-board.ts';

const closed = { additionalProperties: false } as const;

/** Plans work at branches; patients read of it until it is over. */
export const PlannedBody = Type.Object(
  {
    title: Type.String({ minLength: 1, maxLength: TITLE_MAX, description: 'In the words that patients read.' }),
    branches: Type.Array(Type.String({ minLength: 1, maxLength: 64 }), {
      minItems: 1,
      uniqueItems: true,
      maxItems: 2_000,
    }),
    services: Type.Array(Type.Enum(SERVICES), { uniqueItems: true, description: 'What may not work meanwhile.' }),
    from: IsoInstant,
    to: IsoInstant,
  },
  closed,
);
export type PlannedBody = Static<typeof PlannedBody>;

/** Calls planned work off. */
export const CancelPlannedBody = Type.Object({}, closed);
export type CancelPlannedBody = Static<typeof CancelPlannedBody>;
