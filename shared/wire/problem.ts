import { type Static, Type } from 'typebox';

/** Every code a problem can have; each maps to one HTTP status (RFC 9457 documents). */
export const PROBLEM_STATUS = {
  'bad-request': 400,
  'not-signed-in': 401,
  'not-allowed': 403,
  'second-factor-missing': 403,
  'prove-again': 403,
  'not-found': 404,
  'method-not-allowed': 405,
  'request-timed-out': 408,
  'already-done': 409,
  'branch-changed': 412,
  'body-too-large': 413,
  'address-too-long': 414,
  'wrong-media-type': 415,
  'key-reused': 422,
  'if-match-missing': 428,
  'too-many-requests': 429,
  'headers-too-large': 431,
  internal: 500,
  'database-away': 503,
  'too-busy': 503,
} as const;
export type ProblemCode = keyof typeof PROBLEM_STATUS;

export const Fault = Type.Object(
  {
    path: Type.String({ description: 'Where in the request: `/gps/offSick`, `header:if-match`.' }),
    message: Type.String(),
  },
  { additionalProperties: false },
);
export type Fault = Static<typeof Fault>;

export const Problem = Type.Object({
  type: Type.String(),
  title: Type.String(),
  status: Type.Integer(),
  code: Type.String(),
  detail: Type.String(),
  faults: Type.Array(Fault),
});
export type Problem = Static<typeof Problem>;
