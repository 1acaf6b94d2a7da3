import { DAY, HOUR, type Instant } from '../practice/instant.ts';
import { daysBetween, localDay } from '../practice/local-time.ts';
import type { HandedOverBy } from '../wire/people.ts';
import { formatDay, formatTime } from './times.ts';

/** How somebody gets what sets up their account. */
export const HAND_OVER = {
  legend: 'How do they get their link?',
} as const;

export const HAND_OVER_NAMES: { readonly [B in HandedOverBy]: string } = {
  mail: 'By email',
  sheet: 'On paper',
  link: 'From you',
};

export const HAND_OVER_HINTS: { readonly [B in HandedOverBy]: string } = {
  mail: 'We send it to their email address. It works for 7 days.',
  sheet: 'You print a sheet with a QR code and a code to type. It works for 7 days.',
  link: 'You see the link, and hand it on at once. It works for 24 hours.',
};

export const LINK = {
  label: 'Set-up link',
  copy: 'Copy link',
  copied: 'The link is copied.',
  notCopied: 'This browser does not copy. The link is marked: copy it by hand.',
  once: 'The link is not shown again. If it gets lost, make a new one beside their name.',
  code: 'The link as a QR code',
  scan: 'Or let them scan it with their phone.',
  done: 'Done, hide the link',
  sentDone: 'Done',
  print: 'Print the sheet',
  sheetDone: 'Done, hide the sheet',
  sheetOnce: 'The sheet is not shown again. If it gets lost, make a new one beside their name.',
} as const;

export function linkHeading(name: string, by: HandedOverBy): string {
  if (by === 'mail') return `Sent to ${name}`;
  return `${by === 'sheet' ? 'Sheet' : 'Link'} for ${name}`;
}

function span(until: Instant, now: Instant): string {
  const hours = Math.round((until - now) / HOUR);
  if (hours < 1) return '';
  const days = Math.round((until - now) / DAY);
  if (days >= 2) return `for ${days} days, `;
  return `for ${hours} ${hours === 1 ? 'hour' : 'hours'}, `;
}

/** "It works once, for 24 hours, until 10:42am tomorrow." */
function worksUntil(until: Instant, now: Instant, zone: string): string {
  const days = daysBetween(localDay(now, zone), localDay(until, zone));
  const day = days === 0 ? 'today' : days === 1 ? 'tomorrow' : `on ${formatDay(until, zone)}`;
  return `It works once, ${span(until, now)}until ${formatTime(until, zone)} ${day}.`;
}

export function linkHowTo(name: string, by: HandedOverBy, until: Instant, now: Instant, zone: string): string {
  const works = worksUntil(until, now, zone);
  if (by === 'mail') return works;
  return `Give this ${by === 'sheet' ? 'sheet' : 'link'} to ${name} and to nobody else. ${works}`;
}

export function linkThen(name: string): string {
  return `${name} opens it, chooses how to sign in, and is signed in.`;
}

/** Of a link that went by mail. */
export function sentLines(email: string): readonly string[] {
  return [
    `We are sending the link to ${email}. It is not shown here.`,
    'Nothing there after 5 minutes? Let them look among the junk mail. Else make a new link beside their name.',
  ];
}

/** What is printed for somebody who is let in. */
export const SHEET = {
  title: 'Your Branchboard account',
  name: 'Name',
  email: 'Email address',
  role: 'Role',
  stepsTitle: 'Set it up',
  scan: 'Scan this with the camera of your phone, and open the link.',
  qr: 'The link as a QR code',
  orType: 'No camera? Open this address, and type the code:',
  code: 'Code',
  choose: 'Choose how you want to sign in.',
  signIn: 'From then on you sign in at',
  keep: 'This sheet is for you alone. Whoever has it can set up your account. Keep it safe, and shred it afterwards.',
  lost: 'Is it lost, or too old? Ask operations for a new one.',
} as const;

/** "It works once, until 9am on Tuesday 7 January 2020." */
export function sheetWorksUntil(until: Instant, zone: string): string {
  return `It works once, until ${formatTime(until, zone)} on ${formatDay(until, zone)}.`;
}
