/** What every form of staff says of itself. */
export const FORM = {
  cancel: 'Cancel',
  sending: 'Saving…',
  again: 'Try again',
  unreachable: 'Not saved yet: no connection.',
  unreachableMore: 'What you typed stays here. It is never saved twice.',
  giveUp: 'Close this form?',
  giveUpMore: 'What you typed is lost.',
  giveUpAction: 'Close it',
  goOn: 'Go on typing',
  missing: 'Fill this in.',
} as const;
