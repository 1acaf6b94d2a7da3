import { arrangeSurgery } from './arrangement.ts';
import type { PageKind } from './open-page.ts';
import { missingView, surgeryView } from './surgery-view.ts';

/** The page of one surgery. */
export function surgeryPage(slug: string): PageKind {
  return {
    slug,
    arrange: (board) => arrangeSurgery(board, slug),
    template(shown) {
      const branch = shown.view.board.branches.find((one) => one.slug === slug);
      return branch ? surgeryView(branch, shown.view, shown) : missingView(shown.view);
    },
  };
}
