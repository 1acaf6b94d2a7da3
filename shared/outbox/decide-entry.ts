import type { Fault } from '../wire/problem.ts';
import type { Clash } from '../wire/report.ts';
import { questionsOf } from './clashes.ts';
import type { EntryState, OutboxEntry, RefusalReason, WaitReason } from './entry.ts';

/** What came back when something was sent. */
export type EntryAnswer =
  | {
      readonly kind: 'stored';
      readonly seq: number;
      readonly at: string;
      readonly notApplied: readonly Clash[];
      readonly overrode: readonly Clash[];
    }
  | { readonly kind: 'overtaken'; readonly seq: number; readonly changed: readonly Clash[] }
  | { readonly kind: 'later'; readonly why: Exclude<WaitReason, 'new'>; readonly detail: string | null }
  | {
      readonly kind: 'refused';
      readonly why: RefusalReason;
      readonly detail: string;
      readonly faults: readonly Fault[];
    };

/** What others say can come between again and again; then a person looks. */
const MERGED_AT_MOST = 3;

/** As something stands when it is said. */
export const NEW_STATE: EntryState = { kind: 'waiting', why: 'new', detail: null, merged: 0 };

function afterStored(entry: OutboxEntry, answer: Extract<EntryAnswer, { kind: 'stored' }>): EntryState {
  const clashes = questionsOf(entry.content, answer.notApplied);
  const { seq, at, overrode } = answer;
  // It is stored as of when it was said. Others have spoken since, and theirs holds unless it is said again.
  if (clashes.length > 0) return { kind: 'changed', seq, clashes, isStored: true };
  return { kind: 'sent', seq, at, overrode };
}

/** An entry once an answer came; what was settled before does not change. */
export function decideEntry(entry: OutboxEntry, answer: EntryAnswer): OutboxEntry {
  const { state } = entry;
  if (state.kind !== 'waiting') return entry;
  switch (answer.kind) {
    case 'stored':
      return { ...entry, state: afterStored(entry, answer) };
    case 'overtaken': {
      const clashes = questionsOf(entry.content, answer.changed);
      const { seq } = answer;
      // Of other things others may say what they like: it goes again, having seen that.
      if (clashes.length === 0 && state.merged < MERGED_AT_MOST)
        return { ...entry, seen: seq, state: { ...state, merged: state.merged + 1 } };
      return { ...entry, state: { kind: 'changed', seq, clashes, isStored: false } };
    }
    case 'later':
      return { ...entry, waited: true, state: { ...state, why: answer.why, detail: answer.detail } };
    case 'refused':
      return { ...entry, state: answer };
  }
}

/**
 * The entry that comes next for its writer, in the order in which things were said; of the branches in `held` none does,
 * because what was said first must arrive first.
 */
export function nextToSend(
  entries: readonly OutboxEntry[],
  person: string,
  held: ReadonlySet<string> = new Set(),
): OutboxEntry | null {
  return entries
    .filter(({ state, person: of, branch }) => state.kind === 'waiting' && of === person && !held.has(branch))
    .reduce<OutboxEntry | null>((first, entry) => (first && first.order < entry.order ? first : entry), null);
}

/**
 * What was said after the entry that was stored as seq `now`, on the same sight of the branch: its writer knows what
 * they said themselves. Only where nobody else can have spoken in between.
 */
export function seenSince(
  entries: readonly OutboxEntry[],
  { branch, person, seen }: OutboxEntry,
  now: number,
): readonly OutboxEntry[] {
  return entries
    .filter((entry) => entry.state.kind === 'waiting' && entry.branch === branch && entry.person === person)
    .filter((entry) => entry.seen === seen)
    .map((entry) => ({ ...entry, seen: now }));
}
