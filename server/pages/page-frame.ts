import { html } from '@lit-labs/ssr';
import type { TemplateResult } from 'lit';
import { ABOUT_LINKS } from '../../shared/words/about-pages.ts';
import { ABOUT_PATHS } from '../../shared/wire/about-paths.ts';
import type { PublicBoard } from '../../shared/wire/public-board.ts';
import { CALENDAR_PATH, FEED_PATH } from '../../shared/wire/elsewhere-paths.ts';
import { FOLLOW_PATHS } from '../../shared/wire/follow-paths.ts';
import { PATHS } from '../../shared/wire/paths.ts';
import { legend } from '../../web/public/marks.ts';
import { pathIn } from '../../web/public/page-path.ts';
import { label, type Speaking, say } from '../../web/public/say.ts';
import { languageLinks, translationNote } from './language-links.ts';
import { frameLabel, frameLines } from './languages.ts';

type Practice = PublicBoard['practice'];

/** What the frame of a page depends on. */
export interface FrameOf extends Speaking {
  readonly practice: Practice;
  /** Where those are sent who read it in another language, when this page itself is not translated. */
  readonly path?: string;
}

function website(of: FrameOf): unknown {
  const { name, website } = of.practice;
  const shown = say(of, () => name);
  return website === '' ? shown : html`<a href=${website}>${shown}</a>`;
}

/** What tells of changes. The page of a surgery leads to its own. */
function hear(of: FrameOf): TemplateResult {
  const links = [
    [FOLLOW_PATHS.page, frameLabel(of, 'follow')],
    [FEED_PATH, frameLabel(of, 'newsFeed')],
    [CALENDAR_PATH, frameLabel(of, 'plannedCalendar')],
  ] as const;
  return html`<section class="footer__part" aria-labelledby="hear"><h2 class="footer__heading" id="hear">${frameLabel(of, 'hearHeading')}</h2>${links.map(([href, text]) => html`<p><a class="link-line" href=${href}>${text}</a></p>`)}</section>`;
}

/** Those pages are in English alone. */
function about({ tongue }: FrameOf): TemplateResult {
  const links = html`<a href=${ABOUT_PATHS.accessibility}>${ABOUT_LINKS.accessibility}</a> · <a href=${ABOUT_PATHS.privacy}>${ABOUT_LINKS.privacy}</a>`;
  return tongue.lang === 'en' ? links : html`<span lang="en" dir="ltr">${links}</span>`;
}

/** Header, main and footer around a page's own content. They stay as they are while the page is open. */
export function pageFrame(of: FrameOf, content: unknown, options: { readonly home: boolean }): TemplateResult {
  const { practice, path = '' } = of;
  const home = pathIn(of, PATHS.home);
  const skip = options.home
    ? html`<a class="nhsuk-skip-link" href="#surgeries">${frameLabel(of, 'skipToSurgeries')}</a>`
    : html`<a class="nhsuk-skip-link" href="#main">${frameLabel(of, 'skipToContent')}</a>`;
  return html`${skip}
<header class="banner">
  <div class="nhsuk-width-container banner__inner">
    <a class="banner__name" href=${home}>${say(of, () => practice.name)}</a>
    <a class="banner__find" href=${options.home ? '#surgeries' : `${home}#surgeries`}>${label(of, 'findLabel')}</a>
  </div>
  ${languageLinks(of, path)}
</header>
<div class="nhsuk-width-container">
  <main class="main" id="main" tabindex="-1">${translationNote(of)}${content}</main>
</div>
<div id="announcer" class="nhsuk-u-visually-hidden" role="status" aria-live="polite"></div>
<footer class="footer">
  <div class="nhsuk-width-container footer__inner">
    <section class="footer__part" aria-labelledby="legend"><h2 class="footer__heading" id="legend">${frameLabel(of, 'marksHeading')}</h2>${legend(of, frameLabel(of, 'unknownMark'))}</section>
    <section class="footer__part" aria-labelledby="how"><h2 class="footer__heading" id="how">${frameLabel(of, 'howHeading')}</h2>${frameLines(of, 'how').map((line) => html`<p>${line}</p>`)}</section>
    ${options.home ? hear(of) : ''}
    <p class="footer__practice"><a href="#languages">${frameLabel(of, 'languages')}</a> · ${about(of)} · ${website(of)}${practice.phone === '' ? '' : html` · ${label(of, 'phone')} ${say(of, () => practice.phone)}`}</p>
  </div>
</footer>`;
}

/** A page that has no board to show: what happened, and what to do. */
export function problemContent(of: Speaking, title: unknown, lines: readonly unknown[]): TemplateResult {
  return html`<div class="page page--problem">
    <h1>${title}</h1>
    ${lines.map((line) => html`<p>${line}</p>`)}
    <p class="back"><a class="link-line" href=${pathIn(of, PATHS.home)}>${frameLabel(of, 'toAllSurgeries')}</a></p>
  </div>`;
}
