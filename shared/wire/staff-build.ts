import { type Static, Type } from 'typebox';

/** Which build of the staff pages the server serves: a page of another one loads itself anew. */
export const BuildAnswer = Type.Object({ build: Type.String() }, { additionalProperties: false });
export type BuildAnswer = Static<typeof BuildAnswer>;
