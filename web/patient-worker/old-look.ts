import { STALE_ABOVE_MS } from '../../shared/live/freshness.ts';
import { type Instant, SECOND } from '../../shared/practice/instant.ts';
import { KEPT_PAGE, notCheckedSince } from '../../shared/words/kept-page.ts';
import { MARK_WORDS } from '../../shared/words/page.ts';
import { pageTitle } from '../../shared/words/titles.ts';
import { KEPT_PAGE_ID, PAGE_DATA_ID, PAGE_ROOT_ID, type PageData } from '../public/page-data.ts';
import { iconHref } from '../public/mark-icon.ts';
import { escapeText, scriptJson } from '../../shared/words/html-text.ts';

const DATA = new RegExp(`(<script type="application/json" id="${PAGE_DATA_ID}">)(.*?)(</script>)`, 's');
const TITLE = /<title>.*?<\/title>/s;
const ICON = /<link rel="icon"[^>]*>/;
/** As the server writes a page that it has just checked. */
const FRESH = 'page--server';
const ROOT = `<div id="${PAGE_ROOT_ID}">`;

/** A page that the server had checked, with all that is needed to show it as old. */
export function isWhole(html: string): boolean {
  return DATA.test(html) && TITLE.test(html) && ICON.test(html) && html.includes(FRESH) && html.includes(ROOT);
}

/** What the page itself loads; what its script loads later is not named in it. */
export function filesOf(html: string): readonly string[] {
  return [...html.matchAll(/(?:src|href)="(\/assets\/[^"]+)"/g)].map(([, file]) => file ?? '');
}

export function dataOf(html: string): PageData {
  return JSON.parse(DATA.exec(html)?.[2] ?? '{}') as PageData;
}

/** At least as old as a page that says it is not live. */
function nowOf({ now, checkedAt }: PageData, age: number): Instant {
  return Math.max(now + age, checkedAt + STALE_ABOVE_MS + SECOND);
}

/** No state of anything. */
function titleOf({ board, slug }: PageData): string {
  const branch = board.branches.find((one) => one.slug === slug);
  const state = branch ? `${branch.name}: ${MARK_WORDS.unknown.toLowerCase()}` : MARK_WORDS.unknown;
  return pageTitle('?', state, board.practice.name);
}

function block({ checkedAt, board }: PageData): string {
  const since = escapeText(notCheckedSince(checkedAt, board.practice.timeZone));
  return (
    `<div class="old-page old-page--copy" id="${KEPT_PAGE_ID}" lang="en" dir="ltr"><p><strong>${since}</strong></p><p>${KEPT_PAGE.kept}</p>` +
    `<noscript><p>${KEPT_PAGE.careful}</p></noscript></div>`
  );
}

/**
 * A page that was kept, made to look as old as it is before any script runs: words first, no state in its tab, the look
 * of a page that cannot be believed. Its script finds a later `now` in it, and so takes it for old until a server speaks.
 */
export function withOldLook(html: string, age: number): string {
  const data = dataOf(html);
  // As functions: what practices call themselves may hold a `$`.
  return html
    .replace(TITLE, () => `<title>${escapeText(titleOf(data))}</title>`)
    .replace(ICON, () => `<link rel="icon" type="image/svg+xml" href="${escapeText(iconHref('unknown'))}">`)
    .replace(FRESH, 'page--dead')
    .replace(ROOT, () => block(data) + ROOT)
    .replace(
      DATA,
      (_, before, __, after) => before + scriptJson({ ...data, now: nowOf(data, Math.max(0, age)) }) + after,
    );
}
