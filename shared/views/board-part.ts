import type { PublicBoard, PublicBranch } from '../wire/public-board.ts';
import { isSilent } from '../words/page.ts';

/**
 * With more branches than this a page shows a part of them: each adds 150 bytes in gzip to a first view of 24 kB, which
 * may hold 30 kB on a day with trouble and incidents too.
 */
const WHOLE_UP_TO = 40;

/** Whether pages show the whole board. */
export function isShownWhole({ branches }: PublicBoard): boolean {
  return branches.length <= WHOLE_UP_TO;
}

/** The part of the board that the first page of a big practice shows. */
export const SUMMARY_PART = 'summary';
/** More surgeries in trouble than this are counted there, and listed on a page of their own. */
export const TROUBLED_AT_MOST = 10;
/** So many have what to do beside them, and who can help. */
export const TOLD_IN_FULL = 3;

/** The part of the board that one surgery's own page shows. */
export function surgeryPart(slug: string): string {
  return `surgery/${slug}`;
}

function severity(branch: PublicBranch): number {
  if (branch.state !== 'degraded') return 2;
  return isSilent(branch) ? 1 : 0;
}

function byName(a: PublicBranch, b: PublicBranch): number {
  return a.name < b.name ? -1 : a.name > b.name ? 1 : 0;
}

/** Worst first, and those alike by name. */
export function worstFirst(branches: readonly PublicBranch[]): PublicBranch[] {
  return [...branches].sort((a, b) => severity(a) - severity(b) || byName(a, b));
}

/** Those that the first page of a big practice shows of all in trouble. */
export function worstOf(troubled: readonly PublicBranch[]): PublicBranch[] {
  return worstFirst(troubled).slice(0, TROUBLED_AT_MOST);
}

export function isTroubled({ state }: PublicBranch): boolean {
  return state === 'degraded' || state === 'limited';
}

/** The whole board, with some of its branches. */
function withBranches(board: PublicBoard, branches: readonly PublicBranch[]): PublicBoard {
  return {
    epoch: board.epoch,
    seq: board.seq,
    edge: board.edge,
    practice: board.practice,
    summary: board.summary,
    notice: board.notice,
    branches: [...branches],
    incidents: board.incidents,
    planned: board.planned,
  };
}

function withHelpers(board: PublicBoard, branches: readonly PublicBranch[]): PublicBoard {
  const wanted = new Set(branches.flatMap(({ alternatives }) => alternatives));
  for (const { slug } of branches) wanted.delete(slug);
  return withBranches(board, [...branches, ...board.branches.filter(({ slug }) => wanted.has(slug))]);
}

/** What a page of a big practice needs of the board; null when there is no such part, and the whole is meant. */
export function partOfBoard(board: PublicBoard, part: string): PublicBoard | null {
  if (part === SUMMARY_PART) {
    const troubled = board.branches.filter(isTroubled);
    const shown = worstOf(troubled);
    return troubled.length > TOLD_IN_FULL ? withBranches(board, shown) : withHelpers(board, shown);
  }
  const own = board.branches.find(({ slug }) => part === surgeryPart(slug));
  return own ? withHelpers(board, [own]) : null;
}
