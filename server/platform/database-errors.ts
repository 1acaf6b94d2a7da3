/** Of the socket or the resolver. */
const AWAY_SYSTEM_CODES = new Set([
  'ECONNREFUSED',
  'ECONNRESET',
  'ECONNABORTED',
  'EPIPE',
  'ENOTFOUND',
  'EAI_AGAIN',
  'ETIMEDOUT',
  'EHOSTUNREACH',
  'ENETUNREACH',
]);

/**
 * SQLSTATEs (or their classes) that mean "not at this time": connection lost, out of connections, memory or disk, statement
 * or lock timeout, ended by an administrator or a crash, starting up, idle transaction ended, read-only after a failover.
 */
const AWAY_SQLSTATES = /^(08...|53...|57014|55P03|57P01|57P02|57P03|57P05|25P03|25006)$/;

/** What `pg` and its pool say without a code. */
const AWAY_MESSAGES = [
  'Connection terminated',
  'timeout exceeded when trying to connect',
  'timeout expired',
  'Query read timeout',
  'Client has encountered a connection error and is not queryable',
  'Client was closed and is not queryable',
];

/** The database cannot be reached, or cannot do its work in time: the same call may well succeed later. */
export function isDatabaseAway(error: unknown): boolean {
  if (!(error instanceof Error)) return false;
  const code = codeOf(error);
  if (code !== undefined && (AWAY_SYSTEM_CODES.has(code) || AWAY_SQLSTATES.test(code))) return true;
  // A unix socket whose server is gone; of a file it would be another matter.
  if (code === 'ENOENT' && 'syscall' in error && error.syscall === 'connect') return true;
  if (AWAY_MESSAGES.some((message) => error.message.startsWith(message))) return true;
  if (error instanceof AggregateError && error.errors.length > 0) return error.errors.every(isDatabaseAway);
  return error.cause !== undefined && isDatabaseAway(error.cause);
}

/** A row with the same key stands already; with `constraint`, only of that constraint or index. */
export function isUniqueViolation(error: unknown, constraint?: string): boolean {
  if (!(error instanceof Error) || codeOf(error) !== '23505') return false;
  return constraint === undefined || ('constraint' in error && error.constraint === constraint);
}

/** There is no table of this name: the schema was never laid out. */
export function isMissingTable(error: unknown): boolean {
  return error instanceof Error && codeOf(error) === '42P01';
}

/**
 * A connection is of no use after it: the server ended it, or it was lost, or the client gave up waiting, and what the server
 * made of the query is not known.
 */
export function endsConnection(error: unknown): error is Error {
  if (!(error instanceof Error)) return false;
  const isAnswer = 'severity' in error && typeof error.severity === 'string';
  return !isAnswer || error.severity === 'FATAL' || error.severity === 'PANIC';
}

function codeOf(error: Error): string | undefined {
  return 'code' in error && typeof error.code === 'string' ? error.code : undefined;
}
