import { fromIso, type Instant, toIso } from '../practice/instant.ts';
import type { PublicPlanned } from '../wire/public-board.ts';
import { PLANNED_CALENDAR, plannedAbout } from '../words/planned.ts';
import type { ToldBoard } from './told-board.ts';

/** RFC 5545, 3.1: a line holds at most 75 octets; what follows begins with a space. */
const OCTETS_IN_A_LINE = 75;

function octetsOf(character: string): number {
  const code = character.codePointAt(0) ?? 0;
  return code < 0x80 ? 1 : code < 0x800 ? 2 : code < 0x1_0000 ? 3 : 4;
}

/** By whole characters, so that none is cut in two. */
function fold(line: string): string {
  let folded = '';
  let octets = 0;
  for (const character of line) {
    const size = octetsOf(character);
    if (octets + size > OCTETS_IN_A_LINE) {
      folded += '\r\n ';
      octets = 1;
    }
    folded += character;
    octets += size;
  }
  return folded;
}

function escape(text: string): string {
  return text.replace(/[\\;,]/g, (character) => `\\${character}`).replace(/\r\n|\r|\n/g, '\\n');
}

/** In UTC: no clock change moves it, and every calendar shows it in its owner's own time. */
function stamp(instant: Instant): string {
  return toIso(instant).replace(/[-:]|\.\d+/g, '');
}

function event(work: PublicPlanned, { board, origin }: ToldBoard): string[] {
  const host = /^https?:\/\/([^/:]+)/.exec(origin)?.[1] ?? 'localhost';
  const at = board.branches.filter(({ slug }) => work.branches.includes(slug));
  return [
    'BEGIN:VEVENT',
    `UID:${board.epoch.slice(0, 8)}-planned-${work.id}@${host}`,
    // Work that is planned is never changed: it is called off, and planned anew.
    `DTSTAMP:${stamp(fromIso(work.from))}`,
    `DTSTART:${stamp(fromIso(work.from))}`,
    `DTEND:${stamp(fromIso(work.to))}`,
    `SUMMARY:${escape(work.title)}`,
    `DESCRIPTION:${escape(plannedAbout(work, board.branches))}`,
    `LOCATION:${escape(at.map(({ name }) => name).join(', '))}`,
    `URL:${origin}/`,
    'TRANSP:TRANSPARENT',
    'END:VEVENT',
  ];
}

/** Planned work as an iCalendar document (RFC 5545). */
export function toCalendar(told: ToldBoard): string {
  const { board } = told;
  const lines = [
    'BEGIN:VCALENDAR',
    'VERSION:2.0',
    'PRODID:-//Branchboard//Planned work//EN',
    'CALSCALE:GREGORIAN',
    'METHOD:PUBLISH',
    `X-WR-CALNAME:${escape(`${board.practice.name}: ${PLANNED_CALENDAR}`)}`,
    'REFRESH-INTERVAL;VALUE=DURATION:PT1H',
    ...board.planned.flatMap((work) => event(work, told)),
    'END:VCALENDAR',
  ];
  return `${lines.map(fold).join('\r\n')}\r\n`;
}
