/** Paths of the contract, version 1, as clients ask for them. */
export const PATHS = {
  home: '/',
  publicBoard: '/api/v1/board',
  staffBoard: '/api/v1/staff/board',
  live: '/live',
  staffLive: '/live/staff',
} as const;

/** The public page of one branch. */
export function surgeryPath(slug: string): string {
  return `/surgeries/${slug}`;
}
