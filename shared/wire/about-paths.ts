/** Pages about the public pages themselves. */
export const ABOUT_PATHS = { accessibility: '/accessibility', privacy: '/privacy' } as const;
