import { html, nothing, type TemplateResult } from 'lit/html.js';
import { PAGE } from '../../shared/words/page.ts';
import { changedBar } from '../../shared/words/spoken.ts';
import type { PublicBoard } from '../../shared/wire/public-board.ts';
import type { Pending } from './arrangement.ts';

/** The quiet bar over the page's lower edge: something would move, but only when the reader wants it to. */
export function changeBar(
  pending: Pending | null,
  board: PublicBoard,
  onShow: () => void,
): TemplateResult | typeof nothing {
  if (pending === null) return nothing;
  const urgent = pending.notice && board.notice !== null;
  const incident = board.incidents.find(({ id }) => id === pending.incident);
  const calm = incident && pending.slugs.length === 0 ? incident.title : changedBar(pending.slugs.length);
  const text = urgent && board.notice ? board.notice.text.heading : calm;
  return html`<section class=${urgent ? 'change-bar change-bar--urgent' : 'change-bar'} aria-label=${PAGE.changesRegion}>
    <p class="change-bar__text">${text}</p>
    <button class="change-bar__show" type="button" @click=${onShow}>${PAGE.show}</button>
  </section>`;
}
