import { type Static, Type } from 'typebox';
import { EMAIL_MAX, EMAIL_PATTERN, PASSWORD_MAX } from '../people/account.ts';
import { STAFF_ROLES } from '../people/roles.ts';
import { CreatedAnswer } from './passkeys.ts';
import { IsoInstant } from './public-board.ts';

const closed = { additionalProperties: false } as const;

export const Email = Type.String({ maxLength: EMAIL_MAX, pattern: EMAIL_PATTERN, description: 'Case does not count.' });
export const PersonName = Type.String({ minLength: 1, maxLength: 100, pattern: '\\S' });

/** Who speaks for which branches; `display` only looks on, and `waiting-room` shows what everybody may read. */
export const Session = Type.Object(
  {
    id: Type.String({ description: 'Of the account, the token or the wallboard: names are not unique.' }),
    name: Type.Union([Type.String(), Type.Null()]),
    role: Type.Enum([...STAFF_ROLES, 'display', 'waiting-room'] as const),
    branches: Type.Array(Type.String(), {
      description: 'Slugs a lead is lead of, or the one a waiting room is of; empty for all others.',
    }),
    expiresAt: Type.Union([IsoInstant, Type.Null()], {
      description: 'When one must sign in again at the latest; null: the credential stands until it is revoked.',
    }),
    needs: Type.Union([Type.Literal('second-factor'), Type.Null()], {
      description:
        '`second-factor`: signed in by a password alone. Nothing may be done but to add an authenticator app or a passkey.',
    }),
  },
  closed,
);
export type Session = Static<typeof Session>;

/** By what else than a password and a passkey one can sign in here. */
export const SignInWays = Type.Object(
  {
    provider: Type.Union([Type.Object({ name: Type.String() }, closed), Type.Null()], {
      description: 'Another service that says who somebody is; null: none.',
    }),
    mail: Type.Boolean({ description: 'Codes by mail.' }),
  },
  closed,
);
export type SignInWays = Static<typeof SignInWays>;

export const SignInBody = Type.Object(
  { email: Type.String({ maxLength: EMAIL_MAX }), password: Type.String({ maxLength: PASSWORD_MAX }) },
  closed,
);
export type SignInBody = Static<typeof SignInBody>;

/** Of a set-up link. It travels in bodies alone: what stands in a path is written to logs on the way. */
const SetUpToken = Type.String({ minLength: 1, maxLength: 100 });

/** Asks whom a link is for; it can be asked again and again. */
export const SetUpQuestion = Type.Object({ token: SetUpToken }, closed);

export const SetUpOffer = Type.Object(
  {
    role: Type.Enum(STAFF_ROLES),
    branches: Type.Array(Type.String()),
    branchNames: Type.Array(Type.String(), { description: 'Of `branches`, in their order.' }),
    name: Type.Union([Type.String(), Type.Null()], { description: 'As far as it is known.' }),
    email: Type.Union([Type.String(), Type.Null()], { description: 'null: the first person names their own.' }),
    replaces: Type.Boolean({
      description: 'Whether they can sign in already: all that they do that by ends when the link is used.',
    }),
  },
  closed,
);
export type SetUpOffer = Static<typeof SetUpOffer>;

/** `name` is asked for where the offer has none, and changes nothing where it has one: reports are signed by it. */
const whoSetsUp = { token: SetUpToken, name: Type.Optional(PersonName), email: Email };

/** Asks for a passkey; the link stays good until that comes back. */
export const SetUpPasskeyBody = Type.Object(whoSetsUp, closed);
export type SetUpPasskeyBody = Static<typeof SetUpPasskeyBody>;

/** Uses the link up, by a password or a passkey. The verb checks the rest, with all faults in one list. */
export const SetUpBody = Type.Object(
  {
    ...whoSetsUp,
    password: Type.Optional(Type.String({ maxLength: PASSWORD_MAX })),
    passkey: Type.Optional(CreatedAnswer),
  },
  closed,
);
export type SetUpBody = Static<typeof SetUpBody>;
