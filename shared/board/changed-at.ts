import { SERVICES } from '../facts/fact.ts';
import type { Branch } from '../practice/branch.ts';
import type { Instant } from '../practice/instant.ts';
import { addDays, localDay, startOfDay } from '../practice/local-time.ts';
import { hoursBoundaries } from '../practice/opening-hours.ts';
import { openingRules } from '../practice/opening-rules.ts';
import type { PracticeSettings } from '../practice/settings.ts';
import type { BranchRecord } from './board.ts';
import { deriveSituation } from './branch-state.ts';
import type { AffectedSpan } from './incidents.ts';
import { senderMoments } from './sender-evidence.ts';

/** For so many days before today a state may have begun by the clock; before that only by something that was said. */
const LOOK_BACK_DAYS = 14;

function midnights(from: Instant, to: Instant, zone: string): Instant[] {
  const found: Instant[] = [];
  for (let day = localDay(from, zone); startOfDay(day, zone) <= to; day = addDays(day, 1)) {
    const midnight = startOfDay(day, zone);
    if (midnight > from) found.push(midnight);
  }
  return found;
}

/** Every moment up to `to` at which the state may have changed, newest first; those of the clock from `from` on. */
export function momentsUntil(
  record: BranchRecord,
  branch: Branch,
  spans: readonly AffectedSpan[],
  settings: PracticeSettings,
  from: Instant,
  to: Instant,
): Instant[] {
  const zone = settings.timeZone;
  const logs = [
    ...SERVICES.map((service) => record.it[service]),
    record.gps,
    record.access,
    record.contact,
    record.confirm,
    ...SERVICES.map((service) => record.probes[service]),
    record.flapping,
  ];
  const edges = spans.flatMap((span) => (span.to === null ? [span.from] : [span.from, span.to]));
  const told = logs.flatMap((log) => log.map((statement) => statement.at));
  const said = [...told, ...edges, ...senderMoments(record)].filter((at) => at <= to);
  const hours = hoursBoundaries(openingRules(branch, settings), from, to, zone);
  const moments = new Set([...said, ...hours, ...midnights(from, to, zone)]);
  return [...moments].toSorted((a, b) => b - a);
}

/**
 * Since when the branch has been in the state it is in at `now`, by what is known today: a report that arrives late
 * counts from when it was made. null when nobody can tell, because it has been so for weeks and nobody said so.
 */
export function deriveChangedAt(
  record: BranchRecord,
  branch: Branch,
  settings: PracticeSettings,
  spans: readonly AffectedSpan[],
  now: Instant,
): Instant | null {
  const stateAt = (at: Instant) => deriveSituation(record, branch, settings, spans, at).state;
  const state = stateAt(now);
  const zone = settings.timeZone;
  // Counted from midnight, so that what is found stays the same all day.
  const from = startOfDay(addDays(localDay(now, zone), -LOOK_BACK_DAYS), zone);
  const moments = momentsUntil(record, branch, spans, settings, from, now);
  const began = moments.find((moment) => stateAt(moment - 1) !== state);
  return began !== undefined && stateAt(began) === state ? began : null;
}
