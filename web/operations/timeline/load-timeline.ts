import { branchPath } from '../../../shared/wire/paths.ts';
import type { Timeline, TimelineEntry } from '../../../shared/wire/timeline.ts';
import { dayKey } from '../../../shared/words/staff-operations-timeline.ts';
import { type SendEnvironment, send } from '../../staff/send.ts';

export interface LoadedTimeline {
  /** Newest first. */
  readonly entries: readonly TimelineEntry[];
  readonly hasMore: boolean;
}

export const NOTHING_LOADED: LoadedTimeline = { entries: [], hasMore: true };

const PAGE = 50;
/** When a day far back is asked for, larger steps go there. */
const LARGE_PAGE = 1_000;

/** The next page behind what is loaded; null when it did not come. */
export async function loadMore(
  environment: SendEnvironment,
  slug: string,
  loaded: LoadedTimeline,
  limit: number = PAGE,
): Promise<LoadedTimeline | null> {
  // By place in the journal, not by time: what arrived late stands where it was recorded.
  const last = loaded.entries.reduce<number | null>((least, { seq }) => Math.min(least ?? seq, seq), null);
  const query = new URLSearchParams({ limit: String(limit), ...(last !== null && { before: String(last) }) });
  const result = await send(environment, { method: 'GET', path: `${branchPath(slug, 'timeline')}?${query}`, tries: 2 });
  if (result.kind !== 'ok') return null;
  const { facts } = result.body as Timeline;
  return { entries: [...loaded.entries, ...facts], hasMore: facts.length === limit };
}

/** Loads until a day (`2019-12-31`) is loaded whole; null when something did not come. */
export async function loadDay(
  environment: SendEnvironment,
  slug: string,
  loaded: LoadedTimeline,
  day: string,
  zone: string,
): Promise<LoadedTimeline | null> {
  let so: LoadedTimeline | null = loaded;
  const isBefore = ({ recordedAt }: TimelineEntry) => dayKey(Date.parse(recordedAt), zone) < day;
  while (so?.hasMore && !so.entries.some(isBefore)) so = await loadMore(environment, slug, so, LARGE_PAGE);
  return so;
}

/** What happened, newest first by when it was true; of one day when there is one. */
export function shownEntries({ entries }: LoadedTimeline, day: string, zone: string): readonly TimelineEntry[] {
  return entries
    .filter(({ at }) => day === '' || dayKey(Date.parse(at), zone) === day)
    .sort((a, b) => Date.parse(b.at) - Date.parse(a.at) || b.seq - a.seq);
}
