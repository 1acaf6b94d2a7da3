import { html, render } from '@lit-labs/ssr';
import { collectResultSync } from '@lit-labs/ssr/lib/render-result.js';
import type { TemplateResult } from 'lit';
import type { FollowChannel, FollowChoice } from '../../shared/follow/follow.ts';
import { CALENDAR_PATH, FEED_PATH, surgeryFeedPath } from '../../shared/wire/elsewhere-paths.ts';
import { FOLLOW_PATHS } from '../../shared/wire/follow-paths.ts';
import { PATHS } from '../../shared/wire/paths.ts';
import type { PublicBoard } from '../../shared/wire/public-board.ts';
import { FOLLOW } from '../../shared/words/follow.ts';
import { pageFace } from '../../web/public/page-title.ts';
import type { PageAssets } from './assets.ts';
import { htmlDocument } from './html-document.ts';
import { tongueFor } from './languages.ts';
import { pageFrame } from './page-frame.ts';

/** What the pages are made from, on which people say what they want to be told of. */
export interface FollowPageInput {
  readonly board: PublicBoard;
  /** What people may choose from. */
  readonly offered: readonly FollowChannel[];
  readonly assets: PageAssets;
}

/** Some phones show messages of no page that is not kept as an app. */
const APP_TAGS = [`<link rel="manifest" href="${FOLLOW_PATHS.app}">`];

/** One of them as a whole HTML document. */
export function followDocument(
  { board, assets }: FollowPageInput,
  title: string,
  content: unknown,
  { isScripted = false } = {},
): string {
  const tongue = tongueFor('en', false);
  const body = html`<div class="page page--follow">${content}</div>`;
  return htmlDocument({
    face: { ...pageFace({ board, tongue }, null), title: `${title} – ${board.practice.name}` },
    description: FOLLOW.title,
    assets,
    data: null,
    body: collectResultSync(
      render(pageFrame({ practice: board.practice, tongue, path: PATHS.home }, body, { home: false })),
    ),
    // They are of one person and one moment, and some of their addresses open what that person chose.
    more: ['<meta name="robots" content="noindex">', ...(isScripted ? APP_TAGS : [])],
    isScripted,
  });
}

export function lines(texts: readonly string[]): readonly TemplateResult[] {
  return texts.map((text) => html`<p>${text}</p>`);
}

export function link(href: string, text: string): TemplateResult {
  return html`<p class="back"><a class="link-line" href=${href}>${text}</a></p>`;
}

export function backHome(): TemplateResult {
  return link(PATHS.home, FOLLOW.back);
}

/** Names in place of slugs; null: all of them. */
export function namesOf({ board }: FollowPageInput, branches: FollowChoice['branches']): readonly string[] | null {
  return branches && branches.map((slug) => board.branches.find((branch) => branch.slug === slug)?.name ?? slug);
}

/** What tells of changes without knowing anybody. `slug`: of the one surgery that is asked for, if it is one. */
export function otherWays(slug: string | null): TemplateResult {
  return html`<section class="part" aria-labelledby="other-ways">
    <h2 id="other-ways">${FOLLOW.otherTitle}</h2>
    <ul class="follow__ways" role="list">
      <li><a class="link-line" href=${slug === null ? FEED_PATH : surgeryFeedPath(slug)}>${FOLLOW.feed}</a></li>
      <li><a class="link-line" href=${CALENDAR_PATH}>${FOLLOW.calendar}</a></li>
    </ul>
  </section>`;
}
