import type { FollowChannel, FollowKind } from '../follow/follow.ts';
import { followedNames } from './follow-mails.ts';
import { capitalise, listOf } from './lists.ts';

/** What patients read where they say what they want to be told of. */
export const FOLLOW = {
  title: 'Tell me about changes',
  which: 'Which surgeries do you want to hear about?',
  whichMissing: 'Choose at least one surgery.',
  whichMany: 'Find your surgery. Then choose “Tell me about changes” on its page.',
  all: 'All our surgeries',
  what: 'What do you want to hear about?',
  whatMissing: 'Choose at least one of these.',
  how: 'How should we tell you?',
  howMissing: 'Choose how we should tell you.',
  email: 'What is your email address?',
  emailHint: 'We send you a link first, so that we know it is yours.',
  emailMissing: 'Type in an email address, such as name@example.com.',
  text: 'What is your mobile number?',
  textHint: 'We send you a code first, so that we know it is yours.',
  textMissing: 'Type in a UK mobile number, such as 07700 900000.',
  sendCode: 'Send me the code',
  code: 'Type in the code we sent you',
  codeHint: 'It has 6 digits. It works for 30 minutes.',
  codeWrong: 'This is not the code we sent. Look at the text message again.',
  codeNot: 'No text message after 5 minutes?',
  next: 'Continue',
  sendLink: 'Send me the link',
  weTell: 'We will tell you about',
  surgeries: 'Surgeries',
  kinds: 'What',
  way: 'How',
  change: 'Change',
  otherWay: 'Choose another way',
  privacy: 'We use it for this alone. You can stop at any time.',
  problem: 'There is a problem',
  errorTitle: 'Error: ',
  sentTitle: 'Look in your email',
  sent: ['We sent you a link.', 'Open it and press the button. It works for 48 hours.'],
  sentNot: 'No email after 5 minutes? Look in your spam folder.',
  again: 'Try again',
  confirmTitle: 'Do you want us to tell you of changes?',
  confirm: 'Yes, tell me',
  confirmNot: 'You did not ask for this? Then close this page. We will not write to you.',
  followingTitle: 'We will tell you of changes',
  savedTitle: 'Your choices are saved',
  changeTitle: 'What do you want to hear about?',
  changeLink: 'Change what we tell you',
  save: 'Save',
  stopTitle: 'Do you want us to stop?',
  stop: 'Stop telling me',
  stoppedTitle: 'We have stopped',
  stopped: ['You will get no more messages from us.', 'We have deleted what we knew about you here.'],
  follow: 'Tell me about changes again',
  goneTitle: 'This link does not work any more',
  gone: 'It may be too old, or you have stopped the messages since.',
  busyTitle: 'Please try again later',
  busyAddress: 'We have sent some links to this address already. Look in your email, also in your spam folder.',
  busyPhone: 'We have sent some codes to this number already. Look at the last text message.',
  notSent: 'We could not send the text message. Nothing was saved.',
  busy: 'Many people have asked at the same time. Nothing was sent.',
  otherTitle: 'Other ways to hear about changes',
  nothingTitle: 'Hear about changes',
  feed: 'News feed, for a feed reader',
  calendar: 'Planned work, for your calendar',
  back: 'All surgeries',
} as const;

export const CHANNEL_WORDS: { readonly [C in FollowChannel]: string } = {
  push: 'On this phone or computer',
  email: 'By email',
  text: 'By text message',
};

/** How somebody changes it, or stops it, once they have left the page. */
export const STOP_LATER: { readonly [C in FollowChannel]: string } = {
  push: 'To change this or to stop, choose “Tell me about changes” on this phone or computer again.',
  email: 'Each email has a link to change this or to stop.',
  text: 'Each text message says how to stop.',
};

export const KIND_WORDS: { readonly [K in FollowKind]: { readonly label: string; readonly hint: string } } = {
  trouble: { label: 'Problems', hint: 'When something stops working, and when it works again' },
  planned: { label: 'Planned work', hint: 'When we plan work that may affect you' },
};

/** "Clayton Surgery", "All our surgeries". */
export function followedSurgeries(names: readonly string[] | null): string {
  return capitalise(followedNames(names));
}

/** "Problems and planned work". */
export function followedKinds(kinds: readonly FollowKind[]): string {
  return capitalise(listOf(kinds.map((kind) => KIND_WORDS[kind].label.toLowerCase())));
}

/** "Try again in 5 minutes." */
export function tryAgainIn(ms: number): string {
  const minutes = Math.max(1, Math.ceil(ms / 60_000));
  if (minutes < 60) return `Try again in ${minutes} ${minutes === 1 ? 'minute' : 'minutes'}.`;
  const hours = Math.ceil(minutes / 60);
  return `Try again in ${hours} ${hours === 1 ? 'hour' : 'hours'}.`;
}
