import { areSame } from '../../shared/board/keep.ts';
import type { ContactRecord } from '../../shared/contact/contact-record.ts';
import type { KeptWatch } from './kept-watch.ts';

/** All but what the next beat, or the last one, tells again to whoever makes the next pass. */
const KEPT: {
  readonly [F in keyof Omit<ContactRecord, 'every' | 'lastBeatAt' | 'beatsInRow' | 'cleanFrom' | 'falls'>]: true;
} = {
  state: true,
  since: true,
  countsFrom: true,
  graceUntil: true,
  outageFrom: true,
  toldHeardAt: true,
  flappingSince: true,
  disputedSince: true,
  downSaidAt: true,
};
const FIELDS = Object.keys(KEPT) as readonly (keyof typeof KEPT)[];

/** A beat ends what silence was counted from; from before it, that counts for nothing anyhow. */
function isEndedByBeat(field: keyof typeof KEPT, after: ContactRecord): boolean {
  return field === 'countsFrom' && after.countsFrom === null && after.disputedSince === null;
}

function differs(before: ContactRecord | undefined, after: ContactRecord): boolean {
  if (before === after) return false;
  if (!before || !areSame(before.falls, after.falls)) return true;
  return FIELDS.some((field) => before[field] !== after[field] && !isEndedByBeat(field, after));
}

/**
 * Whether a pass has to be written down, beyond the time it was made at. Most hear a few beats and nothing else, and a
 * practice of many branches would write all of them each time. `before` is what was written last.
 */
export function isWorthKeeping(before: KeptWatch | null, after: KeptWatch): boolean {
  if (!before) return true;
  const { watch: wasWatch, checks: wereChecks, ...was } = before;
  const { watch, checks, ...is } = after;
  if (JSON.stringify(was) !== JSON.stringify(is)) return true;
  if (wasWatch.frozenSince !== watch.frozenSince) return true;
  if (wasWatch.contacts === watch.contacts && wereChecks === checks) return false;
  const slugs = Object.keys(watch.contacts);
  if (slugs.length !== Object.keys(wasWatch.contacts).length) return true;
  return slugs.some((slug) => {
    const contact = watch.contacts[slug];
    return wereChecks[slug] !== checks[slug] || (contact && differs(wasWatch.contacts[slug], contact));
  });
}
