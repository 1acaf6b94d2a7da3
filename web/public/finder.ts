import { html, nothing, type TemplateResult } from 'lit/html.js';
import type { Position } from '../../shared/practice/branch.ts';
import { distanceKm } from '../../shared/practice/distance.ts';
import { formatDistance } from '../../shared/words/distances.ts';
import { findBranches } from '../../shared/practice/find-branches.ts';
import { isSilent } from '../../shared/words/page.ts';
import { type LaterWords, tell } from '../../shared/words/words.ts';
import type { PublicBoard } from '../../shared/wire/public-board.ts';
import type { PageView } from './page-view.ts';
import { nameOfMark } from './marks.ts';
import { say } from './say.ts';
import { sayLater } from './say-later.ts';
import { surgeryRow } from './surgery-row.ts';

/** On the device alone: no cookie, so no server ever learns it. */
const KEPT_KEY = 'your-surgery';
const NEAREST = 3;
const LOCATE_MS = 15_000;

/** Finds surgeries for the reader of a page, and keeps the one that is theirs. */
export interface Finder {
  find(board: PublicBoard, text: string): readonly string[];
  /** Asks the device where it is. Call it on a tap, and never else. */
  locate(): void;
  isKept(slug: string): boolean;
  /** Keeps it as the reader's own, or forgets it. */
  toggleKept(slug: string): void;
  /** The reader's own surgery in place of the search box; null when they have none, or look for another. */
  yours(view: PageView): TemplateResult | null;
  /** The surgeries nearest to the device, once it was asked. */
  near(view: PageView): TemplateResult | typeof nothing;
}

type Place =
  | { readonly kind: 'asking' | 'refused' | 'unknown' }
  | { readonly kind: 'found'; readonly position: Position };

const HEADINGS: { readonly [K in Place['kind']]: (words: LaterWords) => string } = {
  found: (words) => tell(words, 'nearestToYou'),
  asking: (words) => tell(words, 'placeAsking'),
  refused: (words) => tell(words, 'placeRefused'),
  unknown: (words) => tell(words, 'placeUnknown'),
};

/** A browser that keeps nothing is no fault. */
function storage(): Storage | null {
  try {
    return localStorage;
  } catch {
    return null;
  }
}

export function createFinder(redraw: () => void): Finder {
  const kept = storage();
  let own = kept?.getItem(KEPT_KEY) ?? null;
  let looksForOther = false;
  let place: Place | null = null;

  function keep(slug: string | null): void {
    own = slug;
    try {
      if (slug === null) kept?.removeItem(KEPT_KEY);
      else kept?.setItem(KEPT_KEY, slug);
    } catch {
      // Full or forbidden: it holds for as long as the page is open.
    }
    redraw();
  }

  function showPlace(next: Place): void {
    place = next;
    redraw();
    document.getElementById('near')?.focus();
  }

  function nearest(position: Position, view: PageView): TemplateResult {
    const rows = view.board.branches
      .flatMap((branch) => (branch.position ? [{ branch, km: distanceKm(position, branch.position) }] : []))
      .toSorted((a, b) => a.km - b.km)
      .slice(0, NEAREST);
    return html`<ol class="rows" role="list">${rows.map(({ branch, km }) => html`<li>${surgeryRow(branch, view, { far: say(view, (words) => formatDistance(km, words)) })}</li>`)}</ol>`;
  }

  return {
    find: (board, text) => findBranches(board.branches, text).map(({ slug }) => slug),
    locate() {
      if (!('geolocation' in navigator)) {
        showPlace({ kind: 'unknown' });
        return;
      }
      showPlace({ kind: 'asking' });
      navigator.geolocation.getCurrentPosition(
        ({ coords }) => showPlace({ kind: 'found', position: { lat: coords.latitude, lon: coords.longitude } }),
        (error) => showPlace({ kind: error.code === error.PERMISSION_DENIED ? 'refused' : 'unknown' }),
        { timeout: LOCATE_MS, maximumAge: 5 * 60_000 },
      );
    },
    isKept: (slug) => slug === own,
    toggleKept: (slug) => keep(slug === own ? null : slug),
    yours(view) {
      const branch = view.board.branches.find(({ slug }) => slug === own);
      if (!branch || looksForOther) return null;
      const other = () => {
        looksForOther = true;
        redraw();
        document.getElementById('find')?.focus();
      };
      return html`<section class="yours" aria-labelledby="yours">
        <h2 id="yours">${sayLater(view, (words) => tell(words, 'yours'))}</h2>
        <div class="rows">${surgeryRow(branch, view, { state: nameOfMark(isSilent(branch) ? 'notHeard' : branch.state, view) })}</div>
        <p class="find__actions"><button class="button" type="button" @click=${other}>${sayLater(view, (words) => tell(words, 'findOther'))}</button><button class="button" type="button" @click=${() => keep(null)}>${sayLater(view, (words) => tell(words, 'forget'))}</button></p>
      </section>`;
    },
    near(view) {
      if (place === null) return nothing;
      const heading = HEADINGS[place.kind];
      return html`<section class="near" aria-labelledby="near">
        <h2 id="near" tabindex="-1">${sayLater(view, (words) => heading(words))}</h2>
        ${place.kind === 'found' ? html`${nearest(place.position, view)}<p class="find__hint">${sayLater(view, (words) => tell(words, 'placeStays'))}</p>` : nothing}
      </section>`;
    },
  };
}
