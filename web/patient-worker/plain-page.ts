import { USE_111 } from '../../shared/words/advice.ts';
import { KEPT_PAGE, phonesOf, tooOldToShow } from '../../shared/words/kept-page.ts';
import { PAGE } from '../../shared/words/languages/en.ts';
import { PUBLIC_PATHS } from '../../shared/wire/public-paths.ts';
import { type PageData, SAVED_COPY_ID } from '../public/page-data.ts';
import { iconHref } from '../public/mark-icon.ts';
import type { KeptPage } from './kept-pages.ts';
import { escapeText } from '../../shared/words/html-text.ts';
import { dataOf } from './old-look.ts';
import type { PatientFiles } from './worker-scope.ts';

export interface PlainInput {
  readonly path: string;
  readonly files: PatientFiles;
  /** All that was kept, the newest first. */
  readonly pages: readonly KeptPage[];
  /** Those of them that are not too old to be shown. */
  readonly shown: readonly KeptPage[];
}

const paragraph = (markup: string) => `<p>${markup}</p>`;

function link(href: string, text: string): string {
  return `<a class="link-line" href="${escapeText(href)}">${escapeText(text)}</a>`;
}

function tel(phone: string): string {
  return `<a class="nowrap" href="tel:${phone.replace(/[^\d+]/g, '')}">${escapeText(phone)}</a>`;
}

/** Our own sentences alone: what they hold to call is a link. */
function callable(sentence: string): string {
  return escapeText(sentence)
    .replace(/(all )(111|999)/g, '$1<a href="tel:$2">$2</a>')
    .replace('111.nhs.uk', '<a href="https://111.nhs.uk">111.nhs.uk</a>');
}

function part(id: string, heading: string, content: string): string {
  return `<section class="part" aria-labelledby="${id}"><h2 id="${id}">${heading}</h2>${content}</section>`;
}

/** Numbers and addresses stay true for long; opening times and states do not, and are left out. */
function phones({ board, checkedAt }: PageData): string {
  const rows = board.branches.map(
    ({ name, phone, address, postcode }) =>
      `<dt>${escapeText(name)}</dt><dd>${phone === '' ? '' : `${tel(phone)}<br>`}${escapeText(`${address}, ${postcode}`)}</dd>`,
  );
  const known = paragraph(phonesOf(checkedAt, board.practice.timeZone));
  return part('phones', KEPT_PAGE.phones, `${known}<dl class="facts">${rows.join('')}</dl>`);
}

function nameOf({ board, slug }: PageData): string {
  return board.branches.find((branch) => branch.slug === slug)?.name ?? KEPT_PAGE.allSurgeries;
}

/**
 * What somebody reads who asks for a page that cannot be reached and was not kept, or too long ago: why, how to get help
 * without it, and what else there is. Its script goes to the page itself once a server answers.
 */
export function plainPage({ path, files, pages, shown }: PlainInput): string {
  const known = pages.find((page) => page.path === PUBLIC_PATHS.home) ?? pages[0];
  const data = known ? dataOf(known.html) : null;
  const old = pages.find((page) => page.path === path);
  const practice = data?.board.practice.name ?? '';
  const oldData = old && dataOf(old.html);
  const content = [
    `<h1>${KEPT_PAGE.title}</h1>`,
    paragraph(KEPT_PAGE.why),
    ...(oldData ? [paragraph(tooOldToShow(oldData.checkedAt, oldData.board.practice.timeZone))] : []),
    `<p class="back">${link(path, KEPT_PAGE.tryAgain)}</p>`,
    part('urgent', KEPT_PAGE.urgent, USE_111.map((line) => paragraph(callable(line))).join('')),
    `<p class="emergency">${callable(PAGE.emergency)}</p>`,
    ...(shown.length === 0
      ? []
      : [
          part(
            'copies',
            KEPT_PAGE.copies,
            `<ul role="list">${shown.map((page) => `<li>${link(page.path, nameOf(dataOf(page.html)))}</li>`).join('')}</ul>`,
          ),
        ]),
    ...(data ? [phones(data)] : []),
  ];
  return `<!DOCTYPE html>
<html lang="en-GB">
<head>
<meta charset="utf-8">
<meta name="viewport" content="width=device-width, initial-scale=1, viewport-fit=cover">
<title>${escapeText([KEPT_PAGE.title, practice].filter(Boolean).join(' – '))}</title>
<meta name="color-scheme" content="light dark">
<meta name="theme-color" content="#005eb8">
<link rel="icon" type="image/svg+xml" href="${escapeText(iconHref('unknown'))}">
${files.styles.map((href) => `<link rel="stylesheet" href="${escapeText(href)}">`).join('\n')}
${files.scripts.map((src) => `<script type="module" src="${escapeText(src)}"></script>`).join('\n')}
</head>
<body>
<header class="banner"><div class="nhsuk-width-container banner__inner"><a class="banner__name" href="/">${escapeText(practice || KEPT_PAGE.allSurgeries)}</a></div></header>
<div class="nhsuk-width-container"><main class="main" id="main" tabindex="-1"><div class="page page--problem" id="${SAVED_COPY_ID}">${content.join('\n')}</div></main></div>
</body>
</html>
`;
}
