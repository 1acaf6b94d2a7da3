import { type Static, Type } from 'typebox';

const closed = { additionalProperties: false } as const;

/** What a sender found when it tried a service from inside the branch. */
const CheckState = Type.Enum(['working', 'down', 'unknown'] as const);

/** A sign of life. The token that comes with it says of which branch. */
export const BeatBody = Type.Object(
  {
    boot: Type.String({ format: 'uuid', description: 'Made anew each time the sender starts.' }),
    n: Type.Integer({
      minimum: 0,
      maximum: Number.MAX_SAFE_INTEGER,
      description: 'Higher with each beat of the same boot; a repeated one is refused with 409, and was heard before.',
    }),
    every: Type.Integer({ minimum: 20, maximum: 120, description: 'Seconds between its beats.' }),
    checks: Type.Object(
      {
        records: Type.Optional(CheckState),
        phones: Type.Optional(CheckState),
        online: Type.Optional(CheckState),
        prescriptions: Type.Optional(CheckState),
      },
      closed,
    ),
  },
  closed,
);
export type BeatBody = Static<typeof BeatBody>;
