import { html, nothing, type TemplateResult } from 'lit/html.js';
import type { PublicBranch } from '../../shared/wire/public-board.ts';
import { PAGE } from '../../shared/words/languages/en.ts';
import { asHeading, knownAt, openLine, sinceLine } from '../../shared/words/page.ts';
import { gpSentence } from '../../shared/words/services.ts';
import { notCheckedLine, SCREEN, screenChecked, screenClock, unknownHeading } from '../../shared/words/screen.ts';
import { mark, markOf } from '../public/marks.ts';
import { isOld, type PageView } from '../public/page-view.ts';
import { otherParts, urgentPart } from './advice-view.ts';
import { briefFactsPart, factsPart, nearestPart } from './facts-view.ts';

/** What stands in the corner of every screen: the picture to point a phone at, and the address in words. */
export interface ScreenLink {
  readonly address: string;
  /** Made by the server; the script keeps the node. */
  readonly qr: unknown;
}

/** The element that says by itself that nobody winds it up any more. */
export function stoppedWatch(turn: 'a' | 'b'): TemplateResult {
  return html`<div class=${`watch watch--${turn}`} data-words=${SCREEN.stopped} aria-hidden="true"></div>`;
}

function linkPart({ address, qr }: ScreenLink): TemplateResult {
  return html`<div class="link">
    ${qr}
    <div>
      <p class="link__heading">${SCREEN.onYourPhone}</p>
      <p>${SCREEN.scan}</p>
      <p class="link__address">${address}</p>
    </div>
  </div>`;
}

function clock({ now, board, clockRuns }: PageView): TemplateResult | typeof nothing {
  if (!clockRuns) return nothing;
  const { time, day } = screenClock(now, board.practice.timeZone);
  return html`<p>${day} <strong>${time}</strong></p>`;
}

function foot(view: PageView, link: TemplateResult | typeof nothing): TemplateResult {
  const { checkedAt, now, board, freshness } = view;
  const checked = screenChecked(checkedAt, now, board.practice.timeZone);
  return html`<footer class="screen__foot">
    ${link}
    <div class="screen__about">
      <p><strong>${board.practice.name}</strong></p>
      ${clock(view)}
      <p class=${`screen__checked screen__checked--${freshness}`}>${freshness === 'live' ? html`<strong>${SCREEN.live}</strong> · ${checked}` : checked}</p>
    </div>
  </footer>`;
}

function message({ message }: PublicBranch): TemplateResult | typeof nothing {
  if (!message) return nothing;
  return html`<section class="said" aria-labelledby="said"><h2 class="said__heading" id="said">${PAGE.messageFrom}</h2><p>${message}</p></section>`;
}

/** The newest open incident that is about this surgery, in its last words. */
function incident(branch: PublicBranch, { board }: PageView): TemplateResult | typeof nothing {
  const open = board.incidents.find(({ status, branches }) => status === 'open' && branches.includes(branch.slug));
  if (!open) return nothing;
  const text = open.updates[0]?.text ?? '';
  return html`<section class="said said--incident" data-drop="first" aria-labelledby="incident"><h2 class="said__heading" id="incident">${open.title}</h2>${text === '' ? nothing : html`<p>${text}</p>`}</section>`;
}

function state(branch: PublicBranch, view: PageView): TemplateResult {
  const zone = view.board.practice.timeZone;
  const since = branch.state === 'normal' ? null : sinceLine(branch, view.now, zone);
  return html`<div class="state">
    ${isOld(view) ? html`<p class="state__known">${knownAt(view.checkedAt, view.now, zone)}</p>` : nothing}
    <h1 class="state__sentence">${mark(markOf(branch))}<span>${asHeading(branch.sentence)}</span></h1>
    <div class="state__beside">
      <p><strong>${openLine(branch, view.now, zone)}</strong></p>
      ${branch.open.now ? html`<p>${PAGE.gps}: <strong>${gpSentence(branch.gps)}</strong></p>` : nothing}
      ${since ? html`<p class="state__since">${since.text}</p>` : nothing}
    </div>
  </div>`;
}

function old({ checkedAt, now, board }: PageView): TemplateResult {
  return html`<div class="old"><p><strong>${notCheckedLine(checkedAt, now, board.practice.timeZone)}</strong> ${SCREEN.askReception}</p></div>`;
}

/** Nobody can say how the surgery is: nothing of what was known is shown as if it held. */
function deadMain(branch: PublicBranch, view: PageView): TemplateResult {
  return html`<main class="screen__main screen__main--dead">
    <h1 class="state__sentence">${mark('unknown')}<span>${unknownHeading(branch.name)}</span></h1>
    <p class="state__line">${notCheckedLine(view.checkedAt, view.now, view.board.practice.timeZone)}</p>
    <p class="state__line"><strong>${SCREEN.askReception}</strong></p>
    <p class="state__line">${PAGE.emergency}</p>
  </main>`;
}

/** Cards of one kind each: the browser breaks them into columns of the same height. */
function troubleCards(branch: PublicBranch, view: PageView): TemplateResult {
  return html`<div class="cards">
    ${urgentPart(branch, view)} ${message(branch)} ${briefFactsPart(branch)} ${incident(branch, view)}
    ${otherParts(branch, view)} ${nearestPart(branch, view)}
  </div>`;
}

function calmColumns(branch: PublicBranch, view: PageView, link: ScreenLink): TemplateResult {
  return html`<div class="columns columns--calm">
    <div class="column">${message(branch)} ${incident(branch, view)} ${factsPart(branch)}</div>
    <div class="column">${linkPart(link)}</div>
  </div>`;
}

function liveMain(branch: PublicBranch, view: PageView, columns: TemplateResult): TemplateResult {
  return html`<main class="screen__main">${isOld(view) ? old(view) : nothing} ${state(branch, view)} ${columns}</main>`;
}

function goneMain(): TemplateResult {
  return html`<main class="screen__main screen__main--dead">
    <h1 class="state__sentence">${mark('unknown')}<span>${SCREEN.goneHeading}</span></h1>
    <p class="state__line">${SCREEN.gone}</p>
    <p class="state__line"><strong>${SCREEN.askReception}</strong></p>
  </main>`;
}

function mainOf(branch: PublicBranch | null, view: PageView, link: ScreenLink): TemplateResult {
  if (!branch) return goneMain();
  if (view.freshness === 'dead') return deadMain(branch, view);
  return liveMain(branch, view, isCalm(branch) ? calmColumns(branch, view, link) : troubleCards(branch, view));
}

/** Nothing has to be done: there is room for what helps another day. */
function isCalm(branch: PublicBranch): boolean {
  return branch.state === 'normal';
}

/** All of a screen: how this surgery is, what to do now, and how old that is. Null: its surgery is gone from the board. */
export function screenView(branch: PublicBranch | null, view: PageView, link: ScreenLink): TemplateResult {
  const isShown = branch !== null && view.freshness !== 'dead';
  const mood = isShown ? markOf(branch) : 'unknown';
  const isAbove = branch === null || (isShown && isCalm(branch));
  return html`<div class=${`screen screen--${mood} screen--${view.freshness}`}>
    ${mainOf(branch, view, link)} ${foot(view, isAbove ? nothing : linkPart(link))}
  </div>`;
}
