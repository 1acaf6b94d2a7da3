import type { Instant } from '../practice/instant.ts';
import type { CauseOffer } from '../wire/staff-watch.ts';
import { capitalise, listOf } from './lists.ts';
import { SERVICE_LABELS } from './staff.ts';
import { formatTime } from './times.ts';

/** What people are asked when a sender has fallen silent, and when several branches fail in the same way. */
export const ASKS = {
  region: 'Waits for your answer',
  several: 'Is the internet down here?',
  yes: 'Yes, it is down',
  no: 'No, it works',
  saidDown: 'Thank you. Everyone sees now that it is down.',
  saidWorking: 'Thank you. Everyone sees now that it works.',
  accept: 'Make one incident',
  later: 'Not now',
  accepted: 'One incident is open for them now.',
} as const;

/** "Is the internet down at Clayton Surgery?" */
export function askWords(name: string): string {
  return `Is the internet down at ${name}?`;
}

/** What a screen reader is told of new questions. */
export function askedSpoken(names: readonly string[]): string {
  return names.length === 1 ? askWords(names[0] ?? '') : `Is the internet down at ${listOf(names, 'or')}?`;
}

/** "Its sender is quiet since 10:32am." */
export function quietSince(at: Instant | null, zone: string): string {
  return at === null ? 'Its sender is quiet.' : `Its sender is quiet since ${formatTime(at, zone)}.`;
}

/** "quiet since 10:32am": beside the name of a branch. */
export function quietShort(at: Instant | null, zone: string): string {
  return at === null ? 'quiet' : `quiet since ${formatTime(at, zone)}`;
}

/** Of a button: "Clayton Surgery: Yes, it is down". */
export function answerFor(name: string, answer: string): string {
  return `${name}: ${answer}`;
}

/** "Records fail at 2 branches that use the same system (EMIS). Make one incident?" */
export function offerWords({ service, system, branches }: CauseOffer): string {
  const what = capitalise(SERVICE_LABELS[service].name.toLowerCase());
  const fail = service === 'internet' || service === 'online' ? 'fails' : 'fail';
  return `${what} ${fail} at ${branches.length} branches that use the same system (${system}). Make one incident?`;
}

/** "Clayton and Yaxham, since 10:32am" */
export function offerMore(names: readonly string[], since: Instant, zone: string): string {
  return `${listOf(names)}, since ${formatTime(since, zone)}.`;
}
