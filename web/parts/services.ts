import { html, type TemplateResult } from 'lit/html.js';
import { SERVICES, type Service, type ServiceState } from '../../shared/facts/fact.ts';
import type { StaffBranch } from '../../shared/wire/staff-board.ts';
import { isSilent, SERVICE_WORDS } from '../../shared/words/page.ts';
import { SERVICE_LABELS } from '../../shared/words/staff.ts';
import { mark } from '../public/marks.ts';

const MARK_OF = { working: 'normal', degraded: 'limited', down: 'degraded', unknown: 'unknown' } as const;

/** Silence alone breaks nothing: nobody knows which service it is, and nobody said that one is down. */
export function shownState(branch: StaffBranch, name: Service): ServiceState {
  const { state, said } = branch.services[name];
  return isSilent(branch) && state === 'down' && said === null ? 'unknown' : state;
}

function service(branch: StaffBranch, name: Service, label: string): TemplateResult {
  const state = shownState(branch, name);
  return html`<li class="service service--${state}"><span aria-hidden="true">${label}</span>${mark(MARK_OF[state])}<span class="nhsuk-u-visually-hidden">${SERVICE_LABELS[name].name} ${SERVICE_WORDS[state]}</span></li>`;
}

/** A branch's five services in few letters with their marks: "net ● rec ■". */
export function serviceLetters(branch: StaffBranch): TemplateResult {
  return html`<ul class="services" role="list">${SERVICES.map((name) => service(branch, name, SERVICE_LABELS[name].short))}</ul>`;
}

/** The same with whole names, where there is room. */
export function serviceBadges(branch: StaffBranch): TemplateResult {
  return html`<ul class="services services--wide" role="list">${SERVICES.map((name) => service(branch, name, SERVICE_LABELS[name].name))}</ul>`;
}
