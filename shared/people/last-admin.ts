import type { Person } from '../wire/people.ts';

/** An admin must be left who can sign in and stays: whether that is this person alone. */
export function isLastAdmin(people: readonly Person[], id: string): boolean {
  const staying = people.filter(({ role, state, leaving }) => role === 'admin' && state === 'active' && !leaving);
  return staying.length === 1 && staying[0]?.id === id;
}
