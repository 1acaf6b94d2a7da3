import { type Static, Type } from 'typebox';
import { IsoInstant } from './public-board.ts';

const closed = { additionalProperties: false } as const;
const nullable = <T extends import('typebox').TSchema>(schema: T) => Type.Union([schema, Type.Null()]);

/** A wallboard asks with an empty object: there is nothing to tell yet. */
export const PairingQuestion = Type.Object({}, closed);

/** What a wallboard shows, so that operations can let it in. */
export const Pairing = Type.Object(
  {
    code: Type.String({ description: 'To be read aloud, as in `K7P4-2M`.' }),
    secret: Type.String({ description: 'The wallboard keeps it to itself and claims its credential with it.' }),
    expiresAt: IsoInstant,
  },
  closed,
);
export type Pairing = Static<typeof Pairing>;

export const ClaimBody = Type.Object({ secret: Type.String({ minLength: 1, maxLength: 100 }) }, closed);
export type ClaimBody = Static<typeof ClaimBody>;

/** Operations has not confirmed the code yet; ask again in a few seconds. */
export const PairingWaits = Type.Object({ expiresAt: IsoInstant }, closed);
export type PairingWaits = Static<typeof PairingWaits>;

const WaitingRoomOf = Type.String({
  minLength: 1,
  maxLength: 64,
  description: 'Slug of the branch whose waiting room it hangs in: it shows what everybody may read of that one.',
});

/** Lets the display in that shows the code. Case, blanks and the dash do not count. */
export const NewDisplayBody = Type.Object(
  {
    code: Type.String({ minLength: 1, maxLength: 20 }),
    name: Type.String({ minLength: 1, maxLength: 100, pattern: '\\S' }),
    waitingRoomOf: Type.Optional(WaitingRoomOf),
  },
  closed,
);
export type NewDisplayBody = Static<typeof NewDisplayBody>;

/** Points the screen of a waiting room at another branch. */
export const DisplayBody = Type.Object({ waitingRoomOf: WaitingRoomOf }, closed);
export type DisplayBody = Static<typeof DisplayBody>;

export const Display = Type.Object(
  {
    id: Type.String(),
    name: Type.String(),
    pairedAt: IsoInstant,
    lastSeenAt: nullable(IsoInstant),
    address: nullable(Type.String()),
    waitingRoomOf: nullable(Type.String()),
  },
  closed,
);
export type Display = Static<typeof Display>;

export const Displays = Type.Object({ displays: Type.Array(Display) }, closed);
export type Displays = Static<typeof Displays>;
