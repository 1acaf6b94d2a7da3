import type { Instant } from '../practice/instant.ts';
import { ASK_AGAIN, RESTART_GRACE } from './contact-limits.ts';
import type { ContactRecord } from './contact-record.ts';

/** A clock that was set back leaves instants ahead of it, which would hide silence until it has caught up. */
function notAfter(now: Instant, record: ContactRecord): ContactRecord {
  const clamp = (instant: Instant | null) => (instant === null ? null : Math.min(instant, now));
  return {
    ...record,
    since: clamp(record.since),
    lastBeatAt: clamp(record.lastBeatAt),
    cleanFrom: clamp(record.cleanFrom),
    countsFrom: record.countsFrom === null ? null : Math.min(record.countsFrom, now + ASK_AGAIN),
    graceUntil: record.graceUntil === null ? null : Math.min(record.graceUntil, now + RESTART_GRACE),
    outageFrom: clamp(record.outageFrom),
    toldHeardAt: clamp(record.toldHeardAt),
    falls: record.falls.map((fall) => Math.min(fall, now)),
    flappingSince: clamp(record.flappingSince),
    disputedSince: clamp(record.disputedSince),
    downSaidAt: clamp(record.downSaidAt),
  };
}

/** The board can judge again: what it did not see counts for nothing, neither as silence nor as a clean stretch. */
export function thawContact(record: ContactRecord, now: Instant): ContactRecord {
  const kept = notAfter(now, record);
  return {
    ...kept,
    cleanFrom: kept.cleanFrom === null ? null : now,
    countsFrom: kept.disputedSince === null ? now : Math.max(now, kept.countsFrom ?? now),
  };
}

/** The server started: states stand as they were, and senders get the time to find it. */
export function restartContact(record: ContactRecord, now: Instant): ContactRecord {
  return { ...notAfter(now, record), graceUntil: now + RESTART_GRACE };
}
