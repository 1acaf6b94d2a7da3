/** Leads from a surgery's page to where people say what they want to be told of. It stands alone: the pages load no more of that. */
export const FOLLOW_LINK = 'Tell me about changes at this surgery';

/** At the foot of every page. */
export const FOOT_LINKS = {
  heading: 'Hear about changes',
  follow: 'Tell me about changes',
  feed: 'News feed',
  calendar: 'Planned work as a calendar',
} as const;
