import { isUnsettled, type OutboxEntry } from '../../shared/outbox/entry.ts';

/** What went at once was told at once; what is new is on its way. */
export function entriesToShow(entries: readonly OutboxEntry[]): readonly OutboxEntry[] {
  return entries.filter(({ state, waited }) => {
    if (state.kind === 'waiting') return waited;
    return state.kind !== 'sent' || waited;
  });
}

/** What asks for something, or did not go. */
export function unsettled(entries: readonly OutboxEntry[]): readonly OutboxEntry[] {
  return entriesToShow(entries).filter(isUnsettled);
}
