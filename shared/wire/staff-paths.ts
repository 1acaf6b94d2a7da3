/** The pages for staff, by the folder of `web` that they are built from. */
export type StaffFace = 'wallboard' | 'lead' | 'operations' | 'sign-in' | 'account';

/** Addresses of the staff pages; those of signing in stand with the public paths. */
export const STAFF_PATHS = {
  wallboard: '/wallboard',
  lead: '/lead',
  operations: '/operations',
  build: '/api/v1/staff/build',
  /** What a phone needs to keep the lead page as an app. */
  leadManifest: '/lead.webmanifest',
  leadWorker: '/lead-worker.js',
} as const;

const PAGES = /^\/(?:wallboard|lead|account|operations(?:\/[a-z-]+)?)(?:\?.*)?$/;

/** Whether it is a page for staff. A link that somebody made may name any place. */
export function isStaffPage(path: string): boolean {
  return PAGES.test(path);
}

/** Where somebody of this role begins. */
export function homeOf(role: string): string {
  if (role === 'lead') return STAFF_PATHS.lead;
  return role === 'operations' || role === 'admin' ? STAFF_PATHS.operations : STAFF_PATHS.wallboard;
}

/** Why somebody comes back from another service without being signed in. */
export const SIGN_IN_FAULTS = ['away', 'failed', 'unknown'] as const;
export type SignInFault = (typeof SIGN_IN_FAULTS)[number];
