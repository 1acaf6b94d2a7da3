import { type Static, Type } from 'typebox';

const closed = { additionalProperties: false } as const;

/** What the screen of a waiting room is told that operations let in. */
export const OwnScreen = Type.Object(
  { build: Type.String(), surgery: Type.String({ description: 'Slug of the branch that it shows.' }) },
  closed,
);
export type OwnScreen = Static<typeof OwnScreen>;

/** Which build of the screens the server serves: a screen of another one loads itself anew. */
export const ScreenBuild = Type.Object({ build: Type.String() }, closed);
export type ScreenBuild = Static<typeof ScreenBuild>;
