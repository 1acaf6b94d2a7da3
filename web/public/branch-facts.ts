import { html, nothing, type TemplateResult } from 'lit/html.js';
import { SERVICES, type Service, type ServiceState } from '../../shared/facts/fact.ts';
import { distanceKm, formatDistance } from '../../shared/practice/distance.ts';
import { gpSentence, serviceName } from '../../shared/words/services.ts';
import { isSilent, openLine, PAGE, PHONES_DOWN, RECEPTION, servicesLine } from '../../shared/words/page.ts';
import type { PublicBranch } from '../../shared/wire/public-board.ts';
import { surgeryPath } from '../../shared/wire/public-paths.ts';
import type { PageView } from './page-view.ts';

type Shown = TemplateResult | string;

/** One line of a description list; nothing when there is nothing to say. */
export function fact(
  label: string,
  value: Shown | typeof nothing,
  width: 'narrow' | 'wide' = 'narrow',
): TemplateResult | typeof nothing {
  if (value === nothing || value === '') return nothing;
  return html`<div class=${`facts__row facts__row--${width}`}><dt>${label}</dt><dd>${value}</dd></div>`;
}

/** The number to tap; a line that is known dead is never a link. */
export function phone({ phone, services }: PublicBranch): TemplateResult {
  if (services.phones === 'down') return html`${phone} (${PHONES_DOWN})`;
  return html`<a class="phone" href="tel:${phone.replaceAll(' ', '')}">${phone}</a>`;
}

/** A service as patients are shown it: silence alone breaks nothing. */
export function shownService(branch: PublicBranch, service: Service): ServiceState {
  return isSilent(branch) ? 'unknown' : branch.services[service];
}

/** Reception takes people in: being open and having no records are different facts. */
function receptionOpen({ open, access }: PublicBranch): boolean {
  return open.now && access === 'open';
}

function named(branch: PublicBranch, state: ServiceState): string[] {
  // The line itself is nothing a patient uses: what hangs on it is said instead.
  return SERVICES.filter((service) => service !== 'internet' && shownService(branch, service) === state).map(
    serviceName,
  );
}

/** "Works", "Works partly" and "Not working" as lines of a description list. */
export function serviceFacts(branch: PublicBranch): TemplateResult {
  if (isSilent(branch)) return html`${fact(PAGE.works, PAGE.notKnown)}`;
  const works = [...named(branch, 'working'), ...(receptionOpen(branch) ? [RECEPTION] : [])];
  return html`${fact(PAGE.works, servicesLine(works))}${troubleFacts(branch)}`;
}

/** "Works partly" and "Not working" as lines of a description list. */
export function troubleFacts(branch: PublicBranch): TemplateResult {
  return html`${fact(PAGE.worksPartly, servicesLine(named(branch, 'degraded')))}${fact(
    PAGE.notWorking,
    servicesLine(named(branch, 'down')),
  )}`;
}

/** Another surgery that can help: how far, until when, who is in, and its number. */
export function helper(other: PublicBranch, from: PublicBranch, { board, now }: PageView): TemplateResult {
  const far =
    from.position && other.position ? html`${formatDistance(distanceKm(from.position, other.position))} · ` : nothing;
  return html`<a class="helper__name" href=${surgeryPath(other.slug)}>${other.name}</a>
    <span class="helper__line">${far}${openLine(other, now, board.practice.timeZone)}</span>
    <span class="helper__line">${PAGE.gps}: ${gpSentence(other.gps)}</span> ${phone(other)}`;
}

/** Nobody can help: to be said only then, and not where a page that holds a part of the board lacks who can. */
export function isWithoutHelp({ state, alternatives }: PublicBranch): boolean {
  return state === 'degraded' && alternatives.length === 0;
}

/** The branches that can help this one, nearest first. */
export function helpersOf(branch: PublicBranch, { board }: PageView): readonly PublicBranch[] {
  return branch.alternatives.flatMap((slug) => board.branches.find((other) => other.slug === slug) ?? []);
}
