import { html, type TemplateResult } from 'lit/html.js';
import { type Instant, toIso } from '../../shared/practice/instant.ts';
import { formatShortAge, sinceText } from '../../shared/words/staff.ts';
import { formatSince } from '../../shared/words/times.ts';

/** "4 min", with the time itself to hover and for programs. */
export function age(at: Instant, now: Instant, zone: string): TemplateResult {
  return html`<time class="age" datetime=${toIso(at)} title=${formatSince(at, now, zone)}>${formatShortAge(now - at)}</time>`;
}

/** "since 9:05am". */
export function since(at: Instant, now: Instant, zone: string): TemplateResult {
  return html`<time class="since" datetime=${toIso(at)}>${sinceText(at, now, zone)}</time>`;
}
