import { type Static, Type } from 'typebox';
import { IsoInstant } from './public-board.ts';

const closed = { additionalProperties: false } as const;

/** Asks for what became files; `key` stands behind the # of the link that the server printed. */
export const MailsQuestion = Type.Object({ key: Type.String({ maxLength: 100 }) }, closed);

export const WrittenMail = Type.Object(
  { at: IsoInstant, to: Type.String(), subject: Type.String(), text: Type.String() },
  closed,
);
export type WrittenMail = Static<typeof WrittenMail>;

/** Newest first. */
export const Mails = Type.Object({ mails: Type.Array(WrittenMail) }, closed);
export type Mails = Static<typeof Mails>;
