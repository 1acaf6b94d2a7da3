import { type Static, Type } from 'typebox';
import { IsoInstant } from './public-board.ts';

const closed = { additionalProperties: false } as const;

/**
 * A text message as GOV.UK Notify hands it on. Fields that it may add are let pass: a text that says "down" must not be
 * refused for them.
 */
export const InboundTextBody = Type.Object(
  {
    id: Type.String({ minLength: 1, maxLength: 100, description: 'The same for each delivery of the same text.' }),
    source_number: Type.String({ maxLength: 100 }),
    destination_number: Type.Optional(Type.String({ maxLength: 100 })),
    message: Type.String({ maxLength: 4_000 }),
    date_received: Type.Optional(Type.String({ maxLength: 100 })),
  },
  { additionalProperties: true },
);
export type InboundTextBody = Static<typeof InboundTextBody>;

/** What became of a text. */
export const TEXT_OUTCOMES = [
  'stored',
  'waits',
  'confirmed',
  'help',
  'not-understood',
  'not-allowed',
  'wrong-code',
  'too-many',
  'too-old',
  'unknown-number',
  /** A patient is told of nothing by text any more. */
  'stopped',
] as const;
export type TextOutcome = (typeof TEXT_OUTCOMES)[number];

export const InboundTextAnswer = Type.Object({ id: Type.String(), outcome: Type.Enum(TEXT_OUTCOMES) }, closed);
export type InboundTextAnswer = Static<typeof InboundTextAnswer>;

/** What somebody said by text that is not on the board before it is confirmed. */
export const TextClaim = Type.Object(
  {
    id: Type.String(),
    branch: Type.String(),
    by: Type.String(),
    says: Type.String({ description: '"internet working", "8 of 8 GPs in".' }),
    saidAt: IsoInstant,
    expiresAt: IsoInstant,
  },
  closed,
);
export type TextClaim = Static<typeof TextClaim>;

export const TextClaims = Type.Object({ claims: Type.Array(TextClaim) }, closed);
export type TextClaims = Static<typeof TextClaims>;

export const SettledClaim = Type.Object(
  {
    outcome: Type.Enum(['on-board', 'too-late', 'refused'] as const, {
      description: 'too-late: it is in the timeline, and what others reported later holds.',
    }),
  },
  closed,
);
export type SettledClaim = Static<typeof SettledClaim>;

/** There is nothing to say but an empty object. */
export const ClaimBody = Type.Object({}, closed);
