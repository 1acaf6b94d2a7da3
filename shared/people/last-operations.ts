import type { Person } from '../wire/people.ts';

/** Somebody of operations must be left who can sign in and stays: whether that is this person alone. */
export function isLastOperations(people: readonly Person[], id: string): boolean {
  const staying = people.filter(({ role, state, leaving }) => role === 'operations' && state === 'active' && !leaving);
  return staying.length === 1 && staying[0]?.id === id;
}
