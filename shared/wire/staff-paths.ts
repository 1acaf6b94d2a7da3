/** The pages for staff, by the folder of `web` that they are built from. */
export type StaffFace = 'wallboard' | 'lead' | 'operations' | 'sign-in';

/** Addresses of the staff pages. First set-up is a state of signing in, with an address of its own. */
export const STAFF_PATHS = {
  wallboard: '/wallboard',
  lead: '/lead',
  operations: '/operations',
  signIn: '/sign-in',
  setUp: '/set-up',
  session: '/api/v1/session',
  build: '/api/v1/staff/build',
} as const;
