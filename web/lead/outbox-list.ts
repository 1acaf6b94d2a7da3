import { html, nothing, type TemplateResult } from 'lit/html.js';
import type { OutboxEntry } from '../../shared/outbox/entry.ts';
import { saidOf } from '../../shared/facts/decide-report.ts';
import type { Instant } from '../../shared/practice/instant.ts';
import { changedSentence } from '../../shared/words/staff-edits.ts';
import { contentLine, othersLine, OUTBOX, refusalWords, saidAgo, stateWords } from '../../shared/words/staff-outbox.ts';
import { formatShortAge } from '../../shared/words/staff.ts';
import type { Outbox } from '../outbox/outbox.ts';
import { entriesToShow } from './entries-to-show.ts';

export interface OutboxListOptions {
  readonly outbox: Outbox;
  readonly now: Instant;
  readonly signInPath: string;
  readonly onOpen: (entry: OutboxEntry) => void;
}

function more({ state, content }: OutboxEntry, now: Instant): readonly string[] {
  switch (state.kind) {
    case 'waiting':
      return state.detail === null ? [] : [state.detail];
    case 'refused':
      return [refusalWords(state)];
    case 'changed':
      return [
        ...state.clashes.map((clash) => changedSentence(clash, saidOf(content, clash.field), now)),
        ...(state.isStored ? [OUTBOX.shownAsWas] : []),
      ];
    case 'sent':
      return [
        ...(state.overrode.length > 0 ? [OUTBOX.holdsNow] : []),
        ...state.overrode.map((clash) => changedSentence(clash, saidOf(content, clash.field), now)),
      ];
  }
}

function buttonsOf(entry: OutboxEntry, { outbox, onOpen, signInPath }: OutboxListOptions): TemplateResult {
  const { kind } = entry.state;
  const name = contentLine(entry.content);
  const button = (label: string, onClick: () => void) =>
    html`<button class="nhsuk-button nhsuk-button--secondary nhsuk-button--small" type="button" @click=${onClick}>${label}<span class="nhsuk-u-visually-hidden">: ${name}</span></button>`;
  const isSignedOut = entry.state.kind === 'waiting' && entry.state.why === 'signed-out';
  return html`<div class="outbox__buttons">
    ${isSignedOut ? html`<a class="link-line" href=${signInPath}>${OUTBOX.signIn}</a>` : nothing}
    ${kind === 'changed' ? button(OUTBOX.decide, () => onOpen(entry)) : nothing}
    ${button(kind === 'sent' ? OUTBOX.clear : OUTBOX.throwAway, () => outbox.remove(entry.key))}
  </div>`;
}

const SIGNS = { waiting: '…', changed: '?', sent: '✓', refused: '✕' } as const;

/** What was said on this phone and is not settled, or was sent after it waited. */
export function outboxList(options: OutboxListOptions): TemplateResult | typeof nothing {
  const { outbox, now } = options;
  const entries = entriesToShow(outbox.entries());
  const others = outbox.others();
  if (entries.length === 0 && others === 0) return nothing;
  return html`<section class="outbox" aria-labelledby="outbox-title">
    <h2 class="outbox__title" id="outbox-title" tabindex="-1">${OUTBOX.title}</h2>
    <ol class="outbox__list" role="list">${entries.map(
      (entry) => html`<li class="outbox__item outbox__item--${entry.state.kind}">
        <p class="outbox__state"><span class="outbox__sign" aria-hidden="true">${SIGNS[entry.state.kind]}</span> ${stateWords(entry.state)}</p>
        <p class="outbox__said"><strong>${contentLine(entry.content)}</strong> <span class="outbox__age">${entry.branchName}, ${saidAgo(formatShortAge(outbox.ageOf(entry)))}</span></p>
        ${more(entry, now).map((line) => html`<p class="outbox__more">${line}</p>`)} ${buttonsOf(entry, options)}
      </li>`,
    )}</ol>
    ${others === 0 ? nothing : html`<p class="outbox__others">${othersLine(others)}</p>`}
  </section>`;
}
