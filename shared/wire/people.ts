import { type Static, Type } from 'typebox';
import { PHONE_MAX } from '../people/phone-number.ts';
import { STAFF_ROLES } from '../people/roles.ts';
import { IsoInstant } from './public-board.ts';
import { Email, PersonName } from './session.ts';

const closed = { additionalProperties: false } as const;
const nullableInstant = Type.Union([IsoInstant, Type.Null()]);

const rights = {
  role: Type.Enum(STAFF_ROLES),
  branches: Type.Array(Type.String({ maxLength: 64 }), {
    maxItems: 100,
    description: 'Slugs a lead is lead of, one or more; none for everybody else.',
  }),
};

/** Somebody who may sign in. */
export const Person = Type.Object(
  {
    id: Type.String(),
    name: Type.String(),
    email: Type.String(),
    ...rights,
    state: Type.Enum(['invited', 'active', 'left'] as const, {
      description: 'invited: cannot sign in yet; left: the day of leaving is past.',
    }),
    leaving: nullableInstant,
    phone: Type.Union([Type.String(), Type.Null()], { description: 'Mobile number, E.164; null: they do not text.' }),
    lastSeenAt: nullableInstant,
    createdAt: IsoInstant,
  },
  closed,
);
export type Person = Static<typeof Person>;

export const People = Type.Object(
  {
    people: Type.Array(Person),
    you: Type.String({ description: 'Id of who asks; of nobody in the list for a token.' }),
    texts: Type.Object(
      { receives: Type.Boolean(), sends: Type.Boolean() },
      { ...closed, description: 'Whether text messages are set up.' },
    ),
    mail: Type.Object({ sends: Type.Boolean() }, { ...closed, description: 'Whether mails go out.' }),
  },
  closed,
);
export type People = Static<typeof People>;

const Phone = Type.Optional(
  Type.Union([Type.String({ maxLength: PHONE_MAX }), Type.Null()], {
    description: 'Mobile number, as 07700 900123 or +447700900123: texts from it count as theirs. null: none.',
  }),
);

const by = Type.Enum(['link', 'sheet', 'mail'] as const, {
  description:
    'How they get it. link, the default: it is in the answer, to be handed on within a day. sheet: with a code to type, for 7 days. mail: it goes to their address for 7 days, and is not in the answer.',
});
export type HandedOverBy = Static<typeof by>;

export const NewPersonBody = Type.Object(
  { name: PersonName, email: Email, ...rights, phone: Phone, by: Type.Optional(by) },
  closed,
);
export type NewPersonBody = Static<typeof NewPersonBody>;

/** Replaces what a person may do; a phone that is left out stays. A change of role or branches ends their sessions. */
export const PersonBody = Type.Object(
  {
    ...rights,
    leaving: Type.Union([IsoInstant, Type.Null()], {
      description: 'From then on they cannot sign in, and their sessions end; null: they stay.',
    }),
    phone: Phone,
  },
  closed,
);
export type PersonBody = Static<typeof PersonBody>;

/** A link to hand over. It works once and is not shown again. */
export const SetUpLink = Type.Object(
  {
    url: Type.String(),
    expiresAt: IsoInstant,
    code: Type.Union([Type.String(), Type.Null()], { description: 'To type in its place; of a sheet alone.' }),
  },
  closed,
);
export type SetUpLink = Static<typeof SetUpLink>;

/** Another link for the same person. */
export const InvitationQuestion = Type.Object({ by: Type.Optional(by) }, closed);

export const Invitation = Type.Object(
  {
    person: Person,
    by,
    expiresAt: IsoInstant,
    setUp: Type.Union([SetUpLink, Type.Null()], { description: 'null: it went by mail.' }),
  },
  closed,
);
export type Invitation = Static<typeof Invitation>;
