import { html, render } from '@lit-labs/ssr';
import { collectResultSync } from '@lit-labs/ssr/lib/render-result.js';
import { shortPath } from '../../shared/wire/place-paths.ts';
import { qrLabel } from '../../shared/words/screen.ts';
import { qrCode } from '../../web/poster/qr-code.ts';
import { oldPageFace, pageFace } from '../../web/public/page-title.ts';
import { isOld, serverView } from '../../web/public/page-view.ts';
import { SCREEN_ROOT_ID, type ScreenData } from '../../web/waiting-room/screen-data.ts';
import { screenView, stoppedWatch } from '../../web/waiting-room/screen-view.ts';
import type { PlaceAssets } from './assets.ts';
import { htmlDocument } from './html-document.ts';
import type { PageInput } from './render-page.ts';

/** What of a surgery hangs on a wall is made of. */
export interface PlaceInput extends Omit<PageInput, 'assets'> {
  readonly slug: string;
  /** Our own address, `https://…`, for people who are not on this page. */
  readonly origin: string;
  readonly place: PlaceAssets;
}

/** An address as people write it: a browser finds the rest. */
function written(url: string): string {
  return url.replace(/^https?:\/\//, '');
}

/** `/surgeries/{slug}/screen` as a whole HTML document; null when there is no such surgery. */
export function renderScreen({ board, now, checkedAt, slug, origin, place }: PlaceInput): string | null {
  const branch = board.branches.find((one) => one.slug === slug);
  if (!branch) return null;
  const view = serverView(board, now, checkedAt);
  const url = origin + shortPath(slug);
  const address = written(url);
  const link = { address, qr: qrCode(url, qrLabel(address)) };
  const data: ScreenData = {
    board: { ...board, branches: board.branches.map((one) => ({ ...one, timeline: [] })) },
    now,
    checkedAt,
    slug,
    address,
    build: place.build,
  };
  const body = html`<div id=${SCREEN_ROOT_ID} data-size="3">${screenView(branch, view, link)}${stoppedWatch('a')}</div>`;
  return htmlDocument({
    face: isOld(view) ? oldPageFace(board, slug) : pageFace(board, slug),
    description: branch.sentence,
    assets: place.screen,
    data,
    body: collectResultSync(render(body)),
  });
}
