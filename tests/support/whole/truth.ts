import { isDeepStrictEqual } from 'node:util';
import { serialisePublic, serialiseStaff } from '../../../server/board/serialise.ts';
import { boardJson } from '../../../server/board/view-frames.ts';
import { boardTime } from '../../../shared/board/board-time.ts';
import { lastBoundary } from '../../../shared/board/boundaries.ts';
import { derivePicture } from '../../../shared/board/picture.ts';
import type { LiveBoardBody } from '../../../shared/live/frame.ts';
import type { Instant } from '../../../shared/practice/instant.ts';
import { toPublicBoard } from '../../../shared/views/public-board.ts';
import { toStaffBoard } from '../../../shared/views/staff-board.ts';
import type { Face } from './instance.ts';
import type { Store } from './store.ts';

type Fields = { readonly [name: string]: unknown };

/** What the database holds, as a face shows it. */
export function boardOf(store: Store, face: Face, now: Instant): LiveBoardBody {
  const board = store.board();
  const time = boardTime(board, Math.floor(now), face);
  const { epoch } = store.head();
  const seq = face === 'public' ? board.publicSeq : board.seq;
  const identity = { epoch, position: { seq, edge: lastBoundary(board, time, face) } };
  const picture = derivePicture(board, time);
  const bytes =
    face === 'public'
      ? serialisePublic(toPublicBoard(picture, identity))
      : serialiseStaff(toStaffBoard(picture, identity));
  return JSON.parse(boardJson({ ...bytes, ...identity }));
}

/** When what the database holds looked different last, because of a fact or of the clock. */
export function changedLast(store: Store, now: Instant): Instant {
  const board = store.board();
  const edges = (['public', 'staff'] as const).map((face) => lastBoundary(board, boardTime(board, now, face), face));
  return Math.max(store.commits.at(-1)?.at ?? 0, ...edges);
}

/** How the branches really stand, and since when. */
export interface Truth {
  /** Looks at the database: with each commit, and now and then for what the clock changes. */
  look(): void;
  /** Since when patients should not see it green; null when they should. */
  notNormalSince(slug: string): Instant | null;
}

export function watchTruth(store: Store, now: () => Instant): Truth {
  const since = new Map<string, Instant>();
  return {
    look() {
      const board = store.board();
      const time = boardTime(board, Math.floor(now()), 'public');
      const { branches } = toPublicBoard(derivePicture(board, time), { epoch: '', position: { seq: 0, edge: 0 } });
      for (const { slug, state } of branches) {
        if (state === 'normal') since.delete(slug);
        else if (!since.has(slug)) since.set(slug, now());
      }
    },
    notNormalSince: (slug) => since.get(slug) ?? null,
  };
}

/** Where two values first differ, and how. */
export function firstDifference(shown: unknown, stored: unknown, path = ''): string {
  if (typeof shown === 'object' && typeof stored === 'object' && shown !== null && stored !== null) {
    for (const name of new Set([...Object.keys(shown), ...Object.keys(stored)])) {
      const [mine, theirs] = [(shown as Fields)[name], (stored as Fields)[name]];
      if (!isDeepStrictEqual(mine, theirs)) return firstDifference(mine, theirs, `${path}/${name}`);
    }
  }
  return `${path} is ${JSON.stringify(shown)} and not ${JSON.stringify(stored)}`;
}
