import { type Instant } from '../../../shared/practice/instant.ts';
import { PATHS } from '../../../shared/wire/paths.ts';
import type { RecordFilters, RecordLine, RecordPage } from '../../../shared/wire/record.ts';
import { RECORD } from '../../../shared/words/record.ts';
import { type SendEnvironment, send } from '../../staff/send.ts';

export interface LoadedRecord {
  /** Newest first. */
  readonly lines: readonly RecordLine[];
  /** Where the next page begins; null: there is none. */
  readonly next: string | null;
  readonly people: RecordPage['people'];
  readonly readAt: Instant;
}

export type Loading =
  | { readonly kind: 'loaded'; readonly record: LoadedRecord }
  | { readonly kind: 'unreachable' }
  | { readonly kind: 'refused'; readonly detail: string };

/** The filters as a query, without a question mark. */
export function queryOf(filters: RecordFilters, after: string | null = null): string {
  const chosen = Object.entries(filters).filter(([, value]) => value !== undefined && value !== '');
  return new URLSearchParams([...chosen, ...(after === null ? [] : [['after', after]])]).toString();
}

/** The first page, or the one behind what is loaded. */
export async function loadRecord(
  environment: SendEnvironment,
  filters: RecordFilters,
  behind: LoadedRecord | null,
): Promise<Loading> {
  const path = `${PATHS.record}?${queryOf(filters, behind?.next)}`;
  const result = await send(environment, { method: 'GET', path, tries: 2 });
  if (result.kind === 'unreachable') return { kind: 'unreachable' };
  if (result.kind === 'refused') {
    // A server without its database is there again in a moment; whoever may not read this, may not.
    if (result.status >= 500) return { kind: 'unreachable' };
    return { kind: 'refused', detail: result.status === 403 ? RECORD.adminsOnly : result.problem.detail };
  }
  const { lines, next, people, readAt } = result.body as RecordPage;
  const before = behind?.lines ?? [];
  return {
    kind: 'loaded',
    record: { lines: [...before, ...lines], next, people, readAt: behind?.readAt ?? Date.parse(readAt) },
  };
}
