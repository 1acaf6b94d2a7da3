import { html, type TemplateResult } from 'lit/html.js';
import { SERVICES, type Service, type ServiceState } from '../../../shared/facts/fact.ts';
import { SERVICE_LABELS } from '../../../shared/words/staff.ts';
import { SERVICE_LETTERS } from '../../../shared/words/staff-operations.ts';
import { SERVICE_STATE_NAMES } from '../../../shared/words/staff-edits.ts';
import { shownState } from '../../parts/services.ts';
import { mark } from '../../public/marks.ts';
import type { Row, RowContext } from './row-context.ts';

export const SERVICE_MARKS = {
  working: 'normal',
  degraded: 'limited',
  down: 'degraded',
  unknown: 'unknown',
} as const satisfies { readonly [S in ServiceState]: string };

function serviceButton({ branch, shown, tab }: Row, service: Service, { actions }: RowContext): TemplateResult {
  const state = shownState(shown, service);
  const { name } = SERVICE_LABELS[service];
  return html`<button class="svc svc--${state}" type="button" tabindex=${tab} data-cell=${service} aria-haspopup="menu" aria-label="${branch.name}: ${name} ${SERVICE_STATE_NAMES[state]}" @click=${(event: Event) => actions.onService(event.currentTarget as HTMLElement, branch, service)}><span class="svc__letter" aria-hidden="true">${SERVICE_LETTERS[service]}</span>${mark(SERVICE_MARKS[state])}</button>`;
}

/** The five services: a letter and a mark each, and a menu to change it. */
export function itCell(row: Row, context: RowContext): TemplateResult {
  return html`<td class="c-it" data-label="IT"><div class="svcs">${SERVICES.map((service) => serviceButton(row, service, context))}</div></td>`;
}
