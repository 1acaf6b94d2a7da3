/** Paths that patients' pages ask for. They stand apart, so that a patient's phone does not load the rest. */
export const PUBLIC_PATHS = { home: '/', list: '/surgeries', publicBoard: '/api/v1/board', live: '/live' } as const;

/** The public page of one branch. */
export function surgeryPath(slug: string): string {
  return `/surgeries/${slug}`;
}
