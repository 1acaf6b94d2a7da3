/** The actor of what rules decide by themselves: signals, probes, and incidents that nobody declared. Made by a migration. */
export const AUTOMATIC_CHECKS = '00000000-0000-4000-8000-000000000002';
