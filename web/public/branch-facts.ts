import { html, nothing, type TemplateResult } from 'lit/html.js';
import { SERVICES, type Service, type ServiceState } from '../../shared/facts/fact.ts';
import { distanceKm } from '../../shared/practice/distance.ts';
import { formatDistance } from '../../shared/words/distances.ts';
import { gpSentence } from '../../shared/words/services.ts';
import { isSilent, openLine, servicesLine } from '../../shared/words/page.ts';
import { pick } from '../../shared/words/words.ts';
import type { PublicBranch } from '../../shared/wire/public-board.ts';
import { surgeryPath } from '../../shared/wire/public-paths.ts';
import { pathIn } from './page-path.ts';
import type { PageView } from './page-view.ts';
import { label, type Speaking, say } from './say.ts';
import type { Shown } from './tongue.ts';

/** One line of a description list; nothing when there is nothing to say. */
export function fact(
  name: Shown,
  value: Shown | typeof nothing,
  width: 'narrow' | 'wide' = 'narrow',
): TemplateResult | typeof nothing {
  if (value === nothing || value === '') return nothing;
  return html`<div class=${`facts__row facts__row--${width}`}><dt>${name}</dt><dd>${value}</dd></div>`;
}

/** The number to tap; a line that is known dead is never a link. */
export function phone({ phone, services }: PublicBranch, view: Speaking): TemplateResult {
  if (services.phones === 'down') return html`${say(view, () => phone)} (${label(view, 'phonesDown')})`;
  return html`<a class="phone" href="tel:${phone.replaceAll(' ', '')}">${say(view, () => phone)}</a>`;
}

/** Its name, which is English. */
export function nameOf({ name }: PublicBranch, view: Speaking): Shown {
  return say(view, () => name);
}

/** "Open until 6:30pm". */
export function openShown(branch: PublicBranch, view: PageView): Shown {
  return say(view, (words) => openLine(branch, view.now, view.board.practice.timeZone, words));
}

/** "4 of 8 in today". */
export function gpsShown({ gps }: PublicBranch, view: Speaking): Shown {
  return say(view, (words) => gpSentence(gps, words));
}

/** A service as patients are shown it: silence alone breaks nothing. */
export function shownService(branch: PublicBranch, service: Service): ServiceState {
  return isSilent(branch) ? 'unknown' : branch.services[service];
}

/** Reception takes people in: being open and having no records are different facts. */
function receptionOpen({ open, access }: PublicBranch): boolean {
  return open.now && access === 'open';
}

function those(branch: PublicBranch, state: ServiceState): Service[] {
  // The line itself is nothing a patient uses: what hangs on it is said instead.
  return SERVICES.filter((service) => service !== 'internet' && shownService(branch, service) === state);
}

function namesOf(services: readonly (Service | 'reception')[], view: Speaking): Shown {
  return say(view, (words) =>
    servicesLine(
      services.map((service) => pick(words, service)),
      words,
    ),
  );
}

/** "Works", "Works partly" and "Not working" as lines of a description list. */
export function serviceFacts(branch: PublicBranch, view: Speaking): TemplateResult {
  if (isSilent(branch)) return html`${fact(label(view, 'works'), label(view, 'notKnown'))}`;
  const works = [...those(branch, 'working'), ...(receptionOpen(branch) ? (['reception'] as const) : [])];
  return html`${fact(label(view, 'works'), namesOf(works, view))}${troubleFacts(branch, view)}`;
}

/** "Works partly" and "Not working" as lines of a description list. */
export function troubleFacts(branch: PublicBranch, view: Speaking): TemplateResult {
  return html`${fact(label(view, 'worksPartly'), namesOf(those(branch, 'degraded'), view))}${fact(
    label(view, 'notWorking'),
    namesOf(those(branch, 'down'), view),
  )}`;
}

/** Another surgery that can help: how far, until when, who is in, and its number. */
export function helper(other: PublicBranch, from: PublicBranch, view: PageView): TemplateResult {
  const km = from.position && other.position ? distanceKm(from.position, other.position) : null;
  const far = km === null ? nothing : html`${say(view, (words) => formatDistance(km, words))} · `;
  return html`<a class="helper__name" href=${pathIn(view, surgeryPath(other.slug))}>${nameOf(other, view)}</a>
    <span class="helper__line">${far}${openShown(other, view)}</span>
    <span class="helper__line">${label(view, 'gps')}: ${gpsShown(other, view)}</span> ${phone(other, view)}`;
}

/** Nobody can help: to be said only then, and not where a page that holds a part of the board lacks who can. */
export function isWithoutHelp({ state, alternatives }: PublicBranch): boolean {
  return state === 'degraded' && alternatives.length === 0;
}

/** The branches that can help this one, nearest first. */
export function helpersOf(branch: PublicBranch, { board }: PageView): readonly PublicBranch[] {
  return branch.alternatives.flatMap((slug) => board.branches.find((other) => other.slug === slug) ?? []);
}
