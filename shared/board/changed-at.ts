import { SERVICES } from '../facts/fact.ts';
import type { Branch } from '../practice/branch.ts';
import { DAY, type Instant } from '../practice/instant.ts';
import { addDays, localDay, startOfDay } from '../practice/local-time.ts';
import { hoursBoundaries } from '../practice/opening-hours.ts';
import type { PracticeSettings } from '../practice/settings.ts';
import type { BranchRecord } from './board.ts';
import { deriveSituation } from './branch-state.ts';

/** How far back the beginning of a state is looked for; nothing older is shown as a time. */
const LOOK_BACK = 14 * DAY;

function midnights(from: Instant, to: Instant, zone: string): Instant[] {
  const found: Instant[] = [];
  for (let day = localDay(from, zone); startOfDay(day, zone) <= to; day = addDays(day, 1)) {
    const midnight = startOfDay(day, zone);
    if (midnight > from) found.push(midnight);
  }
  return found;
}

function momentsBetween(record: BranchRecord, branch: Branch, zone: string, from: Instant, to: Instant): Instant[] {
  const logs = [
    ...SERVICES.map((service) => record.it[service]),
    record.gps,
    record.access,
    record.contact,
    record.confirm,
  ];
  const said = logs.flatMap((log) => log.map((statement) => statement.at)).filter((at) => at > from && at <= to);
  const moments = new Set([...said, ...hoursBoundaries(branch.hours, from, to, zone), ...midnights(from, to, zone)]);
  return [...moments].toSorted((a, b) => b - a);
}

/**
 * Since when the branch has been in the state it is in at `now`, by what is known today: a report that arrives late
 * counts from when it was made. null when it has been so for longer than two weeks.
 */
export function deriveChangedAt(
  record: BranchRecord,
  branch: Branch,
  settings: PracticeSettings,
  now: Instant,
): Instant | null {
  const stateAt = (at: Instant) => deriveSituation(record, branch, settings, at).state;
  const state = stateAt(now);
  const moments = momentsBetween(record, branch, settings.timeZone, now - LOOK_BACK, now);
  return moments.find((moment) => stateAt(moment - 1) !== state) ?? null;
}
