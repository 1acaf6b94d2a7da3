import { type Static, Type } from 'typebox';

/** Atlassian Statuspage's public API, version 2, as far as its clients read it. No field here is of our choosing. */
export const STATUSPAGE_PATHS = {
  summary: '/api/v2/summary.json',
  status: '/api/v2/status.json',
  components: '/api/v2/components.json',
  incidents: '/api/v2/incidents.json',
  unresolved: '/api/v2/incidents/unresolved.json',
  maintenances: '/api/v2/scheduled-maintenances.json',
  upcoming: '/api/v2/scheduled-maintenances/upcoming.json',
  active: '/api/v2/scheduled-maintenances/active.json',
} as const;
export type StatuspageAnswer = keyof typeof STATUSPAGE_PATHS;

export const COMPONENT_STATUSES = [
  'operational',
  'degraded_performance',
  'partial_outage',
  'major_outage',
  'under_maintenance',
] as const;
export type ComponentStatus = (typeof COMPONENT_STATUSES)[number];

/** From well to worst. */
export const INDICATORS = ['none', 'minor', 'major', 'critical'] as const;
export type Indicator = (typeof INDICATORS)[number];

const closed = { additionalProperties: false } as const;
const Time = Type.String({ format: 'date-time' });
const TimeOrNull = Type.Union([Time, Type.Null()]);
const TextOrNull = Type.Union([Type.String(), Type.Null()]);

export const SpPage = Type.Object(
  { id: Type.String(), name: Type.String(), url: Type.String(), time_zone: Type.String(), updated_at: Time },
  closed,
);
export type SpPage = Static<typeof SpPage>;

export const SpStatus = Type.Object({ indicator: Type.Enum(INDICATORS), description: Type.String() }, closed);
export type SpStatus = Static<typeof SpStatus>;

/** A branch. */
export const SpComponent = Type.Object(
  {
    id: Type.String(),
    name: Type.String(),
    status: Type.Enum(COMPONENT_STATUSES),
    created_at: Time,
    updated_at: Time,
    position: Type.Integer(),
    description: TextOrNull,
    showcase: Type.Boolean(),
    start_date: Type.Null(),
    group_id: Type.Null(),
    page_id: Type.String(),
    group: Type.Boolean(),
    only_show_if_degraded: Type.Boolean(),
  },
  closed,
);
export type SpComponent = Static<typeof SpComponent>;

const SpUpdate = Type.Object(
  {
    id: Type.String(),
    status: Type.String(),
    body: Type.String(),
    incident_id: Type.String(),
    created_at: Time,
    updated_at: Time,
    display_at: Time,
    affected_components: Type.Null(),
    deliver_notifications: Type.Boolean(),
    custom_tweet: Type.Null(),
    tweet_id: Type.Null(),
  },
  closed,
);
export type SpUpdate = Static<typeof SpUpdate>;

const incidentFields = {
  id: Type.String(),
  name: Type.String(),
  created_at: Time,
  updated_at: Time,
  monitoring_at: Type.Null(),
  resolved_at: TimeOrNull,
  shortlink: Type.String(),
  started_at: Time,
  page_id: Type.String(),
  incident_updates: Type.Array(SpUpdate, { description: 'Newest first.' }),
  components: Type.Array(SpComponent),
};

export const SpIncident = Type.Object(
  {
    ...incidentFields,
    status: Type.Enum(['investigating', 'identified', 'monitoring', 'resolved', 'postmortem']),
    impact: Type.Enum(INDICATORS),
  },
  closed,
);
export type SpIncident = Static<typeof SpIncident>;

/** Planned work. */
export const SpMaintenance = Type.Object(
  {
    ...incidentFields,
    status: Type.Enum(['scheduled', 'in_progress', 'verifying', 'completed']),
    impact: Type.Literal('maintenance'),
    scheduled_for: Time,
    scheduled_until: Time,
  },
  closed,
);
export type SpMaintenance = Static<typeof SpMaintenance>;

const page = { page: SpPage };
const incidents = { incidents: Type.Array(SpIncident) };
const maintenances = { scheduled_maintenances: Type.Array(SpMaintenance) };
const components = { components: Type.Array(SpComponent) };
const status = { status: SpStatus };
const Maintenances = Type.Object({ ...page, ...maintenances }, closed);
const Incidents = Type.Object({ ...page, ...incidents }, closed);

/** What each address answers. */
export const STATUSPAGE_ANSWERS = {
  summary: Type.Object({ ...page, ...components, ...incidents, ...maintenances, ...status }, closed),
  status: Type.Object({ ...page, ...status }, closed),
  components: Type.Object({ ...page, ...components }, closed),
  incidents: Incidents,
  unresolved: Incidents,
  maintenances: Maintenances,
  upcoming: Maintenances,
  active: Maintenances,
} as const;
