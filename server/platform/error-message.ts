/** What an error says, for a person at a terminal: never its stack. */
export function messageOf(error: unknown): string {
  // Of a host with several addresses none answered, and the whole has no words of its own.
  if (error instanceof AggregateError && error.message === '') return error.errors.map(messageOf).join('; ');
  return error instanceof Error ? error.message : String(error);
}
