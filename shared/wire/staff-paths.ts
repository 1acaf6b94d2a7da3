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
