import { html } from 'lit/html.js';
import { type Service, SERVICES } from '../../../shared/facts/fact.ts';
import { TITLE_MAX } from '../../../shared/facts/incident-limits.ts';
import { type Instant, toIso } from '../../../shared/practice/instant.ts';
import { instantOfWall } from '../../../shared/practice/wall-time.ts';
import { cancelPlannedPath, PATHS } from '../../../shared/wire/paths.ts';
import type { PublicPlanned } from '../../../shared/wire/public-board.ts';
import type { StaffBoard } from '../../../shared/wire/staff-board.ts';
import { plannedAbout, plannedWhen } from '../../../shared/words/planned.ts';
import { FORM } from '../../../shared/words/staff-forms.ts';
import { INCIDENT_FORMS } from '../../../shared/words/staff-incidents.ts';
import { STAFF_PLANNED } from '../../../shared/words/staff-planned.ts';
import { SERVICE_LABELS } from '../../../shared/words/staff.ts';
import { checksField, momentField, textField } from '../forms/fields.ts';
import type { Form, FormFault } from '../forms/form.ts';

interface PlanDraft {
  readonly title: string;
  readonly branches: readonly string[];
  readonly services: readonly Service[];
  /** Wall times of the practice, `2020-01-02T07:00`. */
  readonly from: string;
  readonly to: string;
}

function timeFaults({ from, to }: PlanDraft, zone: string, now: Instant): FormFault[] {
  const [begin, end] = [instantOfWall(from, zone), instantOfWall(to, zone)];
  const faults: FormFault[] = [];
  if (begin === null) faults.push({ path: '/from', message: STAFF_PLANNED.needsTime });
  if (end === null) faults.push({ path: '/to', message: STAFF_PLANNED.needsTime });
  else if (end <= now) faults.push({ path: '/to', message: STAFF_PLANNED.endsLater });
  else if (begin !== null && end <= begin) faults.push({ path: '/to', message: STAFF_PLANNED.endsAfter });
  return faults;
}

/** Plans work; times are those of the practice, wherever the office sits. */
export function planForm({ branches, practice }: StaffBoard, slugs: readonly string[], now: Instant): Form<PlanDraft> {
  const zone = practice.timeZone;
  return {
    title: STAFF_PLANNED.formTitle,
    lines: [STAFF_PLANNED.formLine],
    action: STAFF_PLANNED.action,
    draft: { title: '', branches: [...slugs], services: [], from: '', to: '' },
    labels: {
      title: STAFF_PLANNED.title,
      branches: STAFF_PLANNED.branches,
      services: STAFF_PLANNED.services,
      from: STAFF_PLANNED.from,
      to: STAFF_PLANNED.to,
    },
    fields: ({ draft, set, faultOf }) => html`${textField({
      field: 'title',
      label: STAFF_PLANNED.title,
      hint: STAFF_PLANNED.titleHint,
      fault: faultOf('title'),
      value: draft.title,
      max: TITLE_MAX,
      onInput: (title) => set({ title }),
    })}
    ${momentField({
      field: 'from',
      label: STAFF_PLANNED.from,
      fault: faultOf('from'),
      value: draft.from,
      onInput: (from) => set({ from }),
    })}
    ${momentField({
      field: 'to',
      label: STAFF_PLANNED.to,
      fault: faultOf('to'),
      value: draft.to,
      onInput: (to) => set({ to }),
    })}
    ${checksField({
      field: 'branches',
      legend: STAFF_PLANNED.branches,
      fault: faultOf('branches'),
      choices: branches.map(({ slug, name }) => ({ value: slug, label: name })),
      values: draft.branches,
      all: STAFF_PLANNED.allBranches,
      onChange: (chosen) => set({ branches: chosen }),
    })}
    ${checksField({
      field: 'services',
      legend: STAFF_PLANNED.services,
      fault: faultOf('services'),
      choices: SERVICES.map((value) => ({ value, label: SERVICE_LABELS[value].name })),
      values: draft.services,
      onChange: (services) => set({ services }),
    })}`,
    check: (draft) => [
      ...(draft.title.trim() === '' ? [{ path: '/title', message: FORM.missing }] : []),
      ...timeFaults(draft, zone, now),
      ...(draft.branches.length === 0 ? [{ path: '/branches', message: INCIDENT_FORMS.atLeastOneBranch }] : []),
    ],
    request: ({ title, branches: chosen, services, from, to }) => ({
      method: 'POST',
      path: PATHS.planned,
      body: {
        title: title.trim(),
        branches: chosen,
        services,
        from: toIso(instantOfWall(from, zone) ?? now),
        to: toIso(instantOfWall(to, zone) ?? now),
      },
    }),
    done: STAFF_PLANNED.done,
  };
}

/** Calls planned work off, after it was read once more what it is. */
export function cancelForm(work: PublicPlanned, board: StaffBoard): Form<object> {
  const when = plannedWhen(work, board.practice.timeZone);
  return {
    title: STAFF_PLANNED.cancelTitle,
    lines: [work.title, `${when}. ${plannedAbout(work, board.branches)}`, STAFF_PLANNED.cancelLine],
    action: STAFF_PLANNED.cancelAction,
    warns: true,
    draft: {},
    labels: {},
    fields: () => html``,
    check: () => [],
    request: () => ({ method: 'POST', path: cancelPlannedPath(work.id), body: {} }),
    done: STAFF_PLANNED.cancelled,
    // Somebody else was quicker.
    isSettled: (status) => status === 409,
  };
}
