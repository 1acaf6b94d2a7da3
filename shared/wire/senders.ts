import { type Static, Type } from 'typebox';
import { IsoInstant } from './public-board.ts';

const closed = { additionalProperties: false } as const;
const nullable = <T extends import('typebox').TSchema>(schema: T) => Type.Union([schema, Type.Null()]);

const Branch = nullable(Type.String({ minLength: 1, maxLength: 64 }));

/** Makes a token for the sender of a branch; null: for the canary, which belongs to none. */
export const NewSenderBody = Type.Object({ branch: Branch }, closed);
export type NewSenderBody = Static<typeof NewSenderBody>;

export const Sender = Type.Object(
  {
    id: Type.String(),
    branch: Branch,
    createdAt: IsoInstant,
    lastBeatAt: nullable(IsoInstant),
  },
  closed,
);
export type Sender = Static<typeof Sender>;

export const NewSender = Type.Object(
  { sender: Sender, token: Type.String({ description: 'Shown this once; it cannot be read again.' }) },
  closed,
);
export type NewSender = Static<typeof NewSender>;

export const Senders = Type.Object({ senders: Type.Array(Sender) }, closed);
export type Senders = Static<typeof Senders>;
