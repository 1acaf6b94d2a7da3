import { Type } from 'typebox';

const closed = { additionalProperties: false } as const;
const Word = Type.String({ maxLength: 100 });
const Words = Type.Union([Word, Type.Array(Word)]);

const choice = {
  branch: Type.Optional(Words),
  all: Type.Optional(Word),
  kind: Type.Optional(Words),
} as const;

/** What somebody said so far, in the address of the next question. Links of others may add to it. */
export const FollowQuery = Type.Object({
  ...choice,
  by: Type.Optional(Word),
  asked: Type.Optional(Word),
  step: Type.Optional(Word),
});

/** The last question, answered. `to`: an email address or a mobile number. */
export const FollowForm = Type.Object(
  { ...choice, by: Type.Optional(Word), to: Type.String({ maxLength: 300 }) },
  closed,
);

export const ChangeForm = Type.Object(choice, closed);

/** A code that was texted, as somebody typed it. */
export const CodeForm = Type.Object({ code: Word }, closed);

/** By which somebody confirms, changes or stops. */
export const LinkQuery = Type.Object({ link: Word });
