import { html, nothing, type TemplateResult } from 'lit/html.js';
import { SERVICES } from '../../shared/facts/fact.ts';
import { capitalise } from '../../shared/words/lists.ts';
import { serviceName, serviceState } from '../../shared/words/services.ts';
import { formatTime } from '../../shared/words/times.ts';
import { openTodayLine } from '../../shared/words/open-today.ts';
import type { PublicBranch } from '../../shared/wire/public-board.ts';
import { surgeryFollowPath } from '../../shared/wire/surgery-follow-path.ts';
import { posterPath } from '../../shared/wire/place-paths.ts';
import { PUBLIC_PATHS, surgeryPath } from '../../shared/wire/public-paths.ts';
import type { Arrangement, Pending } from './arrangement.ts';
import { adviceOf, messageBox, sinceWords } from './affected-card.ts';
import { fact, gpsShown, helper, helpersOf, isWithoutHelp, openShown, phone, shownService } from './branch-facts.ts';
import type { Finder } from './finder.ts';
import type { ChangeBar } from './later.ts';
import { connectionLine, oldPage } from './connection-line.ts';
import { incidentCards } from './incidents.ts';
import { mark, markOf } from './marks.ts';
import { headline } from './headline.ts';
import { noticeCard } from './notice-card.ts';
import { pathIn } from './page-path.ts';
import type { PageView } from './page-view.ts';
import { label, say } from './say.ts';
import { plannedWork } from './planned-work.ts';
import { stamps } from './stamps.ts';

const SERVICE_MARKS = { working: 'normal', degraded: 'limited', down: 'degraded', unknown: 'unknown' } as const;

function services(branch: PublicBranch, view: PageView): TemplateResult {
  if (branch.state === 'closed' && SERVICES.every((service) => shownService(branch, service) === 'unknown')) {
    return html`<p data-hold>${label(view, 'worksWhenClosed')}</p>`;
  }
  return html`<ul class="services" role="list" data-hold>${SERVICES.map((service) => {
    const state = shownService(branch, service);
    return html`<li class="services__item">${mark(SERVICE_MARKS[state])}<span class="services__name">${say(view, (words) => capitalise(serviceName(service, words)))}</span> <span class="services__state">${say(view, (words) => serviceState(state, words))}</span></li>`;
  })}</ul>`;
}

function nearest(branch: PublicBranch, view: PageView): TemplateResult | typeof nothing {
  const helpers = helpersOf(branch, view);
  if (helpers.length === 0 && !isWithoutHelp(branch)) return nothing;
  return html`<section class="part" aria-labelledby="nearest" data-hold>
    <h2 id="nearest">${label(view, 'nearestHeading')}</h2>
    ${
      helpers.length === 0
        ? html`<p>${label(view, 'nearestNone')}</p>`
        : html`<ul class="helpers" role="list">${helpers.map((other) => html`<li class="helper">${helper(other, branch, view)}</li>`)}</ul>`
    }
  </section>`;
}

function timeline({ timeline }: PublicBranch, view: PageView): TemplateResult {
  const zone = view.board.practice.timeZone;
  return html`<section class="part" aria-labelledby="today">
    <h2 id="today">${label(view, 'todayHeading')}</h2>
    ${
      timeline.length === 0
        ? html`<p>${label(view, 'nothingToday')}</p>`
        : html`<ol class="timeline" role="list">${timeline.map(
            ({ at, sentence }) =>
              html`<li class="timeline__item"><time class="timeline__time" datetime=${at}>${say(view, (words) => formatTime(Date.parse(at), zone, words))}</time><span class="timeline__text">${say(view, () => sentence)}</span></li>`,
          )}</ol>`
    }
  </section>`;
}

/**
 * Opens the maps of a phone, old or new, where it has some, and a page where it has none: not every phone knows `geo:`.
 * Nothing is asked of that site before the tap, and it is not told where the reader comes from.
 */
function directionsTo({ position, address, postcode }: PublicBranch): string {
  const destination = position ? `${position.lat},${position.lon}` : `${address}, ${postcode}`;
  return `https://www.google.com/maps/dir/?${new URLSearchParams({ api: '1', destination })}`;
}

function facts(branch: PublicBranch, view: PageView, finder: Finder | undefined): TemplateResult {
  const zone = view.board.practice.timeZone;
  return html`<section class="part" aria-labelledby="facts" data-hold>
    <h2 id="facts">${label(view, 'facts')}</h2>
    <dl class="facts">
      ${fact(label(view, 'openNow'), openShown(branch, view))} ${fact(
        label(view, 'openToday'),
        say(view, (words) => openTodayLine(branch, zone, words)),
      )}
      ${fact(label(view, 'phone'), phone(branch, view))} ${fact(label(view, 'gps'), gpsShown(branch, view))}
      ${fact(label(view, 'address'), html`${say(view, () => branch.address)}, <span class="nowrap">${say(view, () => branch.postcode)}</span> · <a class="directions" href=${directionsTo(branch)} rel="noreferrer">${label(view, 'directions')}</a>`)}
    </dl>
    <p class="find__actions"><button class="button needs-script" type="button" @click=${() => finder?.toggleKept(branch.slug)}>${label(view, finder?.isKept(branch.slug) ? 'keptSurgery' : 'keepSurgery')}</button></p>
  </section>`;
}

function whatToDo(branch: PublicBranch, view: PageView): TemplateResult | typeof nothing {
  if (branch.state === 'normal') return nothing;
  return html`<section class="part" aria-labelledby="what-to-do" data-hold>
    <h2 id="what-to-do">${label(view, 'whatToDo')}</h2>
    ${adviceOf(branch, view)}
  </section>`;
}

/** What a surgery's page is when its surgery is gone from the board. */
export function missingView(view: PageView): TemplateResult {
  return html`<div class="page page--surgery">
    <div class="summary">
      <h1 class="summary__sentence" id="summary" tabindex="-1">${label(view, 'notFound')}</h1>
      ${connectionLine(view, PUBLIC_PATHS.home)}
    </div>
    <p class="back"><a class="link-line" href=${pathIn(view, PUBLIC_PATHS.home)}>${label(view, 'allSurgeries')}</a></p>
  </div>`;
}

/** What the reader did to a surgery's page. */
export interface SurgeryViewState {
  readonly arrangement: Arrangement;
  readonly pending: Pending | null;
  readonly onShow: () => void;
  readonly changeBar?: ChangeBar | undefined;
  readonly finder?: Finder | undefined;
}

/** `/surgeries/{slug}`: how this surgery is, what to do now, and everything known about it. */
export function surgeryView(
  branch: PublicBranch,
  view: PageView,
  { arrangement, pending, onShow, changeBar, finder }: SurgeryViewState,
): TemplateResult {
  const { notice } = view.board;
  const mine = notice?.branches.includes(branch.slug) ? notice : null;
  return html`<div class=${`page page--surgery page--${view.freshness}`}>
    <div class="summary" data-hold>
      ${oldPage(view)}
      <h1 class="summary__sentence" id="summary" tabindex="-1">${mark(markOf(branch))}<span>${say(view, (_, told) => told.branch(branch, view), headline)}</span></h1>
      ${branch.state === 'normal' ? nothing : html`<p class="state">${sinceWords(branch, view)}</p>`}
      ${connectionLine(view, surgeryPath(branch.slug))}
    </div>
    ${messageBox(branch, view)} ${arrangement.notice ? noticeCard(mine, view, 'brief') : nothing}
    ${incidentCards(arrangement.incidents.open, view, true)} ${whatToDo(branch, view)}
    <div class="part-pair">
      ${facts(branch, view, finder)}
      <section class="part" aria-labelledby="works"><h2 id="works">${label(view, 'whatWorks')}</h2>${services(branch, view)}</section>
    </div>
    ${nearest(branch, view)} ${timeline(branch, view)}
    ${plannedWork(view, branch.slug)} ${incidentCards(arrangement.incidents.over, view, true)} ${stamps([branch], view)}
    <p class="back"><a class="link-line" href=${surgeryFollowPath(branch.slug)}>${label(view, 'followHere')}</a></p>
    <p class="back"><a class="link-line" href=${pathIn(view, PUBLIC_PATHS.home)}>${label(view, 'allSurgeries')}</a></p>
    <p class="back"><a class="link-line" href=${posterPath(branch.slug)}>${label(view, 'printPoster')}</a></p>
    ${changeBar?.(pending, view, onShow) ?? nothing}
  </div>`;
}
