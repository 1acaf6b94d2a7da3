import type { HoursExceptionBody } from '../../../shared/wire/practice.ts';

/** A day out of the ordinary as it is filled in. */
export interface ExceptionDraft {
  readonly date: string;
  readonly closed: boolean;
  /** What was typed; kept while the day is closed. */
  readonly hours: string;
  readonly note: string;
}

const CLOSED = 'closed';

export const NEW_EXCEPTION: ExceptionDraft = { date: '', closed: true, hours: '', note: '' };

export function toExceptionDrafts(bodies: readonly HoursExceptionBody[]): readonly ExceptionDraft[] {
  return bodies.map(({ date, hours, note }) => {
    const closed = hours === CLOSED;
    return { date, closed, hours: closed ? '' : hours, note: note ?? '' };
  });
}

export function toExceptionBodies(drafts: readonly ExceptionDraft[]): HoursExceptionBody[] {
  return drafts.map(({ date, closed, hours, note }) => ({
    date,
    hours: closed ? CLOSED : hours,
    note: note.trim() === '' ? null : note.trim(),
  }));
}

/** Days before `today` ("2026-12-24") are over; nobody needs them any more. */
export function withoutPast(drafts: readonly ExceptionDraft[], today: string): readonly ExceptionDraft[] {
  return drafts.filter(({ date }) => date === '' || date >= today);
}
