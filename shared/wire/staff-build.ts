import { type Static, Type } from 'typebox';
import { IsoInstant } from './public-board.ts';

/** Which build of the staff pages the server serves: a page of another one loads itself anew. */
export const BuildAnswer = Type.Object(
  {
    build: Type.String(),
    now: Type.Unsafe<string>({ ...IsoInstant, description: "The server's clock: pages trust no other." }),
  },
  { additionalProperties: false },
);
export type BuildAnswer = Static<typeof BuildAnswer>;
