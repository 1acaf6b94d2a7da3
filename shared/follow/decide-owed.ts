import type { Instant } from '../practice/instant.ts';
import { digestOfWork, type SeenWork } from './decide-planned.ts';
import { type SeenTroubles, troubleStateOf } from './decide-troubles.ts';
import type { FollowKind } from './follow.ts';
import type { Standing, WorkStage } from './standing.ts';

/** What somebody asked to be told. */
export interface Follows {
  /** null: all surgeries. */
  readonly branches: readonly string[] | null;
  readonly kinds: readonly FollowKind[];
}

/** What a follower was last told: everything up to a standing, but for some surgeries. */
export interface ToldSoFar {
  readonly standing: Standing;
  /** Surgeries of which something else was told last: whether it was trouble. */
  readonly except: { readonly [slug: string]: boolean };
}

export interface OwedWork {
  readonly id: number;
  readonly stage: WorkStage;
  readonly branches: readonly string[];
  readonly from: Instant;
  readonly to: Instant;
}

/** What is to be told, in one message. */
export interface Owed {
  readonly starts: readonly string[];
  readonly ends: readonly string[];
  readonly planned: readonly OwedWork[];
}

export interface DecidedOwed {
  readonly owed: Owed;
  /** Told another time: the board shows something else at the moment. By slug whether trouble was told of it last. */
  readonly except: { readonly [slug: string]: boolean };
}

type SeenNow = SeenTroubles & { readonly planned: readonly SeenWork[] };

export function isNothing({ starts, ends, planned }: Owed): boolean {
  return starts.length + ends.length + planned.length === 0;
}

function wasTrouble({ standing, except }: ToldSoFar, slug: string): boolean {
  return except[slug] ?? standing.trouble[slug] !== undefined;
}

/** null: it is not told at all. */
function stageFor(then: Standing, now: Standing, id: string): WorkStage | null {
  const news = now.planned[id];
  const told = then.planned[id];
  if (!news || told?.revision === news.revision) return null;
  if (!told || told.stage === 'called-off') return news.stage === 'called-off' ? null : 'put-up';
  // Two things at once: where it stands is told, and that it starts soon can be read from it.
  return news.stage === 'soon' && told.digest !== news.digest ? 'changed' : news.stage;
}

function isStillSo(news: Standing['planned'][string] | undefined, seen: SeenWork | undefined): boolean {
  if (news?.stage === 'called-off') return seen === undefined;
  return news !== undefined && seen !== undefined && digestOfWork(seen) === news.digest;
}

/**
 * What is to be told to somebody who was told `told`, of what stands announced now. Each part of it is also so on the
 * board at this moment: what is not is left for another time.
 */
export function decideOwed({ branches, kinds }: Follows, told: ToldSoFar, now: Standing, board: SeenNow): DecidedOwed {
  const follows = (slug: string) => branches === null || branches.includes(slug);
  const starts: string[] = [];
  const ends: string[] = [];
  const except: { [slug: string]: boolean } = {};
  for (const { slug, state } of kinds.includes('trouble') ? board.branches : []) {
    if (!follows(slug)) continue;
    const was = wasTrouble(told, slug);
    const is = now.trouble[slug] !== undefined;
    if (was === is) continue;
    const seen = troubleStateOf(state);
    if (is && seen === 'trouble') starts.push(slug);
    // That the trouble is over stays true when it closes.
    else if (!is && (seen === 'well' || state === 'closed')) ends.push(slug);
    else except[slug] = was;
  }
  const planned = (kinds.includes('planned') ? Object.entries(now.planned) : []).flatMap(([id, news]): OwedWork[] => {
    const before = told.standing.planned[id];
    const stage = stageFor(told.standing, now, id);
    const concerns = [...news.branches, ...(before?.branches ?? [])].some(follows);
    const seen = board.planned.find((work) => String(work.id) === id);
    return stage !== null && concerns && isStillSo(news, seen)
      ? [{ id: Number(id), stage, branches: news.branches, from: news.from, to: news.to }]
      : [];
  });
  return { owed: { starts, ends, planned }, except };
}
