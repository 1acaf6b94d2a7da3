import type { BlindReason } from '../contact/blindness.ts';
import { type Instant, SECOND } from '../practice/instant.ts';
import type { StaffWatch } from '../wire/staff-watch.ts';
import { listOf } from './lists.ts';
import { formatClock } from './times.ts';

/** How much attention the automatic checks ask for. `bad`: silence proves nothing at present. */
export type WatchLevel = 'fine' | 'hint' | 'bad';

export interface WatchWords {
  readonly level: WatchLevel;
  readonly text: string;
  /** What that means, or what to do; null where nothing has to be done. */
  readonly more: string | null;
}

/** The server tells every 15 seconds; what is older than two of them missed is not known any more. */
const TOLD_WITHIN_MS = 45 * SECOND;

const BLIND_WORDS: { readonly [R in BlindReason]: string } = {
  canary: 'the canary is not heard either',
  'all-silent': 'all branches fell silent at once, and no canary is set up',
  'late-pass': 'the server was held up',
  'clock-step': 'the clock of the server jumped',
  database: 'the database was away',
};

const BLIND_MORE = 'No silence of a branch counts meanwhile. Reports do.';
const CHECKS_FAIL_MORE = 'A branch that falls silent now is not noticed. Reports count as always.';

export const NO_CANARY = {
  text: 'No canary is set up.',
  more: 'If all branches fall silent at once, the board cannot tell whether it is cut off itself.',
  link: 'Set one up',
} as const;

function clock(at: Instant, zone: string): string {
  return formatClock(at, zone, { seconds: true });
}

function lastPass({ lastPassAt }: StaffWatch, zone: string): string {
  return lastPassAt === null ? 'no pass yet' : `last pass ${clock(Date.parse(lastPassAt), zone)}`;
}

/** "Automatic checks: last pass 11:03:20", or why they cannot be relied on. The gravest comes first. */
export function watchWords(
  { watch, now }: { readonly watch: StaffWatch; readonly now: Instant },
  nameOf: (slug: string) => string,
  zone: string,
): WatchWords {
  const told = Date.parse(watch.now);
  const { blind, failed } = watch;
  if (now - told > TOLD_WITHIN_MS) {
    return { level: 'bad', text: `Automatic checks not heard of since ${clock(told, zone)}`, more: CHECKS_FAIL_MORE };
  }
  if (watch.overdue) {
    return { level: 'bad', text: `Automatic checks do not run: ${lastPass(watch, zone)}`, more: CHECKS_FAIL_MORE };
  }
  if (blind !== null) {
    const reasons = listOf(blind.reasons.map((reason) => BLIND_WORDS[reason]));
    const since = formatClock(Date.parse(blind.since), zone);
    return { level: 'bad', text: `Automatic checks unavailable since ${since}: ${reasons}`, more: BLIND_MORE };
  }
  if (failed.length > 0) {
    const names = listOf(failed.map(nameOf));
    const more = `The data of ${failed.length === 1 ? 'this branch' : 'these branches'} could not be judged. The others are watched.`;
    return { level: 'bad', text: `Automatic checks do not see ${names}`, more };
  }
  return { level: 'fine', text: `Automatic checks: ${lastPass(watch, zone)}`, more: null };
}
