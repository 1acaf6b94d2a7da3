import { html, render } from '@lit-labs/ssr';
import { collectResultSync } from '@lit-labs/ssr/lib/render-result.js';
import type { PublicPractice } from '../../shared/wire/public-board.ts';
import { SCREEN } from '../../shared/words/screen.ts';
import { oldPageFace, pageFace } from '../../web/public/page-title.ts';
import { isOld, serverView } from '../../web/public/page-view.ts';
import { SCREEN_ROOT_ID, type ScreenData } from '../../web/waiting-room/screen-data.ts';
import { PAIRING_ROOT_ID, pairingView } from '../../web/waiting-room/pairing-view.ts';
import { screenView, stoppedWatch } from '../../web/waiting-room/screen-view.ts';
import { escapeText } from '../../shared/words/html-text.ts';
import { htmlDocument } from './html-document.ts';
import { linkTo, type PlaceInput } from './place-input.ts';

export interface ScreenInput extends PlaceInput {
  /** Operations let this screen in. */
  readonly isPaired?: boolean;
}

/**
 * The screen of a surgery's waiting room as a whole HTML document. Null when there is no such surgery: one that was let in
 * says so instead, and waits to be pointed elsewhere.
 */
export function renderScreen(input: ScreenInput): string | null {
  const { board, now, checkedAt, slug, origin, place, isPaired = false } = input;
  const branch = board.branches.find((one) => one.slug === slug) ?? null;
  if (!branch && !isPaired) return null;
  const view = serverView(board, now, checkedAt);
  const link = linkTo(slug, origin);
  const data: ScreenData = {
    board: { ...board, branches: board.branches.map((one) => ({ ...one, timeline: [] })) },
    now,
    checkedAt,
    slug,
    address: link.address,
    isPaired,
    build: place.build,
  };
  const body = html`<div id=${SCREEN_ROOT_ID} data-size="3">${screenView(branch, view, link)}${stoppedWatch('a')}</div>`;
  return htmlDocument({
    face: (isOld(view) || !branch ? oldPageFace : pageFace)(view, slug),
    description: branch?.sentence ?? SCREEN.goneHeading,
    assets: place.screen,
    data,
    body: collectResultSync(render(body)),
  });
}

/** `/waiting-room` for a screen that nobody has let in yet. */
export function renderPairing({ practice, place }: Pick<ScreenInput, 'place'> & { practice: PublicPractice }): string {
  const { name } = practice;
  const body = html`<div id=${PAIRING_ROOT_ID} data-practice=${name}>${pairingView(name, { kind: 'asking' })}</div>`;
  return htmlDocument({
    face: { title: `${SCREEN.pairHeading} – ${name}`, mark: 'unknown' },
    description: SCREEN.pairHeading,
    assets: place.screen,
    data: null,
    isScripted: true,
    // Lit renders nothing in it: to a browser with scripts it is text.
    body: `${collectResultSync(render(body))}<noscript><p>${escapeText(SCREEN.pairNoScript)}</p></noscript>`,
  });
}
