/** What people may be here, from the most there are of to the fewest. */
export const STAFF_ROLES = ['lead', 'read-only', 'operations', 'admin'] as const;
export type StaffRole = (typeof STAFF_ROLES)[number];

/** Who runs the practice's day: admins do what operations does, and let operations in. */
export function isOfOperations(role: string): boolean {
  return role === 'operations' || role === 'admin';
}

/** Whether somebody of this role may let people of the other in, change and remove them. */
export function mayLetIn(role: string, other: StaffRole): boolean {
  return role === 'admin' || (role === 'operations' && !isOfOperations(other));
}
