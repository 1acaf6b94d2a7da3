import { type Static, Type } from 'typebox';

const closed = { additionalProperties: false } as const;

/** Which build of the screens the server serves: a screen of another one loads itself anew. */
export const ScreenBuild = Type.Object({ build: Type.String() }, closed);
export type ScreenBuild = Static<typeof ScreenBuild>;
