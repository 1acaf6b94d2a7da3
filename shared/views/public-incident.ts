import { type Incident, isHighSeverity } from '../board/incidents.ts';
import type { Picture } from '../board/picture.ts';
import { toIso } from '../practice/instant.ts';
import type { PublicIncident } from '../wire/public-board.ts';
import { standingIncidents } from './incidents.ts';
import { isoOrNull } from './public-branch.ts';

/**
 * The public part of an incident, chosen field by field; null when it is not for patients. Escalations, references,
 * staff updates and that it was declared serious stay behind.
 */
function toPublicIncident(incident: Incident): PublicIncident | null {
  if (!incident.shown || incident.title === null) return null;
  const updates = incident.said.flatMap(({ at, value }) =>
    value.public ? [{ at: toIso(at), text: value.public }] : [],
  );
  return {
    id: incident.id,
    title: incident.title,
    impact: isHighSeverity(incident.severity) ? 'major' : 'minor',
    status: incident.resolved ? 'resolved' : 'open',
    branches: [...incident.branches],
    affected: [...incident.affected],
    services: [...incident.services],
    startedAt: toIso(incident.opened.at),
    resolvedAt: isoOrNull(incident.resolved?.at ?? null),
    updates: updates.toReversed(),
  };
}

const kept = new WeakMap<Incident, PublicIncident | null>();

function keptIncident(incident: Incident): PublicIncident | null {
  const known = kept.get(incident);
  const view = known === undefined ? toPublicIncident(incident) : known;
  kept.set(incident, view);
  return view;
}

/** What patients may know of the incidents that stand. */
export function toPublicIncidents(picture: Picture): PublicIncident[] {
  return standingIncidents(picture).flatMap((incident) => keptIncident(incident) ?? []);
}
