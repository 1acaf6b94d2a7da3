import { type Static, Type } from 'typebox';

const closed = { additionalProperties: false } as const;

/** A code that somebody types from a printed invitation. Case, spaces and dashes do not count. */
export const SetUpCodeBody = Type.Object({ code: Type.String({ minLength: 1, maxLength: 40 }) }, closed);

/** What stands behind the # of the link on the same sheet. */
export const SetUpCodeAnswer = Type.Object({ token: Type.String() }, closed);
export type SetUpCodeAnswer = Static<typeof SetUpCodeAnswer>;
