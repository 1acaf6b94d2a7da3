import type { ReportContent } from '../../../shared/facts/check-report.ts';
import { ACCESS_STATES, SERVICE_STATES, type Service } from '../../../shared/facts/fact.ts';
import type { StaffBranch } from '../../../shared/wire/staff-board.ts';
import { capitalise } from '../../../shared/words/lists.ts';
import { SERVICE_LABELS } from '../../../shared/words/staff.ts';
import { ACCESS_NAMES, SERVICE_STATE_NAMES } from '../../../shared/words/staff-edits.ts';
import { COLUMNS } from '../../../shared/words/staff-operations.ts';
import type { OpenMenu } from './cell-menu.ts';
import { SERVICE_MARKS } from './it-cell.ts';

type Say = (content: ReportContent) => void;

/** The states of a service. */
export function serviceMenu(anchor: HTMLElement, branch: StaffBranch, service: Service, say: Say): OpenMenu {
  return {
    anchor,
    label: `${branch.name}: ${SERVICE_LABELS[service].name}`,
    items: SERVICE_STATES.map((value) => ({
      value,
      label: capitalise(SERVICE_STATE_NAMES[value]),
      mark: SERVICE_MARKS[value],
    })),
    value: branch.services[service].state,
    onChoose: (value) => say({ it: { [service]: value } }),
  };
}

/** The states of the doors. */
export function doorsMenu(anchor: HTMLElement, branch: StaffBranch, say: Say): OpenMenu {
  return {
    anchor,
    label: `${branch.name}: ${COLUMNS.doors}`,
    items: ACCESS_STATES.map((value) => ({ value, label: capitalise(ACCESS_NAMES[value]), mark: null })),
    value: branch.access.state,
    onChoose(value) {
      const access = ACCESS_STATES.find((state) => state === value);
      if (access) say({ access });
    },
  };
}
