import { escapeText, scriptJson } from '../../shared/words/html-text.ts';
import { PAGE_DATA_ID } from '../../web/public/page-data.ts';
import { iconHref } from '../../web/public/mark-icon.ts';
import type { PageFace } from '../../web/public/page-title.ts';
import { directionOf, type LanguageCode } from '../../shared/words/languages/list.ts';
import type { PageAssets } from './assets.ts';

/** Everything of a document that differs between pages. */
export interface DocumentParts {
  readonly face: PageFace;
  /** BCP 47, English where it is absent. */
  readonly lang?: LanguageCode;
  readonly description: string;
  readonly assets: PageAssets;
  /** Markup: made by a template, never of anybody's text. */
  readonly body: string;
  /** What the page was rendered from; without it the page has no script. */
  readonly data: object | null;
  /** More of the head, as markup: for those who link to the page. */
  readonly more?: readonly string[];
  /** A page without data that has its script all the same. */
  readonly isScripted?: boolean;
}

function scriptTags({ scripts, preloads = [] }: PageAssets): string[] {
  return [
    ...scripts.map((src) => `<script type="module" src="${escapeText(src)}"></script>`),
    ...preloads.map((href) => `<link rel="modulepreload" href="${escapeText(href)}">`),
  ];
}

function htmlLanguage(lang: LanguageCode): string {
  if (lang === 'en') return 'lang="en-GB"';
  return directionOf(lang) === 'rtl' ? `lang="${lang}" dir="rtl"` : `lang="${lang}"`;
}

/** A whole HTML document. It holds no inline script and no inline style, so that the strictest CSP allows it. */
export function htmlDocument({
  face,
  lang = 'en',
  description,
  assets,
  body,
  data,
  more = [],
  isScripted = data !== null,
}: DocumentParts): string {
  const head = [
    '<meta charset="utf-8">',
    '<meta name="viewport" content="width=device-width, initial-scale=1, viewport-fit=cover">',
    `<title>${escapeText(face.title)}</title>`,
    `<meta name="description" content="${escapeText(description)}">`,
    '<meta name="color-scheme" content="light dark">',
    '<meta name="theme-color" content="#005eb8">',
    '<meta name="format-detection" content="telephone=no">',
    `<link rel="icon" type="image/svg+xml" href="${escapeText(iconHref(face.mark))}">`,
    ...assets.styles.map((href) => `<link rel="stylesheet" href="${escapeText(href)}">`),
    ...(isScripted ? scriptTags(assets) : []),
    ...more,
  ];
  const script = data ? `<script type="application/json" id="${PAGE_DATA_ID}">${scriptJson(data)}</script>` : '';
  return `<!DOCTYPE html>
<html ${htmlLanguage(lang)}>
<head>
${head.join('\n')}
</head>
<body>
${body}
${script}
</body>
</html>
`;
}
