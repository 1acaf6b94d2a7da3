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
    const troubled = worstFirst(board.branches.filter(isTroubled));
    const shown = troubled.slice(0, TROUBLED_AT_MOST);
    return troubled.length > TOLD_IN_FULL ? withBranches(board, shown) : withHelpers(board, shown);
  }
  const own = board.branches.find(({ slug }) => part === surgeryPart(slug));
  return own ? withHelpers(board, [own]) : null;
}

function holdsNew(before: PublicBoard, after: PublicBoard, part: string): boolean {
  const had = new Set(partOfBoard(before, part)?.branches);
  const all = new Set(before.branches);
  return partOfBoard(after, part)?.branches.some((branch) => all.has(branch) && !had.has(branch)) ?? false;
}

/**
 * The parts that hold a branch now which they did not hold before and which did not change, such as one that can help a
 * surgery that is in trouble from now on: of it no change tells. Both boards are of the same branches in the same places.
 */
export function partsLacking(before: PublicBoard, after: PublicBoard): ReadonlySet<string> {
  const lacking = new Set<string>();
  let isOfTrouble = false;
  for (const [place, branch] of after.branches.entries()) {
    const was = before.branches[place];
    if (was === undefined || was === branch) continue;
    isOfTrouble ||= isTroubled(was) || isTroubled(branch);
    const part = surgeryPart(branch.slug);
    if (isTroubled(branch) && holdsNew(before, after, part)) lacking.add(part);
  }
  // Of more in trouble it tells nobody who can help, and counts those that it does not show.
  const isToldInFull = isOfTrouble && !isShownWhole(after) && after.branches.filter(isTroubled).length <= TOLD_IN_FULL;
  if (isToldInFull && holdsNew(before, after, SUMMARY_PART)) lacking.add(SUMMARY_PART);
  return lacking;
}
