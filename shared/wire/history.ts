import { type Static, Type } from 'typebox';
import { SERVICES } from '../facts/fact.ts';
import { PAST_STATES } from '../history/stretches.ts';
import { IsoInstant, REASONS } from './public-board.ts';

const closed = { additionalProperties: false } as const;

/** A local day: `2019-12-31`. */
const Day = Type.String({ format: 'date' });

function minutes(description: string) {
  return Type.Object(
    {
      normal: Type.Integer(),
      limited: Type.Integer(),
      degraded: Type.Integer(),
      notHeard: Type.Integer(),
      unknown: Type.Integer(),
      closed: Type.Integer(),
    },
    { ...closed, description },
  );
}

export const PublicSpell = Type.Object(
  {
    state: Type.Enum(['degraded', 'not-heard', 'limited']),
    from: IsoInstant,
    to: IsoInstant,
    wasOpen: Type.Boolean({ description: 'false: all of it was outside the opening hours.' }),
    goesBack: Type.Boolean({ description: 'It began on the day before.' }),
    goesOn: Type.Boolean({ description: 'It went on into the next day.' }),
    reasons: Type.Array(Type.Enum(REASONS)),
    services: Type.Array(Type.Enum(SERVICES), { description: 'What did not work, or not properly.' }),
    sentence: Type.String({ description: 'What patients read of it: "The internet was not working."' }),
  },
  closed,
);
export type PublicSpell = Static<typeof PublicSpell>;

export const PublicDay = Type.Object(
  {
    day: Day,
    state: Type.Enum(PAST_STATES, {
      description:
        'The worst that is known of the day. Planned work makes it no better. "unknown": too little is known to call it normal.',
    }),
    open: minutes('Minutes in its opening hours.'),
    closed: minutes('Minutes outside of them.'),
    spells: Type.Array(PublicSpell, { description: 'Oldest first.' }),
    incidents: Type.Array(Type.Object({ id: Type.Integer(), title: Type.String() }, closed)),
    planned: Type.Array(
      Type.Object(
        {
          id: Type.Integer(),
          title: Type.String(),
          services: Type.Array(Type.Enum(SERVICES)),
          from: IsoInstant,
          to: IsoInstant,
        },
        closed,
      ),
    ),
  },
  closed,
);
export type PublicDay = Static<typeof PublicDay>;

/** How a branch was on the days that are over. */
export const PublicHistory = Type.Object(
  {
    slug: Type.String(),
    timeZone: Type.String(),
    isKnown: Type.Boolean({ description: 'false: it is still being worked out, and no day is told of.' }),
    sentence: Type.String({ description: 'All of it in words a patient reads.' }),
    days: Type.Array(PublicDay, {
      description: 'At most 90, newest first, up to yesterday; those on which the branch was on the board.',
    }),
  },
  closed,
);
export type PublicHistory = Static<typeof PublicHistory>;
