import { type TSchema, type TUnsafe, Type } from 'typebox';

/** The schema of an answer that leaves as bytes or as a stream: it tells readers what comes, and serialises nothing. */
export function readyMade(schema: TSchema): TUnsafe<unknown> {
  return Type.Unsafe<unknown>(schema);
}
