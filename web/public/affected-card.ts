import { html, nothing, type TemplateResult } from 'lit/html.js';
import { formatAge } from '../../shared/words/times.ts';
import { adviceFor } from '../../shared/words/advice.ts';
import { sinceLine } from '../../shared/words/page.ts';
import { type PageWords, tell } from '../../shared/words/words.ts';
import type { PublicBranch } from '../../shared/wire/public-board.ts';
import { surgeryPath } from '../../shared/wire/public-paths.ts';
import { adviceList } from './advice-list.ts';
import {
  fact,
  gpsShown,
  helper,
  helpersOf,
  isWithoutHelp,
  nameOf,
  openShown,
  phone,
  serviceFacts,
  troubleFacts,
} from './branch-facts.ts';
import { mark, markOf } from './marks.ts';
import { pathIn } from './page-path.ts';
import type { PageView } from './page-view.ts';
import { label, type Speaking, say } from './say.ts';

/** " (12 minutes ago)" on a page whose clock runs. */
export function ageAside({ clockRuns, now }: PageView, at: number, words: PageWords): string {
  return clockRuns ? ` (${formatAge(now - at, words)})` : '';
}

/** "Since 9:05am", on a page whose clock runs with the age beside it. */
export function sinceWords(branch: PublicBranch, view: PageView): TemplateResult | typeof nothing {
  const shown = say(view, (words) => {
    const since = sinceLine(branch, view.now, view.board.practice.timeZone, words);
    return since ? since.text + ageAside(view, since.at, words) : '';
  });
  return shown === '' ? nothing : html`<span class="state__since">${shown}</span>`;
}

function stateLine(branch: PublicBranch, view: PageView): TemplateResult {
  return html`<p class="state">${say(view, (_, told) => told.state(branch, view))}${sinceWords(branch, view)}</p>`;
}

/** What the surgery itself wants to say. */
export function messageBox({ message }: PublicBranch, view: Speaking): TemplateResult | typeof nothing {
  if (!message) return nothing;
  return html`<div class="message"><p class="message__label">${label(view, 'messageFrom')}</p><p>${say(view, () => message)}</p></div>`;
}

function nearest(branch: PublicBranch, view: PageView): TemplateResult | typeof nothing {
  const [first] = helpersOf(branch, view);
  if (first)
    return fact(label(view, 'nearestOne'), html`<div class="helper">${helper(first, branch, view)}</div>`, 'wide');
  return isWithoutHelp(branch) ? fact(label(view, 'nearestOne'), label(view, 'nearestNone'), 'wide') : nothing;
}

function reachFacts(branch: PublicBranch, view: PageView) {
  return [fact(label(view, 'openNow'), openShown(branch, view)), fact(label(view, 'phone'), phone(branch, view))];
}

function facts(branch: PublicBranch, view: PageView): TemplateResult {
  return html`<dl class="facts">
    ${reachFacts(branch, view)}
    ${serviceFacts(branch, view)} ${fact(label(view, 'gps'), gpsShown(branch, view))} ${nearest(branch, view)}
  </dl>`;
}

/** What to do now. */
export function adviceOf(branch: PublicBranch, view: PageView): TemplateResult {
  const time = { now: view.now, zone: view.board.practice.timeZone };
  return adviceList(view, (words) => adviceFor(branch, time, words), 'first-open');
}

/** A surgery in trouble. Among many it is brief, and leaves what to do to its own page. */
export function affectedCard(branch: PublicBranch, view: PageView, brief: boolean): TemplateResult {
  const path = pathIn(view, surgeryPath(branch.slug));
  return html`<article class=${`card card--${markOf(branch)}`} data-hold>
    <h3 class="card__heading">${mark(markOf(branch))}<a class="card__name" href=${path}>${nameOf(branch, view)}</a></h3>
    ${stateLine(branch, view)} ${messageBox(branch, view)}
    ${
      brief
        ? html`<dl class="facts">
            ${reachFacts(branch, view)} ${troubleFacts(branch, view)}
          </dl>
          <p class="card__more"><a class="link-line" href=${path}>${say(view, (words) => tell(words, 'whatToDoAt', { name: branch.name }))}</a></p>`
        : html`<div class="card__body">
            ${facts(branch, view)}
            <div><h4 class="card__advice">${label(view, 'whatToDo')}</h4>${adviceOf(branch, view)}</div>
          </div>`
    }
  </article>`;
}
