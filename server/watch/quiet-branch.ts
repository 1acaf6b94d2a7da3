import { CLOCKS_APART_AT_MOST } from '../../shared/board/board-time.ts';
import type { BranchRecord, StatementLog } from '../../shared/board/board.ts';
import { createKeep, type Standing } from '../../shared/board/keep.ts';
import { standingBranch } from '../../shared/board/standing-branch.ts';
import type { HeardSender } from '../../shared/contact/blindness.ts';
import { causeOf, SHARED_SERVICES } from '../../shared/contact/cause-key.ts';
import { stillUntil } from '../../shared/contact/check-silence.ts';
import type { ContactRecord } from '../../shared/contact/contact-record.ts';
import { openedSpan } from '../../shared/contact/opened-at.ts';
import { type BelievedChecks, changedChecks, CHECKED_SERVICES } from '../../shared/contact/own-checks.ts';
import { toWatched } from '../../shared/contact/watch-branches.ts';
import type { Instant } from '../../shared/practice/instant.ts';
import { openingRules } from '../../shared/practice/opening-rules.ts';
import type { PracticeSettings } from '../../shared/practice/settings.ts';
import type { HeardBranch } from '../contact/last-heard.ts';

/** All that a pass knows of a branch. */
export interface KnownBranch {
  readonly record: BranchRecord;
  readonly heard: HeardBranch | null;
  /** What the pass before left. */
  readonly contact: ContactRecord | undefined;
  readonly checks: BelievedChecks | undefined;
}

/** What a branch that nothing happens to counts for, when it is asked whether the board is blind. */
export interface QuietBranch {
  readonly watched: HeardSender | null;
}

const keepQuiet = createKeep<BranchRecord, QuietBranch | null>();
const AWAKE: Standing<null> = { value: null, until: Number.NEGATIVE_INFINITY };

/**
 * A branch of which a pass at `now` would say nothing and change nothing, given that nobody says anything of it and that
 * the board was not blind before; null: it has to be judged. Nearly all branches are so at nearly all passes: what is
 * found stands until the next moment at which the time alone may change something.
 */
export function quietBranch(known: KnownBranch, settings: PracticeSettings, now: Instant): QuietBranch | null {
  const { record, heard, contact, checks } = known;
  return keepQuiet(record, [heard, contact, checks, settings], now, () => {
    try {
      return deriveQuiet(known, settings, now);
    } catch {
      // Whoever judges it tells that its data makes the rules fail.
      return AWAKE;
    }
  }).value;
}

function deriveQuiet(
  { record, heard, contact, checks }: KnownBranch,
  settings: PracticeSettings,
  now: Instant,
): Standing<QuietBranch | null> {
  const branch = standingBranch(record);
  if (!branch || !contact || !checks || !isKnown(heard, contact, now)) return AWAKE;
  if (heard && changedChecks(checks, heard.checks, heard.at).length > 0) return AWAKE;
  if (!isShown(record, contact, checks, now)) return AWAKE;
  for (const service of SHARED_SERVICES) causeOf(branch, service);
  const opened = openedSpan(openingRules(branch, settings), now, settings.timeZone);
  const until = Math.min(opened.until, stillUntil(contact, now, opened.value));
  return until > now ? { value: { watched: toWatched(contact, opened.value) }, until } : AWAKE;
}

/** The last beat is no news any more, and is not stamped ahead of us. */
function isKnown(heard: HeardBranch | null, { lastBeatAt }: ContactRecord, now: Instant): boolean {
  if (!heard) return true;
  return lastBeatAt !== null && heard.at <= lastBeatAt && heard.at <= now + CLOCKS_APART_AT_MOST;
}

/** Pages show what is believed, and nothing fails that others might have in common. */
function isShown({ signals, probes }: BranchRecord, contact: ContactRecord, checks: BelievedChecks, now: Instant) {
  if (contact.state !== null && !shows(signals, (value) => value.state === contact.state, now)) return false;
  return CHECKED_SERVICES.every((service) => {
    const state = checks[service]?.state;
    if (state === undefined) return true;
    if (state === 'down') return false;
    return probes[service].length === 0 ? state === 'unknown' : shows(probes[service], (said) => said === state, now);
  });
}

/** The newest statement says so, and none lies ahead that would take its place. */
function shows<T>(log: StatementLog<T>, says: (value: T) => boolean, now: Instant): boolean {
  const newest = log[0];
  return newest !== undefined && newest.at <= now + CLOCKS_APART_AT_MOST && says(newest.value);
}
