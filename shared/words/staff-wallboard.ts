import type { Severity } from '../facts/incident.ts';
import { DAY, type Instant, MINUTE } from '../practice/instant.ts';
import { daysBetween, localDay } from '../practice/local-time.ts';
import type { NextUpdate } from '../wallboard/open-incidents.ts';
import type { PublicPlanned } from '../wire/public-board.ts';
import type { NoticeControlView, StaffBoard, StaffIncident } from '../wire/staff-board.ts';
import { listOf } from './lists.ts';
import { formatShortAge } from './staff.ts';
import { formatClock, formatDayShort } from './times.ts';

/** Labels of the wallboard that hold nothing but themselves. */
export const WALLBOARD = {
  totals: 'Totals of the practice',
  branches: 'Branches',
  footer: 'Notice, incidents and changes',
  gpsIn: 'GPs in',
  noCounts: 'GPs in, off sick, away, locums',
  offSick: 'off sick',
  away: 'away',
  locums: 'locums',
  calculated: 'alert calculated',
  declared: 'alert declared',
  declaredBy: 'declared',
  noneDeclared: 'none',
  patients: 'patients affected',
  itTrouble: 'IT trouble',
  notKnown: 'not known',
  notice: 'NHS 111 notice',
  incidents: 'Incidents',
  changes: 'Last changes',
  noIncident: 'No open incident',
  planned: 'Planned work',
  noNotice: 'Not shown',
  noChange: 'No change reported',
  noBranch: 'No branch has been entered yet. Operations enters them.',
  stopped: 'This board has stopped. Reload it.',
  live: 'LIVE',
  reconnecting: 'RECONNECTING',
  troubleFirst: 'trouble first',
  legend: 'N net · R records · P phones · O online · X prescriptions · S sender · D doors',
} as const;

/** What a wallboard says that is not let in yet. */
export const WALLBOARD_PAIRING = {
  heading: 'Connect this wallboard',
  how: 'The board comes up by itself once somebody has typed it in.',
} as const;

/** "09:05", "Mon 09:05", "12 days ago": since when, as short as a tile needs it. */
export function shortSince(at: Instant, now: Instant, zone: string): string {
  const days = daysBetween(localDay(at, zone), localDay(now, zone));
  const time = formatClock(at, zone);
  if (days === 0) return time;
  return days <= 6 ? `${formatDayShort(at, zone).slice(0, 3)} ${time}` : `${Math.floor((now - at) / DAY)} days ago`;
}

/** "08:00" for today and tomorrow's opening, "Mon 08:00" for a later one. */
export function shortAhead(at: Instant, now: Instant, zone: string): string {
  const days = daysBetween(localDay(now, zone), localDay(at, zone));
  const time = formatClock(at, zone);
  return days <= 1 ? time : `${formatDayShort(at, zone).slice(0, 3)} ${time}`;
}

/** "Tue 31 Dec 2019". */
export function shortDay(now: Instant, zone: string): string {
  const { day, month, year } = localDay(now, zone);
  const months = ['Jan', 'Feb', 'Mar', 'Apr', 'May', 'Jun', 'Jul', 'Aug', 'Sep', 'Oct', 'Nov', 'Dec'];
  return `${formatDayShort(now, zone).slice(0, 3)} ${day} ${months[month - 1]} ${year}`;
}

/** "7,900". */
export function groupedNumber(value: number): string {
  return String(value).replace(/\B(?=(\d{3})+$)/g, ',');
}

/** "BLACK (4)": the GPAS word with its OPEL number. */
export function alertWords(alert: StaffBoard['alert']): string {
  return alert === null ? WALLBOARD.notKnown : `${alert.state} (${alert.opel})`;
}

/** "16 of 18 known". */
export function knownWords({ known, branches }: StaffBoard['totals']): string {
  return `${known} of ${branches} known`;
}

/** "of 85,000". */
export function outOf(total: number): string {
  return `of ${groupedNumber(total)}`;
}

/** "08:10 Sam Lead". */
export function saidBy(said: { readonly by: string | null; readonly at: string }, now: Instant, zone: string): string {
  return [shortSince(Date.parse(said.at), now, zone), said.by].filter(Boolean).join(' ');
}

/** "Not live since 10:42". */
export function notLiveSince(checkedAt: Instant, now: Instant, zone: string): string {
  return `NOT LIVE since ${shortSince(checkedAt, now, zone)}`;
}

/** How old a board that is not live is. */
export function boardAge(checkedAt: Instant, now: Instant): string {
  return `What you see is ${formatShortAge(now - checkedAt)} old. It reconnects by itself.`;
}

/** What stands in the place of a board that is too old to be looked at. */
export function deadLines(checkedAt: Instant, now: Instant, zone: string): readonly string[] {
  return [
    `It was last right at ${shortSince(checkedAt, now, zone)}, ${formatShortAge(now - checkedAt)} ago.`,
    'Do not rely on this screen. Phone the branches.',
    'It tries to reconnect by itself. If it does not, check the network of this screen.',
  ];
}

export const DEAD_HEADING = 'This board is not live';

export const SEVERITY_WORDS: { readonly [S in Severity]: string } = {
  serious: 'SERIOUS INCIDENT',
  major: 'Major incident',
  minor: 'Minor incident',
};

/** "next update 11:15 (33 min)" or "UPDATE OVERDUE by 12 min"; null when none is promised. */
export function nextUpdateWords(next: NextUpdate | null, zone: string): string {
  if (next === null) return 'no next update promised';
  const minutes = next.minutes < 120 ? `${next.minutes} min` : formatShortAge(next.minutes * MINUTE);
  if (next.overdue) return `UPDATE OVERDUE by ${minutes}`;
  return `next update ${formatClock(next.at, zone)} (${minutes})`;
}

/** "since 09:12, ref REF-1, REF-2". */
export function incidentSince(incident: StaffIncident, given: readonly string[], now: Instant, zone: string): string {
  const since = `since ${shortSince(Date.parse(incident.opened.at), now, zone)}`;
  return given.length === 0 ? `${since}, no reference yet` : `${since}, ref ${given.join(', ')}`;
}

/** "under way until 09:00 · Clayton and Yaxham", "from 07:00 to 09:00 · Clayton". */
export function plannedWords(
  { from, to, branches }: Pick<PublicPlanned, 'from' | 'to' | 'branches'>,
  nameOf: (slug: string) => string,
  now: Instant,
  zone: string,
): string {
  const [begin, end] = [Date.parse(from), Date.parse(to)];
  const until = shortAhead(end, now, zone);
  const when = begin <= now ? `under way until ${until}` : `from ${shortAhead(begin, now, zone)} to ${until}`;
  return `${when} · ${namesWords(branches.map(nameOf))}`;
}

/** "Clayton and Eye Church", "Clayton, Eye Church and 10 more". */
function namesWords(names: readonly string[]): string {
  return names.length <= 3 ? listOf(names) : `${names.slice(0, 2).join(', ')} ${andMore(names.length - 2)}`;
}

/** "and 2 more". */
export function andMore(count: number): string {
  return `and ${count} more`;
}

/** "up since 09:06 for Clayton and Eye Church", "HELD BACK until 12:00", "not shown". */
export function noticeWords(
  { notice, noticeControl }: Pick<StaffBoard, 'notice' | 'noticeControl'>,
  nameOf: (slug: string) => string,
  now: Instant,
  zone: string,
): { readonly headline: string; readonly more: string | null } {
  const control = controlWords(noticeControl, zone);
  if (notice === null) {
    if (noticeControl.control !== 'hold') return { headline: WALLBOARD.noNotice, more: null };
    const more = noticeControl.byRule ? 'By its rule it would be up.' : 'By its rule it would not be up.';
    return { headline: `HELD BACK ${control}`, more };
  }
  const named = namesWords(notice.branches.map(nameOf));
  const headline = `Up since ${shortSince(Date.parse(notice.since), now, zone)}: ${named}`;
  return { headline, more: noticeControl.control === 'keep' ? `Kept up ${control}` : null };
}

function controlWords({ until }: NoticeControlView, zone: string): string {
  return until === null ? 'with no end' : `until ${formatClock(Date.parse(until), zone)}`;
}
