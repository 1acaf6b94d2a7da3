/** Planned work, as operations enter it and see it. */
export const STAFF_PLANNED = {
  heading: 'Planned work',
  none: 'No work is planned.',
  plan: 'Plan work',
  underWay: 'Going on now.',
  cancel: 'Call off',
  formTitle: 'Plan work',
  formLine: 'Patients read this until it is over. It never hides a problem: a branch that fails shows as failing.',
  action: 'Tell everyone',
  done: 'The work is planned.',
  title: 'What will happen',
  titleHint: 'In words that patients read, such as "New phones are put in".',
  branches: 'Branches',
  allBranches: 'All branches',
  services: 'What may not work meanwhile',
  from: 'Begins',
  to: 'Ends',
  cancelTitle: 'Call the work off',
  cancelLine: 'Patients no longer read of it.',
  cancelAction: 'Call it off',
  cancelled: 'The work is called off.',
  needsTime: 'Give a day and a time.',
  endsAfter: 'It must end after it begins.',
  endsLater: 'It must end later than now.',
} as const;

/** "Call off: New phones are put in", for who hears the buttons alone. */
export function cancelLabel(title: string): string {
  return `${STAFF_PLANNED.cancel}: ${title}`;
}
