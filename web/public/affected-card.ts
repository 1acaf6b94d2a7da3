import { html, nothing, type TemplateResult } from 'lit/html.js';
import { formatAge } from '../../shared/words/times.ts';
import { adviceFor } from '../../shared/words/advice.ts';
import { gpSentence } from '../../shared/words/services.ts';
import { moreAbout, openLine, PAGE, sinceLine, stateWord } from '../../shared/words/page.ts';
import type { PublicBranch } from '../../shared/wire/public-board.ts';
import { surgeryPath } from '../../shared/wire/public-paths.ts';
import { adviceList } from './advice-list.ts';
import { fact, helper, helpersOf, isWithoutHelp, phone, serviceFacts, troubleFacts } from './branch-facts.ts';
import { mark, markOf } from './marks.ts';
import type { PageView } from './page-view.ts';

/** "Since 9:05am", on a page whose clock runs with the age beside it. */
export function sinceWords(branch: PublicBranch, view: PageView): TemplateResult | typeof nothing {
  const since = sinceLine(branch, view.now, view.board.practice.timeZone);
  if (!since) return nothing;
  const age = view.clockRuns ? ` (${formatAge(view.now - since.at)})` : '';
  return html`<span class="state__since">${since.text + age}</span>`;
}

function stateLine(branch: PublicBranch, view: PageView): TemplateResult {
  return html`<p class="state">${stateWord(branch)}${sinceWords(branch, view)}</p>`;
}

/** What the surgery itself wants to say. */
export function messageBox({ message }: PublicBranch): TemplateResult | typeof nothing {
  if (!message) return nothing;
  return html`<div class="message"><p class="message__label">${PAGE.messageFrom}</p><p>${message}</p></div>`;
}

function nearest(branch: PublicBranch, view: PageView): TemplateResult | typeof nothing {
  const [first] = helpersOf(branch, view);
  if (first) return fact(PAGE.nearestOne, html`<div class="helper">${helper(first, branch, view)}</div>`, 'wide');
  return isWithoutHelp(branch) ? fact(PAGE.nearestOne, PAGE.nearestNone, 'wide') : nothing;
}

function facts(branch: PublicBranch, view: PageView): TemplateResult {
  return html`<dl class="facts">
    ${fact(PAGE.openNow, openLine(branch, view.now, view.board.practice.timeZone))} ${fact(PAGE.phone, phone(branch))}
    ${serviceFacts(branch)} ${fact(PAGE.gps, gpSentence(branch.gps))} ${nearest(branch, view)}
  </dl>`;
}

/** A surgery in trouble. Among many it is brief, and leaves what to do to its own page. */
export function affectedCard(branch: PublicBranch, view: PageView, brief: boolean): TemplateResult {
  const path = surgeryPath(branch.slug);
  return html`<article class=${`card card--${markOf(branch)}`} data-hold>
    <h3 class="card__heading">${mark(markOf(branch))}<a class="card__name" href=${path}>${branch.name}</a></h3>
    ${stateLine(branch, view)} ${messageBox(branch)}
    ${
      brief
        ? html`<dl class="facts">
            ${fact(PAGE.openNow, openLine(branch, view.now, view.board.practice.timeZone))} ${fact(PAGE.phone, phone(branch))}
            ${troubleFacts(branch)}
          </dl>
          <p class="card__more"><a class="link-line" href=${path}>${moreAbout(branch.name)}</a></p>`
        : html`<div class="card__body">
            ${facts(branch, view)}
            <div><h4 class="card__advice">${PAGE.whatToDo}</h4>${adviceList(adviceFor(branch, { now: view.now, zone: view.board.practice.timeZone }), 'first-open')}</div>
          </div>`
    }
  </article>`;
}
