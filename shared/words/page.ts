import type { Instant } from '../practice/instant.ts';
import type { PublicBranch } from '../wire/public-board.ts';
import { capitalise } from './lists.ts';
import { formatAge, formatDay, formatNextOpening, formatSince, formatSpan, formatTime } from './times.ts';

/** Labels, headings and buttons of the public pages that hold nothing but themselves. */
export const PAGE = {
  findLabel: 'Find your surgery',
  findHint: 'Name, town or postcode',
  find: 'Find',
  useLocation: 'Use my location',
  showAll: 'Show all surgeries',
  keepSurgery: 'Keep as my surgery',
  keptSurgery: 'Remove as my surgery',
  reload: 'Reload this page',
  live: 'Live',
  liveHow: 'updates by itself',
  reconnecting: 'Reconnecting…',
  urgentAdvice: 'Urgent advice: ',
  emergency: 'In an emergency, call 999.',
  noticeOver: 'The NHS 111 advice that was shown here has ended.',
  whatToDo: 'What to do now',
  messageFrom: 'Message from the surgery',
  facts: 'At this surgery',
  whatWorks: 'What works',
  worksWhenClosed: 'We do not know while the surgery is closed.',
  urgentWhenClosed: 'If it is urgent and cannot wait until we open',
  nearestHeading: 'Nearest surgeries that can help',
  nearestOne: 'Nearest that can help',
  nearestNone: 'None of our other surgeries can take patients from here now.',
  todayHeading: 'What happened today',
  nothingToday: 'Nothing has been reported today.',
  stampsHeading: 'How fresh this page is',
  changed: 'Changed',
  lastHeard: 'Last heard',
  thisPageChecked: 'This page checked',
  notKnown: 'Not known',
  allSurgeries: 'All surgeries',
  show: 'Show',
  changesRegion: 'Changes on this page',
  openNow: 'Now',
  openToday: 'Today',
  phone: 'Phone',
  address: 'Address',
  directions: 'Directions',
  gps: 'GPs',
  works: 'Works',
  notWorking: 'Not working',
  worksPartly: 'Works partly',
  bsl: 'NHS 111 in British Sign Language',
} as const;

/** Around the pages' own content; the server alone writes it. */
export const FRAME = {
  skipToSurgeries: 'Skip to surgeries',
  skipToContent: 'Skip to main content',
  findLink: 'Find your surgery',
  marksHeading: 'What the marks mean',
  unknownMark: 'Not heard from, or not known',
  howHeading: 'How this page works',
  how: [
    'Staff at each surgery tell us how it is working.',
    'If a surgery goes quiet, we say so. We never guess.',
    'This page sets no cookies.',
  ],
} as const;

/** What each mark means, in the order of the legend. */
export const MARK_WORDS = {
  normal: 'Working normally',
  limited: 'Limited service',
  degraded: 'Has a problem',
  closed: 'Closed',
  unknown: 'Not known',
} as const;
export type MarkName = keyof typeof MARK_WORDS;

/** What a surgery is that fell silent, where its mark alone would say too little. */
export const NOT_HEARD = 'Not heard from';

export const SERVICE_WORDS = {
  working: 'working',
  degraded: 'working partly',
  down: 'not working',
  unknown: 'not known',
} as const;

/** Silence alone: nobody said that anything is broken, so nothing is drawn as broken. */
export function isSilent({ state, reasons }: Pick<PublicBranch, 'state' | 'reasons'>): boolean {
  return state === 'degraded' && reasons.join() === 'not-heard';
}

export function surgeries(count: number): string {
  return `${count} ${count === 1 ? 'surgery' : 'surgeries'}`;
}

/** A sentence as a heading: without its full stop, unless more sentences stand before it. */
export function asHeading(sentence: string): string {
  return /[.?!] /.test(sentence) ? sentence : sentence.replace(/\.$/, '');
}

/** "at 10:42am", "yesterday at 9am", "on Monday at 9am". */
function when(instant: Instant, now: Instant, zone: string): string {
  const since = formatSince(instant, now, zone);
  if (since.startsWith('yesterday')) return since;
  return since.includes(' at ') ? `on ${since}` : `at ${since}`;
}

/** "Checked at 10:42am". */
export function checkedLine(checkedAt: Instant, now: Instant, zone: string): string {
  return `Checked ${when(checkedAt, now, zone)}`;
}

/** When a page was last proved right, and whether it may say how long ago that is. */
interface Checked {
  readonly checkedAt: Instant;
  readonly now: Instant;
  readonly clockRuns: boolean;
}

/** "Not live. Last checked 10:42am (7 minutes ago)". */
export function notLiveLine({ checkedAt, now, clockRuns }: Checked, zone: string): string {
  const age = clockRuns ? ` (${formatAge(now - checkedAt)})` : '';
  return `Not live. Last checked ${formatSince(checkedAt, now, zone)}${age}`;
}

/** What stands over everything else once a page is too old to be trusted. */
export function oldPageLines({ checkedAt, now, clockRuns }: Checked, zone: string): readonly [string, string] {
  const age = clockRuns ? ` ${formatAge(now - checkedAt)},` : '';
  return [
    `This page is old. It was last checked${age} ${when(checkedAt, now, zone)}.`,
    'Things may have changed. Phone your surgery to be sure.',
  ];
}

/** "What we knew at 10:35am": stands over a summary that may no longer be true. */
export function knownAt(checkedAt: Instant, now: Instant, zone: string): string {
  return `What we knew ${when(checkedAt, now, zone)}`;
}

/** "Has a problem", "We have not heard from this surgery since 10:32am", "This surgery has fewer GPs than usual". */
export function stateWord(branch: PublicBranch): string {
  if (branch.state === 'degraded' && !isSilent(branch)) return MARK_WORDS.degraded;
  return capitalise(asHeading(branch.sentence.replace(branch.name, 'this surgery')));
}

/** "Since 9:05am", for a silent surgery "Last heard 10:32am"; null when nobody knows. */
export function sinceLine(branch: PublicBranch, now: Instant, zone: string): { text: string; at: Instant } | null {
  const stamp = isSilent(branch) ? branch.heardAt : branch.changedAt;
  if (stamp === null) return null;
  const at = Date.parse(stamp);
  return { text: `${isSilent(branch) ? PAGE.lastHeard : 'Since'} ${formatSince(at, now, zone)}`, at };
}

/**
 * "Open until 6:30pm", "By phone only until 6:30pm", "Closed, opens at 8am tomorrow"; on a day out of the ordinary
 * "Closed today: staff training. Opens at 8am tomorrow".
 */
export function openLine({ open, access, reasons }: PublicBranch, now: Instant, zone: string): string {
  if (reasons.includes('closed-by-report')) return 'The doors are closed today';
  if (!open.now) {
    const opens = open.next === null ? null : `opens ${formatNextOpening(Date.parse(open.next), now, zone)}`;
    const isOver = !open.today.some(({ from }) => Date.parse(from) > now);
    if (open.why === null || !isOver) return opens === null ? 'Closed' : `Closed, ${opens}`;
    return [closedFor(open), ...(opens === null ? [] : [capitalise(opens)])].join('. ');
  }
  const span = open.today.find(({ from, to }) => Date.parse(from) <= now && now < Date.parse(to));
  const until = span ? `until ${formatTime(Date.parse(span.to), zone)}` : 'now';
  return access === 'phone-only' ? `By phone only ${until}` : `Open ${until}`;
}

/** "8am to 6:30pm", "8am to midday and 2pm to 6pm", "8am to midday (staff training)", "Closed today". */
export function openTodayLine({ open }: PublicBranch, zone: string): string {
  if (open.today.length === 0) return closedFor(open);
  const spans = open.today.map(({ from, to }) => formatSpan(Date.parse(from), Date.parse(to), zone)).join(' and ');
  return open.why === null ? spans : `${spans} (${asAside(open.why)})`;
}

/** "Closed today: staff training"; "Closed: staff training" once the openings of a short day are over. */
function closedFor({ today, why }: PublicBranch['open']): string {
  const closed = today.length === 0 ? 'Closed today' : 'Closed';
  return why === null ? closed : `${closed}: ${asAside(why)}`;
}

/** Words that keep their capital wherever they stand. */
const PROPER =
  /^(?:Christmas|Boxing|Easter|Good|New|May|King|Queen|Royal|(?:Mon|Tues|Wednes|Thurs|Fri|Satur|Sun)day)\b/;

/** A note within a sentence: "staff training", but "Christmas Eve" and "NHS training" as they are. */
function asAside(note: string): string {
  const text = note.replace(/\.$/, '');
  return PROPER.test(text) || !/^[A-Z](?:[a-z]| )/.test(text) ? text : text.charAt(0).toLowerCase() + text.slice(1);
}

/** "medical records, prescriptions", first letter as a capital. */
export function servicesLine(services: readonly string[]): string {
  const text = services.join(', ');
  return text.charAt(0).toUpperCase() + text.slice(1);
}

export const RECEPTION = 'reception';

/** Said beside a number that nobody would answer. */
export const PHONES_DOWN = 'the phones are not working';

export function troubledHeading(problems: number, silent: number, limited: number): string {
  const total = problems + silent + limited;
  const has = total === 1 ? 'has' : 'have';
  if (problems === total) return `${surgeries(total)} ${has} a problem`;
  if (silent === total) return `We have not heard from ${surgeries(total)}`;
  if (limited === total) return `${surgeries(total)} ${has} a limited service`;
  return `${surgeries(total)} ${total === 1 ? 'is' : 'are'} not working as usual`;
}

export function workingHeading(count: number): string {
  return `${surgeries(count)} ${count === 1 ? 'is' : 'are'} working normally`;
}

export function unheardHeading(count: number): string {
  return `${surgeries(count)} ${count === 1 ? 'has' : 'have'} not told us yet today`;
}

export function closedHeading(count: number): string {
  return `${surgeries(count)} ${count === 1 ? 'is' : 'are'} closed`;
}

export function moreAbout(name: string): string {
  return `What to do now at ${name}`;
}

export function foundLine(count: number, query: string): string {
  return count === 0 ? `No surgery matches “${query}”. Check the spelling.` : `${surgeries(count)} found`;
}

/** The title of a page carries the state: "■ 1 problem – Example Fen Medical Practice". */
export function pageTitle(mark: string, state: string, practice: string): string {
  return `${mark} ${state} – ${practice}`;
}

export function problemsTitle(count: number): string {
  return `${count} ${count === 1 ? 'problem' : 'problems'}`;
}

export const NOT_FOUND_TITLE = 'Page not found';

/** Title of a copy that is served while the server is gone. */
export const SAVED_COPY = 'Saved copy';

/** Stands over such a copy, with its day: it may be read days later. */
export function savedCopyLine(checkedAt: Instant, zone: string): string {
  const at = `${formatTime(checkedAt, zone)} on ${formatDay(checkedAt, zone)}`;
  return `Our live page is not working at the moment. This is a saved copy from ${at}.`;
}

export const PROBLEM_PAGES = {
  notFound: ['If you typed the address, check it is right.', 'You can find every surgery on the first page.'],
  errorTitle: 'Sorry, this page is not working',
  error: ['Try again in a minute.', 'If you need help today, phone your surgery.'],
  home: 'Go to all surgeries',
} as const;
