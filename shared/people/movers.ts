import type { Instant } from '../practice/instant.ts';
import type { StaffRole } from './roles.ts';

export interface RightsAtATime {
  readonly role: StaffRole;
  readonly branches: readonly string[];
  /** An ISO instant; null: they stay. */
  readonly leaving: string | null;
}

/** What was noted of a person, as it happened. */
export interface PersonNote {
  readonly at: Instant;
  readonly outcome: 'invited' | 'set-up' | 'changed' | 'removed';
  readonly person: string;
  readonly name: string;
  /** Who did it. */
  readonly by: string;
  readonly before: RightsAtATime | null;
  readonly after: RightsAtATime | null;
}

/** Somebody came, got other rights, or went. */
export interface Move extends Omit<PersonNote, 'outcome'> {
  readonly kind: PersonNote['outcome'] | 'left';
}

function isMove({ outcome, before, after }: PersonNote): boolean {
  // Another telephone number is no other right.
  return outcome !== 'changed' || JSON.stringify(before) !== JSON.stringify(after);
}

function leavingOf(rights: RightsAtATime | null | undefined): Instant | null {
  return rights?.leaving ? Date.parse(rights.leaving) : null;
}

/**
 * Who came, moved and went from `from` up to `to`, in order. `notes` are all there are up to `to`, oldest first: nobody notes
 * the moment in which somebody leaves whose last day was set long before.
 */
export function deriveMoves(notes: readonly PersonNote[], from: Instant, to: Instant): readonly Move[] {
  const moves: Move[] = [];
  const last = new Map<string, PersonNote>();

  function leave(person: string, upTo: Instant): void {
    const known = last.get(person);
    const leaving = leavingOf(known?.after);
    if (!known || leaving === null || leaving >= upTo) return;
    // Set for a day that was past, it holds from when it was set.
    const at = Math.max(leaving, known.at);
    moves.push({ ...known, kind: 'left', at, before: known.after, after: null });
    last.delete(person);
  }

  for (const note of notes) {
    leave(note.person, note.at);
    if (note.outcome !== 'set-up') last.set(note.person, note);
    if (note.outcome === 'removed') last.delete(note.person);
    const { outcome: kind, ...rest } = note;
    if (isMove(note)) moves.push({ kind, ...rest });
  }
  for (const person of last.keys()) leave(person, to);
  return moves.filter(({ at }) => at >= from && at < to).toSorted((a, b) => a.at - b.at);
}
