/** What a log says of an error. */
export interface ErrorFields {
  readonly [field: string]: unknown;
  readonly type: string;
  readonly message: string;
  /** SQLSTATE, or the system's name of it. */
  readonly code?: string;
  /** Of the database: which of its rules was broken. */
  readonly constraint?: string;
  readonly stack: string;
  readonly cause?: ErrorFields;
  /** Of a host with several addresses, each of which failed. */
  readonly errors?: readonly ErrorFields[];
}

function textOf(error: Error, field: string): string | undefined {
  const value: unknown = Reflect.get(error, field);
  return typeof value === 'string' ? value : undefined;
}

/**
 * An error for a log, field by field. PostgreSQL's errors carry the contents of rows in `detail`, `where` and others: names
 * of people, what was said of a branch. None of that may reach a log.
 */
export function toErrorFields(error: unknown): ErrorFields {
  if (!(error instanceof Error)) return { type: typeof error, message: String(error), stack: '' };
  const code = textOf(error, 'code');
  const constraint = textOf(error, 'constraint');
  return {
    type: error.constructor.name,
    message: error.message,
    ...(code !== undefined && { code }),
    ...(constraint !== undefined && { constraint }),
    stack: error.stack ?? '',
    ...(error.cause instanceof Error && { cause: toErrorFields(error.cause) }),
    ...(error instanceof AggregateError && { errors: error.errors.map(toErrorFields) }),
  };
}
