import { html } from '@lit-labs/ssr';
import type { TemplateResult } from 'lit';
import { FOOT_LINKS } from '../../shared/words/follow-link.ts';
import { FRAME, PAGE, PROBLEM_PAGES } from '../../shared/words/page.ts';
import type { PublicBoard } from '../../shared/wire/public-board.ts';
import { CALENDAR_PATH, FEED_PATH } from '../../shared/wire/elsewhere-paths.ts';
import { FOLLOW_PATHS } from '../../shared/wire/follow-paths.ts';
import { PATHS } from '../../shared/wire/paths.ts';
import { legend } from '../../web/public/marks.ts';

type Practice = PublicBoard['practice'];

function website({ name, website }: Practice): TemplateResult | string {
  return website === '' ? name : html`<a href=${website}>${name}</a>`;
}

function footLinks(): readonly (readonly [string, string])[] {
  return [
    [FOLLOW_PATHS.page, FOOT_LINKS.follow],
    [FEED_PATH, FOOT_LINKS.feed],
    [CALENDAR_PATH, FOOT_LINKS.calendar],
  ];
}

/** Header, main and footer around a page's own content. They stay as they are while the page is open. */
export function pageFrame(practice: Practice, content: unknown, options: { readonly home: boolean }): TemplateResult {
  const skip = options.home
    ? html`<a class="nhsuk-skip-link" href="#surgeries">${FRAME.skipToSurgeries}</a>`
    : html`<a class="nhsuk-skip-link" href="#main">${FRAME.skipToContent}</a>`;
  return html`${skip}
<header class="banner">
  <div class="nhsuk-width-container banner__inner">
    <a class="banner__name" href=${PATHS.home}>${practice.name}</a>
    <a class="banner__find" href=${options.home ? '#surgeries' : `${PATHS.home}#surgeries`}>${FRAME.findLink}</a>
  </div>
</header>
<div class="nhsuk-width-container">
  <main class="main" id="main" tabindex="-1">${content}</main>
</div>
<div id="announcer" class="nhsuk-u-visually-hidden" role="status" aria-live="polite"></div>
<footer class="footer">
  <div class="nhsuk-width-container footer__inner">
    <section class="footer__part" aria-labelledby="legend"><h2 class="footer__heading" id="legend">${FRAME.marksHeading}</h2>${legend()}</section>
    <section class="footer__part" aria-labelledby="how"><h2 class="footer__heading" id="how">${FRAME.howHeading}</h2>${FRAME.how.map((line) => html`<p>${line}</p>`)}</section>
    <section class="footer__part" aria-labelledby="hear"><h2 class="footer__heading" id="hear">${FOOT_LINKS.heading}</h2>${footLinks().map(([href, text]) => html`<p><a class="link-line" href=${href}>${text}</a></p>`)}</section>
    <p class="footer__practice">${website(practice)}${practice.phone === '' ? '' : html` · ${PAGE.phone} ${practice.phone}`}</p>
  </div>
</footer>`;
}

/** A page that has no board to show: what happened, and what to do. */
export function problemContent(title: string, lines: readonly string[]): TemplateResult {
  return html`<div class="page page--problem">
    <h1>${title}</h1>
    ${lines.map((line) => html`<p>${line}</p>`)}
    <p class="back"><a class="link-line" href=${PATHS.home}>${PROBLEM_PAGES.home}</a></p>
  </div>`;
}
