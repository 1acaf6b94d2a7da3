import type { Check } from '../board/board.ts';
import type { ChecklistItem } from '../facts/fact.ts';
import type { EscalationTarget, IncidentSays, Severity } from '../facts/incident.ts';
import { listOf } from './lists.ts';
import { formatTime } from './times.ts';

const SEVERITY_WORDS: { readonly [S in Severity]: string } = {
  minor: 'Minor incident',
  major: 'Major incident',
  serious: 'Serious incident',
};

export const ESCALATION_WORDS: { readonly [T in EscalationTarget]: string } = {
  'service-desk': 'National service desk',
  icb: 'ICB',
  cqc: 'CQC',
  internal: 'Practice management',
};

/** What has to be done, as it stands on the list. */
export const CHECKLIST_WORDS: { readonly [I in ChecklistItem]: string } = {
  'service-desk': 'Service desk told',
  icb: 'ICB told',
  'dos-lead': 'ICB’s Directory of Services lead told',
  patients: 'Patients told',
  phones: 'Phones redirected',
};

/** What the words about one thing said of an incident are made of. */
export interface IncidentSaying {
  readonly nameOf: (slug: string) => string;
  /** It is the fact that opened the incident. */
  readonly opens: boolean;
  /** Whether patients see the incident at all. */
  readonly shown: boolean;
  readonly zone: string;
}

export interface IncidentSentence {
  readonly sentence: string;
  readonly audience: 'public' | 'staff';
}

function affectedSentence(says: IncidentSays, { nameOf, opens }: IncidentSaying): string | null {
  if (!says.affected || opens || says.resolved) return null;
  if (says.affected.length === 0) return 'No branch is affected any more.';
  return `Affected now: ${listOf(says.affected.map(nameOf))}.`;
}

function escalationSentence({ escalation }: IncidentSays): string | null {
  if (!escalation) return null;
  const reference = escalation.reference === null ? '' : `, reference ${escalation.reference}`;
  return `Escalated to: ${ESCALATION_WORDS[escalation.to]}${reference}.`;
}

function nextUpdateSentence({ nextUpdateAt }: IncidentSays, zone: string): string | null {
  if (nextUpdateAt === undefined) return null;
  return nextUpdateAt === null ? 'No next update is promised.' : `Next update at ${formatTime(nextUpdateAt, zone)}.`;
}

function settingSentences(says: IncidentSays, saying: IncidentSaying): (string | null)[] {
  if (saying.opens) {
    const severity = says.severity ? SEVERITY_WORDS[says.severity] : 'Incident';
    return [`${severity} declared: ${says.title ?? ''}`.trim()];
  }
  return [
    says.title ? `Renamed: ${says.title}` : null,
    says.severity ? `Now a ${SEVERITY_WORDS[says.severity].toLowerCase()}.` : null,
    says.branches ? `Branches: ${listOf(says.branches.map(saying.nameOf))}.` : null,
    says.shown === undefined ? null : says.shown ? 'Shown to patients.' : 'No longer shown to patients.',
  ];
}

/** What one fact said of an incident, in sentences for staff; those that patients read too are marked. */
export function incidentSentences(says: IncidentSays, saying: IncidentSaying): readonly IncidentSentence[] {
  const staff = [
    ...settingSentences(says, saying),
    affectedSentence(says, saying),
    escalationSentence(says),
    says.staff ?? null,
    nextUpdateSentence(says, saying.zone),
    says.resolved ? 'Resolved.' : null,
  ];
  const sentences = staff.flatMap((sentence) => (sentence ? [{ sentence, audience: 'staff' as const }] : []));
  if (!says.public) return sentences;
  return [...sentences, { sentence: says.public, audience: saying.shown ? 'public' : 'staff' }];
}

/** "ICB told." or that the tick was taken back. */
export function checkSentence({ item, done }: Check): string {
  return done ? `${CHECKLIST_WORDS[item]}.` : `Not yet: ${CHECKLIST_WORDS[item]}.`;
}
