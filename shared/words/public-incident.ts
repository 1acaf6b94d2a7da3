import type { Instant } from '../practice/instant.ts';
import type { PublicBranch, PublicIncident } from '../wire/public-board.ts';
import { capitalise, listOf } from './lists.ts';
import { serviceName } from './services.ts';
import { formatSince } from './times.ts';

/** More surgeries than this are counted, not named. */
const NAMED_AT_MOST = 4;

/** What keeps the place of an incident that patients are not shown any more. */
export const INCIDENT_GONE = 'A problem that was shown here is not listed any more.';

/** "Since 9:06am", once it is over "Solved at 3:10pm". */
export function incidentSince({ startedAt, resolvedAt }: PublicIncident, now: Instant, zone: string): string {
  if (resolvedAt === null) return `Since ${formatSince(Date.parse(startedAt), now, zone)}`;
  const when = formatSince(Date.parse(resolvedAt), now, zone);
  return when.startsWith('yesterday') ? `Solved ${when}` : `Solved at ${when}`;
}

/** "Clayton Surgery and Yaxham Surgery", "12 surgeries"; nothing for none. */
export function whereOf(slugs: readonly string[], branches: readonly Pick<PublicBranch, 'slug' | 'name'>[]): string {
  if (slugs.length === 0) return '';
  const names = branches.flatMap(({ slug, name }) => (slugs.includes(slug) ? name : []));
  // A page that holds a part of the surgeries cannot name all of them.
  const isNamed = names.length === slugs.length && names.length <= NAMED_AT_MOST;
  return isNamed ? listOf(names) : `${slugs.length} ${slugs.length === 1 ? 'surgery' : 'surgeries'}`;
}

/**
 * "At Clayton Surgery and Yaxham Surgery: medical records and prescriptions.", "At 12 surgeries: internet."; without
 * branches to name "Medical records and prescriptions."; nothing when there is nothing to say.
 */
export function incidentAbout(
  { affected, services, resolvedAt }: PublicIncident,
  branches: readonly Pick<PublicBranch, 'slug' | 'name'>[],
): string {
  const where = branches.length === 0 ? '' : whereOf(resolvedAt ? [] : affected, branches);
  const parts = [where && `at ${where}`, listOf(services.map(serviceName))].filter((part) => part !== '');
  return parts.length === 0 ? '' : `${capitalise(parts.join(': '))}.`;
}

/** "9:30am", on another day "Yesterday at 9:30am". */
export function incidentTime(at: string, now: Instant, zone: string): string {
  return capitalise(formatSince(Date.parse(at), now, zone));
}

function asSentence(text: string): string {
  return /[.?!]$/.test(text) ? text : `${text}.`;
}

/** What a change of one incident is worth telling; null when nothing is. */
export function spokenIncident(before: PublicIncident | null, after: PublicIncident): string | null {
  const latest = after.updates[0];
  const news = latest && latest.at !== before?.updates[0]?.at ? ` ${asSentence(latest.text)}` : '';
  if (after.status === 'resolved') {
    return before?.status === 'open' ? `Solved: ${asSentence(after.title)}${news}` : null;
  }
  if (before === null) return `${asSentence(after.title)}${news}`;
  return news === '' ? null : `Update: ${asSentence(after.title)}${news}`;
}
