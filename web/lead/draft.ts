import { checkReport, type ReportContent, saysSomething } from '../../shared/facts/check-report.ts';
import { type Access, SERVICES, type Service, type ServiceState } from '../../shared/facts/fact.ts';
import { MESSAGE_MAX, NOTE_MAX } from '../../shared/facts/report-limits.ts';
import type { StaffBranch } from '../../shared/wire/staff-board.ts';
import { faultSentence } from '../../shared/words/staff-edits.ts';
import { LEAD_FAULTS, lettersLeft, SHEET, type SheetKind } from '../../shared/words/staff-lead.ts';
import { beginSteps, countsOf, type GpSteps } from './gp-steps.ts';

type Services = { readonly [S in Service]: ServiceState };

/** What stood when the sheet was opened: only what differs from it is said. */
interface Standing {
  readonly services: Services;
  readonly access: Access;
  readonly message: string | null;
  readonly note: string | null;
}

/** Something that is being said of a branch, as far as it is typed. Plain data: it survives a reload. */
export interface Draft {
  readonly kind: SheetKind;
  readonly slug: string;
  /** The branch's last fact by a person that was seen: `If-Match`. */
  readonly seen: number;
  readonly standing: Standing;
  readonly phones: ServiceState | null;
  readonly services: Services;
  readonly gps: GpSteps;
  readonly access: Access | null;
  readonly message: string;
  readonly takeMessageBack: boolean;
  readonly openDoors: boolean;
  readonly note: string;
}

export interface DraftFault {
  /** Id of the field. */
  readonly field: string;
  readonly message: string;
}

/** Ids of what is typed or chosen, where a fault leads to. */
export const FIELDS = {
  phones: 'lead-phones',
  services: 'lead-services',
  gps: 'lead-in-today',
  absence: 'lead-absence',
  access: 'lead-doors',
  message: 'lead-message',
  note: 'lead-note',
} as const;

function standingOf({ services, access, message, note }: StaffBranch): Standing {
  const { internet, records, phones, online, prescriptions } = services;
  return {
    services: {
      internet: internet.state,
      records: records.state,
      phones: phones.state,
      online: online.state,
      prescriptions: prescriptions.state,
    },
    access: access.state,
    message: message?.text ?? null,
    note: note?.text ?? null,
  };
}

/** A sheet as it is opened, on what stands now. */
export function beginDraft(kind: SheetKind, branch: StaffBranch): Draft {
  const standing = standingOf(branch);
  return {
    kind,
    slug: branch.slug,
    seen: branch.seq,
    standing,
    // Phones that are known to be dead need not be asked about again.
    phones: standing.services.phones === 'down' ? 'down' : null,
    services: standing.services,
    gps: beginSteps(branch),
    access: null,
    message: standing.message ?? '',
    takeMessageBack: false,
    openDoors: false,
    note: standing.note ?? '',
  };
}

/** One line, as the journal takes it: a phone's keyboard has an enter key. */
function tidy(text: string): string {
  return text.replace(/\s+/g, ' ').trim();
}

function changedServices({ services, standing }: Draft): ReportContent {
  const changed = SERVICES.filter((service) => services[service] !== standing.services[service]);
  if (changed.length === 0) return {};
  return { it: Object.fromEntries(changed.map((service) => [service, services[service]])) };
}

function changedNote({ note, standing }: Draft): ReportContent {
  const text = tidy(note);
  if (text === (standing.note ?? '')) return {};
  return { note: text === '' ? null : text };
}

const ALL_WORK = {
  internet: 'working',
  records: 'working',
  phones: 'working',
  online: 'working',
  prescriptions: 'working',
} as const satisfies Services;

/** What a draft says of the branch, as far as it says anything yet. */
export function toContent(draft: Draft): ReportContent {
  switch (draft.kind) {
    case 'internet-down':
      return { it: { internet: 'down', ...(draft.phones && { phones: draft.phones }) } };
    case 'records-down':
      return { it: { records: 'down' } };
    case 'all-working':
      return {
        it: ALL_WORK,
        ...(draft.openDoors && { access: 'open' as const }),
        ...(draft.takeMessageBack && { message: null }),
      };
    case 'services':
      return { ...changedServices(draft), ...changedNote(draft) };
    case 'gps':
      return { gps: countsOf(draft.gps) };
    case 'doors':
      return { access: draft.access ?? draft.standing.access };
    case 'message':
      if (draft.takeMessageBack) return { message: null };
      return tidy(draft.message) === '' ? {} : { message: tidy(draft.message) };
  }
}

const FIELD_OF: { readonly [part: string]: keyof typeof FIELDS } = {
  it: 'services',
  gps: 'gps',
  access: 'access',
  message: 'message',
  note: 'note',
};

/** The field that a fault of the server is about. */
export function toDraftFault({ path, message }: { readonly path: string; readonly message: string }): DraftFault {
  const name = FIELD_OF[path.split('/')[1] ?? ''] ?? 'services';
  return { field: FIELDS[name], message: faultSentence(path, message) };
}

function tooLong(name: 'message' | 'note', text: string, most: number): DraftFault[] {
  const left = most - tidy(text).length;
  if (left >= 0) return [];
  const label = name === 'message' ? SHEET.messageLabel : SHEET.note;
  return [{ field: FIELDS[name], message: `${label}: ${lettersLeft(left)}.` }];
}

function missing(draft: Draft): DraftFault[] {
  const says = saysSomething(toContent(draft));
  switch (draft.kind) {
    case 'internet-down':
      return draft.phones === null ? [{ field: FIELDS.phones, message: LEAD_FAULTS.phones }] : [];
    case 'gps':
      return draft.gps.unplaced > 0 ? [{ field: FIELDS.absence, message: LEAD_FAULTS.placed }] : [];
    case 'message': {
      const message = draft.standing.message === null ? LEAD_FAULTS.message : LEAD_FAULTS.messageTaken;
      return says ? [] : [{ field: FIELDS.message, message }];
    }
    case 'services':
      return says ? [] : [{ field: FIELDS.services, message: LEAD_FAULTS.nothing }];
    case 'records-down':
    case 'all-working':
    case 'doors':
      return [];
  }
}

/** What keeps a draft from being sent; every fault. */
export function faultsOf(draft: Draft): readonly DraftFault[] {
  const long = [
    ...(draft.kind === 'message' && !draft.takeMessageBack ? tooLong('message', draft.message, MESSAGE_MAX) : []),
    ...(draft.kind === 'services' ? tooLong('note', draft.note, NOTE_MAX) : []),
  ];
  return [...missing(draft), ...long, ...checkReport(toContent(draft)).map(toDraftFault)];
}

/** Was anything typed that would be missed. */
export function isTyped({ kind, message, note, standing }: Draft): boolean {
  if (kind === 'message') return tidy(message) !== (standing.message ?? '');
  return kind === 'services' && tidy(note) !== (standing.note ?? '');
}

/** Only colleagues read it: nothing of it is on the public page. */
export function isForStaffAlone(content: ReportContent): boolean {
  return Object.keys(content).join() === 'note';
}
