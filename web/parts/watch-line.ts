import { html, nothing, type TemplateResult } from 'lit/html.js';
import type { StaffBoard } from '../../shared/wire/staff-board.ts';
import { NO_CANARY, watchWords } from '../../shared/words/staff-watch.ts';
import type { SeenWatch } from '../staff/watch-feed.ts';

/** Branches are watched, and nothing could tell that the board itself is cut off. */
function lacksCanary({ watch }: SeenWatch): boolean {
  return watch.canary === 'none' && Object.values(watch.branches).some(({ senders }) => senders);
}

/** "Automatic checks: last pass 11:03:20", or why they cannot be relied on; nothing while the server has not told. */
export function watchLine(
  seen: SeenWatch | null,
  { branches, practice }: StaffBoard,
  hints: 'with hints' | 'without' = 'with hints',
): TemplateResult {
  const names = new Map(branches.map(({ slug, name }) => [slug, name]));
  const words = seen && watchWords(seen, (slug) => names.get(slug) ?? slug, practice.timeZone);
  const hint = seen && hints === 'with hints' && words?.level !== 'bad' && lacksCanary(seen) ? NO_CANARY : null;
  return html`<p class="watch-line watch-line--${words?.level ?? 'fine'}">
    ${words === null ? nothing : html`<span class="watch-line__text">${words.text}</span>${words.more === null ? nothing : html` ${words.more}`}`}
    ${hint === null ? nothing : html` <span class="watch-line__hint"><strong>${hint.text}</strong> ${hint.more}</span>`}
  </p>`;
}
