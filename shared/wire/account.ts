import { type Static, Type } from 'typebox';
import { STAFF_ROLES } from '../people/roles.ts';
import { IsoInstant } from './public-board.ts';

const closed = { additionalProperties: false } as const;
const nullableText = Type.Union([Type.String(), Type.Null()]);

/** By what somebody proved who they are. `set-up`: by a link; `provider`: another service said so (OpenID Connect). */
export const SIGN_IN_WAYS = ['set-up', 'passkey', 'password', 'code', 'provider'] as const;

/** A place where somebody is signed in. */
export const OwnSession = Type.Object(
  {
    id: Type.String(),
    current: Type.Boolean({ description: 'The one that asks.' }),
    way: Type.Enum(SIGN_IN_WAYS),
    device: Type.Union([Type.String(), Type.Null()], { description: '"Chrome on Android", as it says of itself.' }),
    address: nullableText,
    createdAt: IsoInstant,
    seenAt: IsoInstant,
    expiresAt: IsoInstant,
  },
  closed,
);
export type OwnSession = Static<typeof OwnSession>;

/** What somebody reads of their own account, and nobody else does. */
export const Account = Type.Object(
  {
    name: Type.String(),
    email: Type.String(),
    role: Type.Enum(STAFF_ROLES),
    branchNames: Type.Array(Type.String(), { description: 'Of the branches a lead is lead of.' }),
    ways: Type.Object(
      {
        password: Type.Boolean(),
        passkeys: Type.Integer(),
        app: Type.Boolean({ description: 'An authenticator app that was confirmed.' }),
        recoveryCodes: Type.Integer({ description: 'That are left.' }),
      },
      { ...closed, description: 'By what they can sign in.' },
    ),
    sessions: Type.Array(OwnSession, { description: 'The one that asks first, then as they were seen last.' }),
    now: IsoInstant,
    timeZone: Type.String({ description: 'Of the practice.' }),
  },
  closed,
);
export type Account = Static<typeof Account>;

export const OthersEnded = Type.Object({ ended: Type.Integer() }, closed);
export type OthersEnded = Static<typeof OthersEnded>;
