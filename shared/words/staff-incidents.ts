import type { AlertState } from '../facts/fact.ts';
import type { Severity } from '../facts/incident.ts';
import { type Instant, MINUTE } from '../practice/instant.ts';
import type { NoticeControlView, StaffIncident } from '../wire/staff-board.ts';
import { listOf } from './lists.ts';
import { ALERT_NAMES } from './staff-edits.ts';
import { formatAge, formatSince, formatTime } from './times.ts';

/** The panel beside the table. */
export const PANEL = {
  notice: 'NHS 111 notice',
  hold: 'Hold back…',
  keep: 'Keep up…',
  auto: 'Follow the rule again',
  checklist: 'To do',
  alert: 'Alert state',
  declareAlert: 'Declare…',
  takeBack: 'Take back',
  calculated: 'Calculated',
  declared: 'Declared',
  notDeclared: 'none',
  incidents: 'Open incidents',
  noIncidents: 'No incident is open.',
  declare: 'Declare an incident',
  update: 'Update',
  escalate: 'Escalate',
  resolve: 'Resolve',
  notAffected: 'No longer affected',
  hiddenFromPatients: 'Patients do not see it',
  escalations: 'Escalated to',
  notEscalated: 'Not escalated yet.',
  log: 'All that was said',
  resolved: 'Resolved today and yesterday',
  recent: 'What changed',
  nothingRecent: 'Nothing has changed lately.',
  patientsRead: 'patients read this',
  noReference: 'no reference yet',
} as const;

/** Labels, hints and buttons of the forms about incidents, the notice and the alert state. */
export const INCIDENT_FORMS = {
  declareTitle: 'Declare an incident',
  declareAction: 'Declare incident',
  declared: 'The incident is declared.',
  title: 'What has happened',
  titleHint: 'In words that patients read, such as "The internet at Clayton Surgery has failed".',
  severity: 'How bad is it',
  severityHint: 'Major and serious ones show their branches as having a problem.',
  branches: 'Branches',
  allBranches: 'All branches',
  services: 'What does not work',
  shown: 'Patients see it',
  shownHint: 'Its title and the updates for patients. Never that it is a serious incident, nor any reference.',
  public: 'Update for patients',
  publicHint: 'One or two short sentences.',
  staff: 'Update for staff',
  staffHint: 'Only staff read this.',
  nextUpdate: 'Next update in',
  updateAction: 'Save update',
  updated: 'The update is saved.',
  affected: 'Branches affected now',
  affectedHint: 'Take away those that work again. The incident stays open.',
  escalateAction: 'Save escalation',
  escalated: 'The escalation is saved.',
  to: 'Escalated to',
  reference: 'Reference they gave',
  referenceHint: 'Leave it empty when there is none yet. You can add it later.',
  resolveAction: 'Resolve incident',
  resolveLine: 'Its branches are no longer shown as affected by it.',
  resolved: 'The incident is resolved.',
  nothingSaid: 'Change or say something first.',
  reason: 'Reason',
  reasonHint: 'Staff read it beside the notice.',
  alertReasonHint: 'Staff read it beside the alert state.',
  until: 'Until',
  holdTitle: 'Hold the NHS 111 notice back',
  holdLine: 'Patients will not see the notice, even where a surgery has a problem.',
  holdAction: 'Hold it back',
  held: 'The notice is held back.',
  keepTitle: 'Keep the NHS 111 notice up',
  keepLine: 'Patients see the notice for these branches, even where they work again.',
  keepAction: 'Keep it up',
  kept: 'The notice is kept up.',
  alertTitle: 'Declare an alert state',
  alertAction: 'Declare',
  alertDone: 'The alert state is declared.',
  scope: 'For',
  wholePractice: 'The whole practice',
  state: 'Alert state',
  atLeastOneBranch: 'Choose at least one branch.',
} as const;

export const SEVERITY_NAMES: { readonly [S in Severity]: string } = {
  minor: 'Minor',
  major: 'Major',
  serious: 'Serious incident',
};

/** "Green (OPEL 1)". */
export function alertWord({ state, opel }: { readonly state: AlertState; readonly opel: number }): string {
  return `${ALERT_NAMES[state]} (OPEL ${opel})`;
}

function spanWords(minutes: number): string {
  if (minutes < 60) return `${minutes} min`;
  return minutes % 60 === 0 ? `${minutes / 60} h` : `${Math.floor(minutes / 60)} h ${minutes % 60} min`;
}

/** "in 33 min", "in 4 h 29 min", "due now", "12 min overdue". */
export function nextUpdateWords(at: Instant, now: Instant): { readonly text: string; readonly isOverdue: boolean } {
  const minutes = Math.floor(Math.abs(at - now) / MINUTE);
  if (at < now) return { text: minutes === 0 ? 'due now' : `${spanWords(minutes)} overdue`, isOverdue: true };
  return { text: minutes === 0 ? 'in less than a minute' : `in ${spanWords(minutes)}`, isOverdue: false };
}

/** "Up for Clayton Surgery since 9:05am", "Held back until 11:30am", "Not up: no branch has a problem". */
export function noticeWords(
  control: NoticeControlView,
  notice: { readonly since: string; readonly names: readonly string[] } | null,
  now: Instant,
  zone: string,
): string {
  const until = control.until === null ? '' : ` until ${formatSince(Date.parse(control.until), now, zone)}`;
  if (control.control === 'hold') {
    return control.byRule ? `Held back${until}. By its rule it would be up.` : `Held back${until}.`;
  }
  if (!notice) return 'Not up. No branch has a problem.';
  const since = formatSince(Date.parse(notice.since), now, zone);
  const up = `Up for ${listOf(notice.names)} since ${since}.`;
  return control.control === 'keep' ? `${up} Kept up${until}.` : up;
}

/** "Jo, 9:10am: The line is not stable yet." */
export function reasonWords(by: string | null, at: Instant, reason: string | null, now: Instant, zone: string): string {
  const who = `${by ?? 'Somebody'}, ${formatSince(at, now, zone)}`;
  return reason === null ? `${who}.` : `${who}: ${reason}`;
}

/** "since 9:10am (1 hour ago), 2 of 3 branches affected". */
export function incidentSinceWords(
  { opened, branches, affected }: Pick<StaffIncident, 'opened' | 'branches' | 'affected'>,
  names: readonly string[],
  now: Instant,
  zone: string,
): string {
  const at = Date.parse(opened.at);
  const since = `Since ${formatSince(at, now, zone)} (${formatAge(now - at)})`;
  if (affected.length === 0) return `${since}. No branch is affected now.`;
  if (affected.length === branches.length && names.length <= 3) return `${since}. ${listOf(names)}.`;
  return `${since}. ${affected.length} of ${branches.length} branches affected.`;
}

/** "IT works again at Clayton Surgery. The incident still shows it as having a problem." */
export function recoveredWords(names: readonly string[]): string {
  const them = names.length === 1 ? 'it' : 'them';
  return `IT works again at ${listOf(names)}. This incident still shows ${them} as having a problem.`;
}

/** "11:30am (in 1 hour)". */
export function untilChoice(minutes: number, now: Instant, zone: string): string {
  const span = minutes < 60 ? `${minutes} minutes` : minutes === 60 ? '1 hour' : `${minutes / 60} hours`;
  return `${formatTime(now + minutes * MINUTE, zone)} (in ${span})`;
}

/** "15 minutes", "1 hour", "2 hours". */
export function minutesChoice(minutes: number): string {
  if (minutes < 60) return `${minutes} minutes`;
  return minutes === 60 ? '1 hour' : `${minutes / 60} hours`;
}
