import { html, nothing, type TemplateResult } from 'lit/html.js';
import { keyed } from 'lit/directives/keyed.js';
import { TOLD_IN_FULL } from '../../shared/views/board-part.ts';
import { use111 } from '../../shared/words/advice.ts';
import { troubledHeading } from '../../shared/words/page.ts';
import { type PageWords, tell } from '../../shared/words/words.ts';
import type { PublicBoard, PublicBranch } from '../../shared/wire/public-board.ts';
import { PUBLIC_PATHS } from '../../shared/wire/public-paths.ts';
import { affectedCard } from './affected-card.ts';
import { type Arrangement, arrange, GROUPS, type GroupName, type Pending } from './arrangement.ts';
import type { ChangeBar } from './later.ts';
import { countsOf } from './counts.ts';
import { connectionLine, oldPage } from './connection-line.ts';
import { findBox, type Finding } from './find-box.ts';
import type { Finder } from './finder.ts';
import { headline } from './headline.ts';
import { incidentCards } from './incidents.ts';
import { linked } from './linked-text.ts';
import { emergency, noticeCard } from './notice-card.ts';
import type { PageView } from './page-view.ts';
import { plannedWork } from './planned-work.ts';
import { stamps } from './stamps.ts';
import { label, say, sayAll } from './say.ts';
import { surgeryRow } from './surgery-row.ts';

/** What the reader did to the page, beside what the board says. */
export interface StatusViewState extends Finding {
  readonly arrangement: Arrangement;
  readonly pending: Pending | null;
  readonly onShow: () => void;
  readonly changeBar?: ChangeBar | undefined;
  readonly finder?: Finder | undefined;
  /** What a big practice has in place of the rows of all its surgeries. */
  readonly others?: ((view: PageView) => TemplateResult) | undefined;
}

/** What somebody without a script, or before it runs, asked the server to find. */
export type Asked = Pick<Finding, 'find' | 'hits'>;
const NOTHING: Asked = { find: '', hits: null };

/** The page as it is first seen. */
export function untouched(board: PublicBoard, asked = NOTHING): StatusViewState {
  const calls = { onFind: () => {}, onLocate: null, onShow: () => {} };
  return { arrangement: arrange(board), pending: null, ...asked, ...calls };
}

function isBrief({ arrangement }: StatusViewState): boolean {
  return arrangement.groups.troubled.length > TOLD_IN_FULL;
}

export function groupHeading(group: GroupName, board: PublicBoard, words: PageWords): string {
  const counts = countsOf(board);
  switch (group) {
    case 'troubled':
      return troubledHeading(counts, words);
    case 'working':
      return tell(words, 'headingWorking', { count: counts.normal });
    case 'unheard':
      return tell(words, 'headingNotTold', { count: counts.unknown });
    case 'closed':
      return tell(words, 'headingClosed', { count: counts.closed });
  }
}

function groupSection(group: GroupName, view: PageView, state: StatusViewState): TemplateResult | typeof nothing {
  const slugs = state.arrangement.groups[group];
  if (slugs.length === 0) return nothing;
  const branches = slugs.flatMap((slug) => view.board.branches.find((branch) => branch.slug === slug) ?? []);
  const cards = group === 'troubled';
  const hit = ({ slug }: PublicBranch) => state.hits?.includes(slug) ?? true;
  return html`<section class=${`group group--${group}`} aria-labelledby=${`group-${group}`} ?hidden=${!branches.some(hit)}>
    <h2 class="group__heading" id=${`group-${group}`}>${say(view, (words) => groupHeading(group, view.board, words))}</h2>
    <ul class=${!cards ? 'rows' : isBrief(state) ? 'cards cards--brief' : 'cards'} role="list">
      ${branches.map((branch) =>
        keyed(
          branch.slug,
          html`<li data-branch=${branch.slug} ?hidden=${!hit(branch)}>${
            cards ? affectedCard(branch, view, isBrief(state)) : surgeryRow(branch, view)
          }</li>`,
        ),
      )}
    </ul>
  </section>`;
}

/** With every surgery closed there is nobody of ours to ask. */
function urgentWhenClosed({ notice, groups }: Arrangement, view: PageView): TemplateResult | typeof nothing {
  const isAnyOpen = GROUPS.some((group) => group !== 'closed' && groups[group].length > 0);
  if (notice || isAnyOpen || groups.closed.length === 0) return nothing;
  return closedAdvice(view);
}

export function closedAdvice(view: PageView): TemplateResult {
  return html`<section aria-labelledby="urgent">
    <div class="part"><h2 id="urgent">${label(view, 'urgentWhenClosed')}</h2>${sayAll(view, use111, (line) => html`<p>${line}</p>`, linked)}</div>
    ${emergency(view)}
  </section>`;
}

/** `/`: one sentence first, then what to do if it is urgent, then the surgeries, the troubled ones first. */
export function statusView(view: PageView, state: StatusViewState): TemplateResult {
  const { board } = view;
  return html`<div class=${`page page--${view.freshness}`}>
    <div class="summary" data-hold>
      ${oldPage(view)}
      <h1 class="summary__sentence" id="summary" tabindex="-1">${say(view, (_, told) => told.summary(view), headline)}</h1>
      ${connectionLine(view, PUBLIC_PATHS.home)}
    </div>
    ${state.arrangement.notice ? noticeCard(board.notice, view, isBrief(state) ? 'with-advice' : 'brief') : nothing}
    ${urgentWhenClosed(state.arrangement, view)} ${incidentCards(state.arrangement.incidents.open, view, false)}
    <div class="surgeries" id="surgeries" tabindex="-1">
      ${board.branches.length === 0 && !state.others ? nothing : html`<div class="finder" data-hold>${state.finder?.yours(view) ?? findBox(view, state, !state.others)}${state.finder?.near(view) ?? nothing}</div>`}
      ${GROUPS.map((group) => groupSection(group, view, state))}${state.others?.(view) ?? nothing}
    </div>
    ${plannedWork(view, null)} ${incidentCards(state.arrangement.incidents.over, view, false)} ${stamps(state.others ? null : board.branches, view)}
    ${state.changeBar?.(state.pending, view, state.onShow) ?? nothing}
  </div>`;
}
