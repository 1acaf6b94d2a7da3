import { toIso } from '../practice/instant.ts';
import type { PublicBoard, PublicBranch, PublicIncident, PublicPlanned } from '../wire/public-board.ts';
import { surgeryPath } from '../wire/public-paths.ts';
import type { SpComponent, SpIncident, SpMaintenance, SpPage, SpStatus, SpUpdate } from '../wire/statuspage.ts';
import { couldNotCheckSince, INCIDENT_OPENED, INCIDENT_OVER } from '../words/statuspage.ts';
import { plannedAbout } from '../words/planned.ts';
import { componentStatus, indicatorOf } from './statuspage-status.ts';
import type { ToldBoard } from './told-board.ts';

/** All that the shapes of Statuspage are put together from. */
export interface StatuspageView {
  readonly page: SpPage;
  readonly status: SpStatus;
  readonly components: readonly SpComponent[];
  readonly incidents: readonly SpIncident[];
  readonly unresolved: readonly SpIncident[];
  readonly maintenances: readonly SpMaintenance[];
  readonly upcoming: readonly SpMaintenance[];
  readonly active: readonly SpMaintenance[];
}

/** Every incident and branch has the page's own id: one practice is one page. */
const PAGE_ID = 'branchboard';

function latest(stamps: readonly (string | null)[], first: string): string {
  return stamps.reduce<string>((last, stamp) => (stamp !== null && stamp > last ? stamp : last), first);
}

function lastOf(incident: PublicIncident): string {
  return latest([incident.resolvedAt, ...incident.updates.map(({ at }) => at)], incident.startedAt);
}

function updatedAt({ branches, incidents, edge }: PublicBoard): string {
  const stamps = [...branches.map(({ changedAt }) => changedAt), ...incidents.map(lastOf)];
  const known = stamps.filter((stamp) => stamp !== null);
  return known.length === 0 ? edge : latest(known, toIso(0));
}

function toComponent(branch: PublicBranch, place: number, { board, oldSince }: ToldBoard): SpComponent {
  const since = branch.changedAt ?? board.edge;
  const old = oldSince === null ? [] : [couldNotCheckSince(oldSince, board.practice.timeZone)];
  return {
    id: branch.slug,
    name: branch.name,
    status: componentStatus(branch, oldSince !== null),
    created_at: since,
    updated_at: since,
    position: place + 1,
    description: [...old, branch.sentence].join(' '),
    showcase: false,
    start_date: null,
    group_id: null,
    page_id: PAGE_ID,
    group: false,
    only_show_if_degraded: false,
  };
}

function toUpdate(incident: number, status: string, at: string, body: string, place: number): SpUpdate {
  return {
    id: `${incident}-${place}`,
    status,
    body,
    incident_id: String(incident),
    created_at: at,
    updated_at: at,
    display_at: at,
    affected_components: null,
    deliver_notifications: false,
    custom_tweet: null,
    tweet_id: null,
  };
}

/** What was said for everybody, newest first; one that was opened or ended without a word says that alone. */
function updatesOf({ id, startedAt, resolvedAt, updates }: PublicIncident): SpUpdate[] {
  const said = updates.toReversed().map(({ at, text }) => ({ at, text, status: 'investigating' }));
  const opened = said[0]?.at === startedAt ? [] : [{ at: startedAt, text: INCIDENT_OPENED, status: 'investigating' }];
  const isTold = said.at(-1)?.at === resolvedAt;
  const over = resolvedAt === null || isTold ? [] : [{ at: resolvedAt, text: INCIDENT_OVER, status: 'resolved' }];
  const all = [...opened, ...said, ...over];
  return all
    .map(({ at, text, status }, place) => toUpdate(id, at === resolvedAt ? 'resolved' : status, at, text, place + 1))
    .toReversed();
}

/** Nobody tells us that a cause was found: an open incident is `investigating` until all have recovered. */
function incidentStatus({ status, affected }: PublicIncident): SpIncident['status'] {
  if (status === 'resolved') return 'resolved';
  return affected.length === 0 ? 'monitoring' : 'investigating';
}

function toIncident(incident: PublicIncident, components: readonly SpComponent[], { origin }: ToldBoard): SpIncident {
  const [only, ...others] = incident.branches;
  return {
    id: String(incident.id),
    name: incident.title,
    status: incidentStatus(incident),
    created_at: incident.startedAt,
    updated_at: lastOf(incident),
    monitoring_at: null,
    resolved_at: incident.resolvedAt,
    impact: incident.impact,
    shortlink: only !== undefined && others.length === 0 ? origin + surgeryPath(only) : `${origin}/`,
    started_at: incident.startedAt,
    page_id: PAGE_ID,
    incident_updates: updatesOf(incident),
    components: components.filter(({ id }) => incident.branches.includes(id)),
  };
}

function toMaintenance(
  work: PublicPlanned,
  components: readonly SpComponent[],
  { board, origin }: ToldBoard,
): SpMaintenance {
  const isUnderWay = work.status === 'under-way';
  const status = isUnderWay ? 'in_progress' : 'scheduled';
  // When it was planned is nothing that patients are told: it is of its beginning.
  const at = work.from;
  const named = components.filter(({ id }) => work.branches.includes(id));
  return {
    id: String(work.id),
    name: work.title,
    status,
    created_at: at,
    updated_at: at,
    monitoring_at: null,
    resolved_at: null,
    impact: 'maintenance',
    shortlink: `${origin}/`,
    started_at: at,
    page_id: PAGE_ID,
    incident_updates: [toUpdate(work.id, status, at, plannedAbout(work, board.branches), 1)],
    components: named,
    scheduled_for: work.from,
    scheduled_until: work.to,
  };
}

/** The public board in the shapes of Statuspage, field by field. */
export function toStatuspage(told: ToldBoard): StatuspageView {
  const { board, origin, oldSince } = told;
  const components = board.branches.map((branch, place) => toComponent(branch, place, told));
  const incidents = board.incidents.map((incident) => toIncident(incident, components, told));
  const maintenances = board.planned.map((work) => toMaintenance(work, components, told));
  const description = oldSince === null ? [] : [couldNotCheckSince(oldSince, board.practice.timeZone)];
  return {
    page: {
      id: PAGE_ID,
      name: board.practice.name,
      url: origin,
      time_zone: board.practice.timeZone,
      updated_at: updatedAt(board),
    },
    status: {
      indicator: indicatorOf(
        board,
        components.map(({ status }) => status),
      ),
      description: [...description, board.summary.sentence].join(' '),
    },
    components,
    incidents,
    unresolved: incidents.filter(({ status }) => status !== 'resolved'),
    maintenances,
    upcoming: maintenances.filter(({ status }) => status === 'scheduled'),
    active: maintenances.filter(({ status }) => status === 'in_progress'),
  };
}
