import { html, nothing, type TemplateResult } from 'lit/html.js';
import { type Service, SERVICES } from '../../shared/facts/fact.ts';
import { distanceKm } from '../../shared/practice/distance.ts';
import { formatDistance } from '../../shared/words/distances.ts';
import type { PublicBranch } from '../../shared/wire/public-board.ts';
import { capitalise } from '../../shared/words/lists.ts';
import { PAGE } from '../../shared/words/languages/en.ts';
import { openLine, PHONES_DOWN, SERVICE_WORDS } from '../../shared/words/page.ts';
import { serviceName } from '../../shared/words/services.ts';
import { helpersOf, isWithoutHelp, serviceFacts, shownService } from '../public/branch-facts.ts';
import { mark } from '../public/marks.ts';
import type { PageView } from '../public/page-view.ts';
import { ENGLISH_TONGUE } from '../public/tongue.ts';

const SERVICE_MARKS = { working: 'normal', degraded: 'limited', down: 'degraded', unknown: 'unknown' } as const;
// The line itself is nothing a patient uses: what hangs on it is said instead.
const SHOWN = SERVICES.filter((service) => service !== 'internet');

function serviceLine(branch: PublicBranch, service: Service): TemplateResult {
  const state = shownService(branch, service);
  return html`<li class="works__item">${mark(SERVICE_MARKS[state])}<span>${capitalise(serviceName(service))}: <strong>${SERVICE_WORDS[state]}</strong></span></li>`;
}

function isNothingKnown(branch: PublicBranch): boolean {
  return SHOWN.every((service) => shownService(branch, service) === 'unknown');
}

function works(branch: PublicBranch): TemplateResult {
  return html`<ul class="works" role="list">${SHOWN.map((service) => serviceLine(branch, service))}</ul>`;
}

function phoneLine({ phone, services }: PublicBranch): string {
  return services.phones === 'down' ? `${phone} (${PHONES_DOWN})` : phone;
}

/** What works, and how the surgery is phoned. */
export function factsPart(branch: PublicBranch): TemplateResult {
  return html`<section class="part" aria-labelledby="facts">
    <h2 id="facts" class="part__heading">${PAGE.facts}</h2>
    ${works(branch)}
    <p class="part__line">${PAGE.phone}: <strong class="nowrap">${phoneLine(branch)}</strong></p>
  </section>`;
}

/** What works and what does not, in few lines. */
export function briefFactsPart(branch: PublicBranch): TemplateResult | typeof nothing {
  if (isNothingKnown(branch)) return nothing;
  return html`<section class="part" aria-label=${PAGE.whatWorks}><dl class="facts">${serviceFacts(branch, { tongue: ENGLISH_TONGUE })}</dl></section>`;
}

/** The nearest surgery that can help; nothing where nobody needs one. */
export function nearestPart(branch: PublicBranch, view: PageView): TemplateResult | typeof nothing {
  const [other] = helpersOf(branch, view);
  if (!other && !isWithoutHelp(branch)) return nothing;
  return html`<section class="part" aria-labelledby="nearest">
    <h2 id="nearest" class="part__heading">${PAGE.nearestOne}</h2>
    ${other ? helperLines(other, branch, view) : html`<p class="part__line">${PAGE.nearestNone}</p>`}
  </section>`;
}

function helperLines(other: PublicBranch, from: PublicBranch, { board, now }: PageView): TemplateResult {
  const far =
    from.position && other.position ? `, ${formatDistance(distanceKm(from.position, other.position))} away` : '';
  return html`<p class="part__line"><strong>${other.name}</strong>${far}</p>
    <p class="part__line">${openLine(other, now, board.practice.timeZone)}. ${PAGE.phone} <strong class="nowrap">${other.phone}</strong></p>`;
}
