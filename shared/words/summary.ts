import type { Tally } from '../board/tally.ts';
import type { Instant } from '../practice/instant.ts';
import { capitalise } from './lists.ts';
import { formatNextOpening } from './times.ts';

/** One count of the sentence; `say` is given its subject, "2 surgeries" at the first mention and "2" after it. */
interface Part {
  readonly count: number;
  readonly say: (subject: string, has: 'has' | 'have') => string;
}

function surgeries(count: number): string {
  return `${count} ${count === 1 ? 'surgery' : 'surgeries'}`;
}

function sayParts(parts: readonly Part[], { branches }: Tally, nounSaid: boolean): string[] {
  return parts
    .filter(({ count }) => count > 0)
    .map(({ count, say }, index) => {
      const whole = branches === 1 ? 'the surgery' : surgeries(count);
      const subject = nounSaid || index > 0 ? String(count) : whole;
      return capitalise(say(subject, count === 1 ? 'has' : 'have'));
    });
}

const problem: Part['say'] = (subject, has) => `${subject} ${has} a problem.`;
const notHeard: Part['say'] = (subject) => `We have not heard from ${subject}.`;

function closedSurgeries(count: number): string {
  return `${count} closed ${count === 1 ? 'surgery' : 'surgeries'}`;
}

function everySurgery(count: number, adjective: '' | 'open '): string {
  if (count === 1) return adjective ? 'The 1 open surgery is' : 'The surgery is';
  return `${count === 2 ? 'Both' : `All ${count}`} ${adjective}surgeries are`;
}

function workingPart({ working, open, branches }: Tally): string[] {
  if (working === 0) return [];
  const adjective = open < branches ? 'open ' : '';
  if (working === open) return [`${everySurgery(open, adjective)} working normally.`];
  return [`${working} of ${open} ${adjective}surgeries ${working === 1 ? 'is' : 'are'} working normally.`];
}

function whileOpen(tally: Tally): string[] {
  const working = workingPart(tally);
  if (tally.trouble > 1 && tally.trouble === tally.branches) {
    return [`${tally.trouble === 2 ? 'Both' : `All ${tally.trouble}`} surgeries have a problem.`];
  }
  const more = tally.troubleClosed + tally.notHeardClosed > 0 ? 'more ' : '';
  const parts: readonly Part[] = [
    { count: tally.trouble, say: problem },
    { count: tally.limited, say: (subject, has) => `${subject} ${has} a limited service.` },
    { count: tally.notHeard, say: notHeard },
    { count: tally.notTold, say: (subject, has) => `${subject} ${has} not told us yet today.` },
    { count: tally.notSure, say: (subject) => `We are not sure about ${subject}.` },
    { count: tally.troubleClosed, say: (_, has) => problem(closedSurgeries(tally.troubleClosed), has) },
    { count: tally.notHeardClosed, say: (_, has) => notHeard(closedSurgeries(tally.notHeardClosed), has) },
    { count: tally.closed, say: (subject, has) => `${subject} ${more}${has === 'has' ? 'is' : 'are'} closed.` },
  ];
  return [...working, ...sayParts(parts, tally, working.length > 0)];
}

function whileAllClosed(tally: Tally, now: Instant, zone: string): string[] {
  const parts = sayParts(
    [
      { count: tally.troubleClosed, say: problem },
      { count: tally.notHeardClosed, say: notHeard },
    ],
    tally,
    false,
  );
  const alone = parts.length === 0 ? 'The surgery is closed.' : 'It is closed.';
  const closed = tally.branches === 1 ? alone : 'All surgeries are closed.';
  const next = tally.nextOpening === null ? [] : [formatNextOpening(tally.nextOpening, now, zone)];
  const who = tally.branches === 1 ? 'It' : 'The next';
  return [...parts, closed, ...next.map((when) => `${who} opens ${when}.`)];
}

/**
 * The sentence that stands first on the page: how many of the surgeries that are open now are known to work, then the
 * troubled ones, then those nobody has heard of, then the closed ones.
 */
export function summarySentence(tally: Tally, now: Instant, zone: string): string {
  if (tally.branches === 0) return 'No surgeries have been set up yet.';
  const parts = tally.open === 0 ? whileAllClosed(tally, now, zone) : whileOpen(tally);
  return parts.join(' ');
}
