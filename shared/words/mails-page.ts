/** Of the page that shows the mails of somebody who tries Branchboard on their own computer. */
export const MAILS_PAGE = {
  title: 'Mails',
  intro: 'No mail goes out from this computer: what would have been sent is written here, newest first.',
  none: 'Nothing was sent yet.',
  noKey: 'Open the link to this page that the server printed when it started.',
  reading: 'Reading the mails…',
  to: 'To',
} as const;
