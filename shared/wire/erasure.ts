import { type Static, Type } from 'typebox';
import { TEXT_FIELDS } from '../facts/erasure.ts';
import { REASON_MAX } from '../facts/incident-limits.ts';

const closed = { additionalProperties: false } as const;
const reason = Type.String({ minLength: 1, maxLength: REASON_MAX, description: 'For staff. Not the words again.' });

/** Erases texts of one fact, for good. */
export const ErasureBody = Type.Object(
  { fields: Type.Array(Type.Enum(TEXT_FIELDS), { minItems: 1, maxItems: TEXT_FIELDS.length }), reason },
  closed,
);
export type ErasureBody = Static<typeof ErasureBody>;

/** Erases the name of somebody who left, for good. */
export const NameErasureBody = Type.Object({ reason }, closed);
export type NameErasureBody = Static<typeof NameErasureBody>;
