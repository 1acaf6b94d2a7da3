import { toReportContent } from '../facts/check-report.ts';
import { fillErased, textFieldsOf } from '../facts/erasure.ts';
import type { Fact } from '../facts/fact.ts';
import { toIso } from '../practice/instant.ts';
import type { TimelineEntry } from '../wire/timeline.ts';
import { erasedWords } from '../words/erasure.ts';
import { type FactSetting, factSentence } from '../words/staff-timeline.ts';

/** A fact as staff read it in the timeline of a branch. What a setting holds is not repeated there. */
export function toTimelineEntry(fact: Fact, setting: FactSetting): TimelineEntry {
  const { erased = new Map(), zone } = setting;
  const words = new Map([...erased].map(([field, when]) => [field, erasedWords(when, zone)]));
  const entry: TimelineEntry = {
    seq: fact.seq,
    kind: fact.kind,
    at: toIso(fact.at),
    recordedAt: toIso(fact.recordedAt),
    by: fact.actorName,
    onBehalf: fact.kind === 'report' && fact.onBehalf,
    sentence: factSentence(fillErased(fact, words), setting),
  };
  const texts = textFieldsOf(fact);
  if (texts.length > 0) entry.texts = texts;
  if (fact.kind === 'report') entry.report = toReportContent(fact);
  if (fact.kind === 'signal') {
    entry.contact = { state: fact.contact, lastBeatAt: fact.lastBeatAt === null ? null : toIso(fact.lastBeatAt) };
  }
  return entry;
}
