import { fromIso, type Instant } from '../practice/instant.ts';
import type { PublicPlanned } from '../wire/public-board.ts';
import { HOLD } from './hold-downs.ts';
import type { Standing, StandingNews, WorkStage } from './standing.ts';

/** What of planned work is no longer as was told, since when. */
export interface WorkTurning {
  /** '' when it is gone. */
  readonly digest: string;
  readonly since: Instant;
}

export interface WorkKept {
  /** By id. */
  readonly works: { readonly [id: string]: WorkTurning };
}

export interface DecidedPlanned extends WorkKept {
  readonly planned: Standing['planned'];
}

export type SeenWork = Pick<PublicPlanned, 'id' | 'title' | 'branches' | 'services' | 'from' | 'to'>;

/** What of it would be told anew if it were another one: a title that is put right is no news. */
export function digestOfWork({ branches, from, to }: Pick<SeenWork, 'branches' | 'from' | 'to'>): string {
  return JSON.stringify([branches.toSorted(), from, to]);
}

function tellOf(work: SeenWork, stage: WorkStage, before: StandingNews | undefined, now: Instant): StandingNews {
  return {
    revision: (before?.revision ?? 0) + 1,
    stage,
    branches: work.branches,
    from: fromIso(work.from),
    to: fromIso(work.to),
    digest: digestOfWork(work),
    toldAt: now,
  };
}

/** Which planned work is told of now: put up, moved, called off, about to start. */
export function decidePlanned(
  before: WorkKept,
  standing: Standing['planned'],
  seen: readonly SeenWork[],
  now: Instant,
): DecidedPlanned {
  const works: { [id: string]: WorkTurning } = {};
  const planned: { [id: string]: StandingNews } = {};

  /** Whether it has been so for long enough. */
  function hasStayed(id: string, digest: string): boolean {
    const known = before.works[id];
    const since = known?.digest === digest ? Math.min(known.since, now) : now;
    if (now - since >= HOLD.planned) return true;
    works[id] = { digest, since };
    return false;
  }

  for (const work of seen) {
    const id = String(work.id);
    const told = standing[id];
    const digest = digestOfWork(work);
    if (told) planned[id] = told;
    if (!told || told.stage === 'called-off' || told.digest !== digest) {
      if (hasStayed(id, digest)) planned[id] = tellOf(work, told ? 'changed' : 'put-up', told, now);
    } else if (told.stage !== 'soon') {
      const isSoon = now >= told.from - HOLD.soon && now < told.from;
      if (isSoon && told.toldAt <= told.from - HOLD.soonIfToldBefore) planned[id] = tellOf(work, 'soon', told, now);
    }
  }
  for (const [id, told] of Object.entries(standing)) {
    // What was told of work is no news any more once its time is over.
    if (planned[id] || now >= told.to) continue;
    const isOff = told.stage !== 'called-off' && hasStayed(id, '');
    planned[id] = isOff ? { ...told, revision: told.revision + 1, stage: 'called-off', toldAt: now } : told;
  }
  return { planned, works };
}
