/** A point in time: milliseconds since 1970-01-01T00:00:00Z. On the wire and in the journal it is ISO 8601 UTC. */
export type Instant = number;

export const SECOND = 1_000;
export const MINUTE = 60 * SECOND;
export const HOUR = 60 * MINUTE;
export const DAY = 24 * HOUR;

/** ISO 8601 UTC with milliseconds: `2019-12-31T09:05:00.000Z`. */
export function toIso(instant: Instant): string {
  return new Date(instant).toISOString();
}

/** The instant of an ISO 8601 text; throws a RangeError when it is none. */
export function fromIso(iso: string): Instant {
  const instant = Date.parse(iso);
  if (Number.isNaN(instant)) throw new RangeError(`not an ISO 8601 instant: ${iso}`);
  return instant;
}
