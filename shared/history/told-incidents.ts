import type { Board, IncidentRecord } from '../board/board.ts';
import { type AffectedSpan, deriveIncident } from '../board/incidents.ts';
import type { Instant } from '../practice/instant.ts';

/** An incident in which a branch was affected, as far as patients may know of it. */
export interface ToldIncident {
  readonly id: number;
  readonly title: string;
  readonly spans: readonly AffectedSpan[];
}

function spansIn(record: IncidentRecord, slug: string): readonly AffectedSpan[] {
  const moments = [...new Set(record.said.map(({ at }) => at))].sort((a, b) => a - b);
  const spans: AffectedSpan[] = [];
  let from: Instant | null = null;
  for (const at of moments) {
    const isAffected = deriveIncident(record, at)?.affected.includes(slug) ?? false;
    if (isAffected && from === null) from = at;
    if (!isAffected && from !== null) {
      spans.push({ from, to: at });
      from = null;
    }
  }
  return from === null ? spans : [...spans, { from, to: null }];
}

/** As they are known now: what was hidden or erased since is told of no more, whatever a page said then. */
export function toldIncidents({ incidents }: Pick<Board, 'incidents'>, slug: string): readonly ToldIncident[] {
  return incidents.flatMap((record) => {
    const incident = deriveIncident(record, Infinity);
    if (!incident?.shown || incident.title === null) return [];
    const spans = spansIn(record, slug);
    return spans.length === 0 ? [] : [{ id: incident.id, title: incident.title, spans }];
  });
}

/** Whether some of the spans lie in a time. */
export function isWithin(spans: readonly AffectedSpan[], begin: Instant, end: Instant): boolean {
  return spans.some(({ from, to }) => from < end && (to === null || to > begin));
}
