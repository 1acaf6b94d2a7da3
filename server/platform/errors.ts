import { type Fault, PROBLEM_STATUS, type Problem, type ProblemCode } from '../../shared/wire/problem.ts';
import { isDatabaseAway } from './database-errors.ts';
import { type SchemaError, toFaults } from './validation-faults.ts';

interface AppErrorOptions {
  readonly detail?: string;
  readonly faults?: readonly Fault[];
  /** Members of the problem document beside the standard ones. */
  readonly extra?: Readonly<Record<string, unknown>>;
  readonly headers?: Readonly<Record<string, string>>;
  readonly cause?: unknown;
  /** A note of the refusal was kept already. */
  readonly isNoted?: boolean;
}

/** What a verb throws when it cannot do what it was asked; becomes a problem document. */
export class AppError extends Error {
  readonly code: ProblemCode;
  readonly faults: readonly Fault[];
  readonly extra: Readonly<Record<string, unknown>>;
  readonly headers: Readonly<Record<string, string>>;
  readonly isNoted: boolean;

  constructor(code: ProblemCode, options: AppErrorOptions = {}) {
    super(options.detail ?? WORDS[code].detail, { cause: options.cause });
    this.name = 'AppError';
    this.code = code;
    this.faults = options.faults ?? [];
    this.extra = options.extra ?? {};
    this.isNoted = options.isNoted ?? false;
    this.headers = { ...DEFAULT_HEADERS[code], ...options.headers };
  }
}

/** An answer that says what went wrong (RFC 9457). */
export interface ProblemAnswer {
  readonly status: number;
  readonly headers: Readonly<Record<string, string>>;
  readonly body: Problem & Readonly<Record<string, unknown>>;
}

export const PROBLEM_TYPE = 'application/problem+json';

/** Seconds after which a client may try again when the database was away. */
const DATABASE_RETRY_AFTER = '5';

const DEFAULT_HEADERS: { readonly [C in ProblemCode]?: Readonly<Record<string, string>> } = {
  'database-away': { 'retry-after': DATABASE_RETRY_AFTER },
  'too-busy': { 'retry-after': DATABASE_RETRY_AFTER },
  'too-many-requests': { 'retry-after': '60' },
};

const WORDS: { readonly [C in ProblemCode]: { readonly title: string; readonly detail: string } } = {
  'bad-request': { title: 'The request is not valid', detail: 'Nothing was saved. See the list of faults.' },
  'not-signed-in': { title: 'Not signed in', detail: 'This needs a valid credential. Nothing was saved.' },
  'not-allowed': { title: 'Not allowed', detail: 'You may not do this. Nothing was saved.' },
  'second-factor-missing': {
    title: 'A password alone is not enough',
    detail: 'Nothing was saved. Add an authenticator app or a passkey to your account first.',
  },
  'prove-again': {
    title: 'Prove that it is still you',
    detail: 'Nothing was saved. Prove who you are, then send it again.',
  },
  'not-found': { title: 'Not found', detail: 'There is nothing at this address.' },
  'method-not-allowed': { title: 'Method not allowed', detail: 'This address does not take this method.' },
  'request-timed-out': { title: 'The request came too slowly', detail: 'The request did not arrive in time.' },
  'already-done': {
    title: 'Already done',
    detail: 'Nothing was saved, because somebody has done this already.',
  },
  'branch-changed': {
    title: 'Somebody else reported since',
    detail: 'Nothing was saved. Look at what changed, then send again with the new If-Match.',
  },
  'body-too-large': { title: 'The body is too large', detail: 'Nothing was saved. Send a smaller body.' },
  'address-too-long': { title: 'The address is too long', detail: 'Ask with a shorter address.' },
  'wrong-media-type': {
    title: 'Wrong media type',
    detail: 'Nothing was saved. Send the body as application/json.',
  },
  'key-reused': {
    title: 'The key was used for another request',
    detail: 'Nothing was saved. Every new request needs an Idempotency-Key of its own.',
  },
  'if-match-missing': {
    title: 'If-Match is missing',
    detail: 'Nothing was saved. Say in If-Match which report of this branch you saw last, as in "12".',
  },
  'too-many-requests': { title: 'Too many requests', detail: 'Nothing was saved. Wait, then send it again.' },
  'headers-too-large': { title: 'The headers are too large', detail: 'Send fewer or shorter headers.' },
  internal: { title: 'Something went wrong', detail: 'The fault is on our side. It was written to our log.' },
  'database-away': {
    title: 'The database is away',
    detail: 'Nothing was saved, because the database cannot be reached. Try again in a few seconds.',
  },
  'too-busy': { title: 'Too busy', detail: 'This took too long. Try again in a few seconds.' },
};

function problem(
  code: ProblemCode,
  detail: string,
  faults: readonly Fault[],
  extra: object = {},
): ProblemAnswer['body'] {
  const status = PROBLEM_STATUS[code];
  const type = `urn:branchboard:problem:${code}`;
  return { ...extra, type, title: WORDS[code].title, status, code, detail, faults: [...faults] };
}

const FRAMEWORK_ERRORS: Readonly<Record<string, () => AppError>> = {
  FST_ERR_CTP_BODY_TOO_LARGE: () => new AppError('body-too-large'),
  FST_ERR_CTP_INVALID_MEDIA_TYPE: () => new AppError('wrong-media-type'),
  FST_ERR_CTP_EMPTY_JSON_BODY: () => badBody('must not be empty.'),
  FST_ERR_CTP_INVALID_JSON_BODY: () => badBody('must be JSON.'),
  FST_ERR_CTP_INVALID_CONTENT_LENGTH: () => badBody('must be as long as Content-Length says.'),
  FST_ERR_BAD_URL: () => new AppError('not-found'),
  FST_ERR_NOT_FOUND: () => new AppError('not-found'),
  FST_ERR_MAX_PARAM_LENGTH: () => new AppError('address-too-long'),
  FST_ERR_HANDLER_TIMEOUT: () =>
    new AppError('too-busy', { detail: 'This took too long, so we cannot tell whether it was saved. Send it again.' }),
};

function badBody(message: string): AppError {
  return new AppError('bad-request', { faults: [{ path: '', message }] });
}

interface FrameworkError {
  readonly code?: unknown;
  readonly statusCode?: unknown;
  readonly validation?: readonly SchemaError[];
  readonly validationContext?: string;
}

/** Every error as one of the closed list; what is not known by name is `internal`. */
export function toAppError(error: unknown): AppError {
  if (error instanceof AppError) return error;
  const { code, statusCode, validation, validationContext = 'body' } = (error ?? {}) as FrameworkError;
  if (Array.isArray(validation)) {
    return new AppError('bad-request', { faults: toFaults(validation, validationContext) });
  }
  const known = typeof code === 'string' ? FRAMEWORK_ERRORS[code] : undefined;
  if (known) return known();
  // A client that breaks off has the code of a lost connection too: what the framework lays at its door is not ours.
  if (typeof statusCode === 'number' && statusCode >= 400 && statusCode < 500) return new AppError('bad-request');
  if (isDatabaseAway(error)) return new AppError('database-away', { cause: error });
  return new AppError('internal', { cause: error });
}

/** The answer for any error. Never a stack, a version, or the words of an error that was not foreseen. */
export function toProblem(error: unknown): ProblemAnswer {
  const { code, message, faults, extra, headers } = toAppError(error);
  return { status: PROBLEM_STATUS[code], headers, body: problem(code, message, faults, extra) };
}
