import { toReportContent } from '../facts/check-report.ts';
import type { Fact } from '../facts/fact.ts';
import { toIso } from '../practice/instant.ts';
import type { TimelineEntry } from '../wire/timeline.ts';
import { type FactSetting, factSentence } from '../words/staff-timeline.ts';

/** A fact as staff read it in the timeline of a branch. What a setting holds is not repeated there. */
export function toTimelineEntry(fact: Fact, setting: FactSetting): TimelineEntry {
  const entry: TimelineEntry = {
    seq: fact.seq,
    kind: fact.kind,
    at: toIso(fact.at),
    recordedAt: toIso(fact.recordedAt),
    by: fact.actorName,
    onBehalf: fact.kind === 'report' && fact.onBehalf,
    sentence: factSentence(fact, setting),
  };
  if (fact.kind === 'report') entry.report = toReportContent(fact);
  if (fact.kind === 'signal') {
    entry.contact = { state: fact.contact, lastBeatAt: fact.lastBeatAt === null ? null : toIso(fact.lastBeatAt) };
  }
  return entry;
}
