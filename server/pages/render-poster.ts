import { render } from '@lit-labs/ssr';
import { collectResultSync } from '@lit-labs/ssr/lib/render-result.js';
import { posterPath } from '../../shared/wire/place-paths.ts';
import { posterName } from '../../shared/words/poster.ts';
import { type PosterSize, posterSize } from '../../web/poster/poster-size.ts';
import { posterView } from '../../web/poster/poster-view.ts';
import { markOf } from '../../web/public/marks.ts';
import { serverView } from '../../web/public/page-view.ts';
import { htmlDocument } from './html-document.ts';
import { linkTo, type PlaceInput } from './place-input.ts';

/** How many letters are read of a document's body. */
function lettersOf(body: string): number {
  const main = body.slice(body.indexOf('<main'));
  return main.replaceAll(/<[^>]*>/g, '').replaceAll(/\s+/g, ' ').length;
}

/** `/surgeries/{slug}/poster` as a whole HTML document without script; null when there is no such surgery. */
export function renderPoster({ board, now, checkedAt, slug, origin, place }: PlaceInput): string | null {
  const branch = board.branches.find((one) => one.slug === slug);
  if (!branch) return null;
  const link = { path: posterPath(slug), ...linkTo(slug, origin) };
  const view = serverView(board, now, checkedAt);
  const bodyOf = (size: PosterSize) => collectResultSync(render(posterView(branch, view, link, size)));
  const name = posterName(branch.name);
  return htmlDocument({
    face: { title: `${name} – ${board.practice.name}`, mark: markOf(branch) },
    description: name,
    assets: place.poster,
    data: null,
    body: bodyOf(posterSize(lettersOf(bodyOf(9)))),
  });
}
