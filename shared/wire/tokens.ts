import { type Static, Type } from 'typebox';
import { IsoInstant } from './public-board.ts';

const closed = { additionalProperties: false } as const;

/** What a program signs in with; the token itself is shown once, where it is made. */
export const ApiToken = Type.Object(
  {
    id: Type.String(),
    name: Type.String({ description: 'The author of what it reports.' }),
    role: Type.Union([Type.Literal('lead'), Type.Literal('operations')]),
    branches: Type.Array(Type.String(), { description: 'Those of a lead’s token; none: all.' }),
    createdAt: IsoInstant,
    expiresAt: Type.Union([IsoInstant, Type.Null()], { description: 'null: when it is revoked.' }),
  },
  closed,
);
export type ApiToken = Static<typeof ApiToken>;

export const ApiTokens = Type.Object({ tokens: Type.Array(ApiToken) }, closed);
export type ApiTokens = Static<typeof ApiTokens>;
