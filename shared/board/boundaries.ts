import { SERVICES } from '../facts/fact.ts';
import type { Branch } from '../practice/branch.ts';
import { type Instant, MINUTE } from '../practice/instant.ts';
import { addDays, localDay, startOfDay } from '../practice/local-time.ts';
import { openingsOn } from '../practice/opening-hours.ts';
import { openingRules } from '../practice/opening-rules.ts';
import { DEFAULT_SETTINGS, type PracticeSettings } from '../practice/settings.ts';
import type { Board, BranchRecord } from './board.ts';
import { confirmDueAt, endOfDay } from './evidence.ts';
import { senderMoments } from './sender-evidence.ts';
import { standingBranch } from './standing-branch.ts';
import { statementAt } from './statements.ts';

/** Who looks: staff pages also change when a claim falls due to be confirmed. */
export type Audience = 'public' | 'staff';

function settingsOf(board: Board): PracticeSettings {
  return board.practice?.value ?? DEFAULT_SETTINGS;
}

function boundariesOfHours(branch: Branch, settings: PracticeSettings, at: Instant): Instant[] {
  const rules = openingRules(branch, settings);
  const openings = openingsOn(rules, localDay(at, settings.timeZone), settings.timeZone);
  const help = settings.helpOpenMinutes * MINUTE;
  // Open for exactly that long still helps: the moment after is the first that does not.
  return openings.flatMap(({ from, to }) => [from, to - help + 1, to]);
}

function confirmationsDue(record: BranchRecord, at: Instant): Instant[] {
  return SERVICES.flatMap((service) => {
    const claim = statementAt(record.it[service], at);
    const due = claim && confirmDueAt(claim, record.confirm, at);
    return due ? [due] : [];
  });
}

/**
 * Every moment of the local day of `at` at which a view may change although nobody says anything: midnight (what was
 * said of a day lapses), each opening and closing, and the time before a closing from which a branch no longer takes
 * others, the end of a notice that is held back or kept up, and when a sender has proved for long enough what it shows. Ascending; the midnight that begins the day and the one that ends it are always there.
 */
export function boundariesOfDay(board: Board, at: Instant, audience: Audience): readonly Instant[] {
  const settings = settingsOf(board);
  const begin = startOfDay(localDay(at, settings.timeZone), settings.timeZone);
  const end = startOfDay(addDays(localDay(at, settings.timeZone), 1), settings.timeZone);
  const found = new Set<Instant>([begin, end]);
  for (const { value } of board.notice) {
    if (value.until !== null && value.until > begin && value.until < end) found.add(value.until);
  }
  for (const record of Object.values(board.branches)) {
    const branch = standingBranch(record);
    if (!branch) continue;
    const own = boundariesOfHours(branch, settings, at);
    const due = audience === 'staff' ? confirmationsDue(record, at) : [];
    for (const instant of [...own, ...due, ...senderMoments(record)])
      if (instant > begin && instant < end) found.add(instant);
  }
  return [...found].toSorted((a, b) => a - b);
}

/** The last boundary at `now` or before: the `edge` of a view's position. */
export function lastBoundary(board: Board, now: Instant, audience: Audience): Instant {
  return boundariesOfDay(board, now, audience).findLast((instant) => instant <= now) ?? now;
}

/** The first boundary after `now`: when to look again. */
export function nextBoundary(board: Board, now: Instant, audience: Audience): Instant {
  return (
    boundariesOfDay(board, now, audience).find((instant) => instant > now) ?? endOfDay(now, settingsOf(board).timeZone)
  );
}
