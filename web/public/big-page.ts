import { arrangeBig, bigOthers } from './big-view.ts';
import type { PageKind } from './open-page.ts';
import { statusView } from './status-view.ts';

/** The first page of a practice with too many surgeries for one page. Finding is the server's, who knows all of them. */
export const bigPage: PageKind = {
  slug: null,
  arrange: arrangeBig,
  template: (shown) => statusView(shown.view, { ...shown, hits: null, onLocate: null, others: bigOthers }),
};
