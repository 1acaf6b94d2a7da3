import { createHash } from 'node:crypto';
import { areSame } from '../../shared/board/keep.ts';
import { type PastDays, toPublicHistory } from '../../shared/views/public-history.ts';
import { PublicHistory } from '../../shared/wire/history.ts';
import { serialiserOf } from '../board/serialise.ts';
import type { CurrentBoard } from '../board/current-board.ts';
import { type CompressedBody, compressedBody } from '../platform/compressed-body.ts';
import type { History } from './keep-history.ts';

/** What pages tell of one branch. */
export interface ToldHistory {
  readonly view: PublicHistory;
  /** Changes when anything of it does. */
  readonly stamp: string;
  readonly json: () => CompressedBody;
}

/** Histories as they are told, each made once, whoever asks. */
export interface HistoryShelf {
  /** null: there is no such branch. */
  of(slug: string): ToldHistory | null;
  /** Changes when a day is over, or another one came to be known. */
  past(): PastDays | null;
}

const toText = serialiserOf(PublicHistory);

export function createHistoryShelf(board: CurrentBoard, history: Pick<History, 'past'>): HistoryShelf {
  let from: readonly unknown[] = [];
  let past: PastDays | null = null;
  let told = new Map<string, ToldHistory>();

  function make(slug: string): ToldHistory {
    const view = toPublicHistory(board.board(), past, slug);
    const text = toText(view);
    const stamp = createHash('sha256').update(text).digest('base64url').slice(0, 12);
    let body: CompressedBody | null = null;
    return {
      view,
      stamp,
      json: () => (body ??= compressedBody(text, `"${stamp}"`)),
    };
  }

  return {
    of(slug) {
      past = history.past();
      const { incidents, planned, practice } = board.board();
      const now = [past, incidents, planned, practice];
      if (!areSame(from, now)) [from, told] = [now, new Map()];
      if (!board.publicStream.published().view.branches.some((branch) => branch.slug === slug)) return null;
      const known = told.get(slug) ?? make(slug);
      told.set(slug, known);
      return known;
    },
    past: history.past,
  };
}
