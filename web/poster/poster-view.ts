import { html, nothing, type TemplateResult } from 'lit/html.js';
import { SERVICES } from '../../shared/facts/fact.ts';
import { distanceKm } from '../../shared/practice/distance.ts';
import { formatDistance } from '../../shared/words/distances.ts';
import type { PublicBranch } from '../../shared/wire/public-board.ts';
import { surgeryPath } from '../../shared/wire/public-paths.ts';
import { type Advice, adviceFor, USE_111 } from '../../shared/words/advice.ts';
import { PAGE } from '../../shared/words/languages/en.ts';
import { asHeading, knownAt, openLine, PHONES_DOWN } from '../../shared/words/page.ts';
import { openTodayLine } from '../../shared/words/open-today.ts';
import { POSTER, printedLine, uncheckedLine } from '../../shared/words/poster.ts';
import { gpSentence } from '../../shared/words/services.ts';
import { helpersOf, isWithoutHelp, serviceFacts, shownService } from '../public/branch-facts.ts';
import { ENGLISH_TONGUE } from '../public/tongue.ts';
import { mark, markOf } from '../public/marks.ts';
import { isOld, type PageView } from '../public/page-view.ts';
import type { PosterSize } from './poster-size.ts';

/** Where the newest is read: the picture to point a phone at, and the address in words. */
export interface PosterLink {
  readonly path: string;
  readonly address: string;
  readonly qr: unknown;
}

/** The notice that stands over this surgery as well; null: none. */
function noticeOf(branch: PublicBranch, { board }: PageView) {
  return board.notice?.branches.includes(branch.slug) ? board.notice : null;
}

function urgentPart(advice: Advice, branch: PublicBranch, view: PageView): TemplateResult {
  const notice = noticeOf(branch, view);
  const [reach, ...ways] = advice.lines;
  // Under the notice's heading it is not said twice when to use NHS 111.
  const lines = [reach, ...(notice ? USE_111 : ways)];
  return html`<section class="urgent" aria-labelledby="urgent">
    <h2 class="urgent__heading" id="urgent">${notice ? notice.text.heading : advice.heading}</h2>
    ${lines.map((line) => html`<p>${line}</p>`)}
    <p><strong>${PAGE.emergency}</strong></p>
  </section>`;
}

function advicePart({ kind, heading, lines }: Advice): TemplateResult {
  return html`<section class="part" aria-labelledby=${kind}><h2 id=${kind}>${heading}</h2><p>${lines.join(' ')}</p></section>`;
}

function messagePart({ message }: PublicBranch): TemplateResult | typeof nothing {
  if (!message) return nothing;
  return html`<section class="part part--said" aria-labelledby="said"><h2 id="said">${PAGE.messageFrom}</h2><p>${message}</p></section>`;
}

function worksPart(branch: PublicBranch): TemplateResult {
  const isUnknown = SERVICES.every((service) => shownService(branch, service) === 'unknown');
  return html`<section class="part" aria-labelledby="works">
    <h2 id="works">${POSTER.works}</h2>
    ${branch.state === 'closed' && isUnknown ? html`<p>${PAGE.worksWhenClosed}</p>` : html`<dl>${serviceFacts(branch, { tongue: ENGLISH_TONGUE })}</dl>`}
  </section>`;
}

function reachPart(branch: PublicBranch, zone: string): TemplateResult {
  const isDead = branch.services.phones === 'down';
  return html`<section class="part" aria-labelledby="reach">
    <h2 id="reach">${POSTER.reach}</h2>
    <p class="phone">${PAGE.phone} <strong class="nowrap">${branch.phone}</strong>${isDead ? ` (${PHONES_DOWN})` : nothing}</p>
    <p>${PAGE.openToday}: ${openTodayLine(branch, zone)}</p>
    ${branch.open.now ? html`<p>${PAGE.gps}: ${gpSentence(branch.gps)}</p>` : nothing}
  </section>`;
}

function nearestPart(branch: PublicBranch, view: PageView): TemplateResult | typeof nothing {
  const [other] = helpersOf(branch, view);
  if (!other && !isWithoutHelp(branch)) return nothing;
  return html`<section class="part" aria-labelledby="nearest">
    <h2 id="nearest">${PAGE.nearestOne}</h2>
    ${other ? helperLines(other, branch, view) : html`<p>${PAGE.nearestNone}</p>`}
  </section>`;
}

function helperLines(other: PublicBranch, from: PublicBranch, { now, board }: PageView): TemplateResult {
  const far =
    from.position && other.position ? `, ${formatDistance(distanceKm(from.position, other.position))} away` : '';
  return html`<p><strong>${other.name}</strong>${far}</p>
    <p>${other.address}, <span class="nowrap">${other.postcode}</span></p>
    <p>${openLine(other, now, board.practice.timeZone)}. ${PAGE.phone} <strong class="nowrap">${other.phone}</strong></p>`;
}

/** One sheet for the door: how the surgery is, what to do, where else, and where the newest is read. */
export function posterView(
  branch: PublicBranch,
  view: PageView,
  { path, address, qr }: PosterLink,
  size: PosterSize,
): TemplateResult {
  const { board, now, checkedAt } = view;
  const zone = board.practice.timeZone;
  const advice = adviceFor(branch, { now, zone });
  return html`<nav class="screen-only" aria-label=${POSTER.how}>
      <p>${POSTER.how}</p>
      <p><a href=${path}>${POSTER.again}</a> <a href=${surgeryPath(branch.slug)}>${POSTER.back}</a></p>
    </nav>
    <main class=${`poster poster--${size}`}>
      <p class="poster__practice">${board.practice.name}</p>
      ${isOld(view) ? html`<p class="poster__open">${knownAt(checkedAt, now, zone)}</p>` : nothing}
      <h1 class="poster__sentence">${mark(markOf(branch))}<span>${asHeading(branch.sentence)}</span></h1>
      <p class="poster__open">${openLine(branch, now, zone)}</p>
      ${isOld(view) ? html`<p class="poster__old">${uncheckedLine(checkedAt, now, zone)}</p>` : nothing}
      ${messagePart(branch)}
      ${advice.flatMap((one) => (one.kind === 'urgent' ? [urgentPart(one, branch, view)] : []))}
      <div class="poster__parts">
        ${advice.flatMap((one) => (one.kind === 'urgent' ? [] : [advicePart(one)]))}
        ${reachPart(branch, zone)} ${worksPart(branch)} ${nearestPart(branch, view)}
      </div>
      <section class="poster__foot" aria-labelledby="newest">
        ${qr}
        <div>
          <h2 id="newest">${POSTER.newest}</h2>
          <p>${POSTER.scan}</p>
          <p class="poster__address">${address}</p>
          <p class="poster__printed">${printedLine(now, zone)}</p>
        </div>
      </section>
    </main>`;
}
