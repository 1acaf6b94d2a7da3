import { type Static, Type } from 'typebox';
import { Notice, PublicBranch } from './public-board.ts';

/** What patients would see if a report were made now. */
export const Preview = Type.Object(
  { branch: PublicBranch, notice: Type.Union([Notice, Type.Null()]) },
  { additionalProperties: false },
);
export type Preview = Static<typeof Preview>;
