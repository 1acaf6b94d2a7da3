import { toReportContent } from '../facts/check-report.ts';
import type { Fact } from '../facts/fact.ts';
import { toIso } from '../practice/instant.ts';
import type { TimelineEntry } from '../wire/timeline.ts';

/** A fact as staff read it in the timeline of its branch. What a setting holds is not repeated there. */
export function toTimelineEntry(fact: Fact): TimelineEntry {
  const entry: TimelineEntry = {
    seq: fact.seq,
    kind: fact.kind,
    at: toIso(fact.at),
    recordedAt: toIso(fact.recordedAt),
    by: fact.actorName,
    onBehalf: fact.kind === 'report' && fact.onBehalf,
  };
  if (fact.kind === 'report') entry.report = toReportContent(fact);
  if (fact.kind === 'signal') {
    entry.contact = { state: fact.contact, lastBeatAt: fact.lastBeatAt === null ? null : toIso(fact.lastBeatAt) };
  }
  return entry;
}
