import type { ContactRecord } from '../../shared/contact/contact-record.ts';
import type { KeptWatch } from './kept-watch.ts';

type Plain = Readonly<Record<string, unknown>>;

/** What the next beat, or the last one, tells again to whoever makes the next pass. */
const TOLD_AGAIN: ReadonlySet<string> = new Set(['every', 'lastBeatAt', 'beatsInRow', 'cleanFrom']);

/** A beat ends what silence was counted from; from before it, that counts for nothing anyhow. */
function isEndedByBeat(field: string, after: ContactRecord): boolean {
  return field === 'countsFrom' && after.countsFrom === null && after.disputedSince === null;
}

function differs(before: ContactRecord | undefined, after: ContactRecord): boolean {
  if (before === after) return false;
  if (!before) return true;
  return Object.entries(after as unknown as Plain).some(([field, value]) => {
    if (TOLD_AGAIN.has(field) || isEndedByBeat(field, after)) return false;
    const was = (before as unknown as Plain)[field];
    return was !== value && JSON.stringify(was) !== JSON.stringify(value);
  });
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
  const slugs = Object.keys(watch.contacts);
  if (slugs.length !== Object.keys(wasWatch.contacts).length) return true;
  return slugs.some((slug) => {
    const contact = watch.contacts[slug];
    return wereChecks[slug] !== checks[slug] || (contact && differs(wasWatch.contacts[slug], contact));
  });
}
