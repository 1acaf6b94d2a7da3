import type { Instant } from '../practice/instant.ts';
import { ASK_AGAIN, silenceLimits } from './contact-limits.ts';
import { type ContactRecord, type ContactStep, unchanged } from './contact-record.ts';
import { moveContact } from './move-contact.ts';

/** A person, or a second signal, says something of the line of a branch. */
export interface Word {
  readonly says: 'works' | 'down';
  /** When it was said, which may be before it arrived. */
  readonly at: Instant;
}

function takeDown(record: ContactRecord, word: Word, now: Instant): ContactStep {
  const said: ContactRecord = {
    ...record,
    downSaidAt: Math.max(word.at, record.downSaidAt ?? 0),
    ...(record.disputedSince === null ? {} : { disputedSince: null, countsFrom: null }),
  };
  const confirms = record.state === 'suspect' && word.at > (record.lastBeatAt ?? 0);
  return confirms ? moveContact(said, 'lost', now) : unchanged(said);
}

function takeWorks(record: ContactRecord, word: Word, now: Instant): ContactStep {
  if (record.state === 'recovering') {
    return word.at >= (record.since ?? 0) ? moveContact(record, 'heard', now) : unchanged(record);
  }
  const silent = record.state === 'suspect' || record.state === 'lost';
  const fresh = word.at > (record.lastBeatAt ?? 0) && now - word.at < ASK_AGAIN;
  // A word that came late would take a true notice away for one moment.
  if (!silent || !fresh || word.at < (record.downSaidAt ?? 0)) return unchanged(record);
  const moved = moveContact(record, 'heard', now);
  // Counted so that they are asked again, which is SUSPECT, at the end of that time.
  const countsFrom = word.at + ASK_AGAIN - silenceLimits(record.every).suspect;
  return { ...moved, record: { ...moved.record, disputedSince: word.at, downSaidAt: null, countsFrom } };
}

/** What was said makes of a branch what it can; a claim that the beats contradict is evidence elsewhere, not here. */
export function takeWord(record: ContactRecord, word: Word, now: Instant): ContactStep {
  return word.says === 'down' ? takeDown(record, word, now) : takeWorks(record, word, now);
}
