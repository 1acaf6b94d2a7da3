import { type Instant, SECOND } from '../../shared/practice/instant.ts';

/** What a header `Retry-After` asks to wait, in ms: it holds seconds or a date; null when it holds neither. */
export function readRetryAfter(header: string | null, now: Instant): number | null {
  if (header === null) return null;
  if (/^\d{1,6}$/.test(header)) return Number(header) * SECOND;
  const at = Date.parse(header);
  return Number.isNaN(at) ? null : Math.max(0, at - now);
}
