import { fromIso, type Instant } from '../practice/instant.ts';
import { decidePlanned, digestOfWork, type SeenWork, type WorkKept } from './decide-planned.ts';
import { decideTroubles, type SeenTroubles, troubleStateOf, type TurningKept } from './decide-troubles.ts';
import type { Standing } from './standing.ts';

/** What is kept from one look at the public board to the next. */
export interface TellingKept extends TurningKept, WorkKept {
  readonly standing: Standing;
}

/** What of the public board messages rest on: nothing that staff alone know can get into one. */
export interface SeenBoard extends SeenTroubles {
  readonly planned: readonly SeenWork[];
}

export interface DecidedAnnouncement {
  readonly kept: TellingKept;
  /** There is news for those who follow. */
  readonly isNews: boolean;
}

/** Where telling begins: what is so already counts as told, because nobody asked before. */
export function beginTelling(board: SeenBoard, now: Instant): TellingKept {
  const inTrouble = board.branches.filter(({ state }) => troubleStateOf(state) === 'trouble');
  const planned = board.planned.map((work) => [
    String(work.id),
    {
      revision: 1,
      stage: 'put-up' as const,
      branches: work.branches,
      from: fromIso(work.from),
      to: fromIso(work.to),
      digest: digestOfWork(work),
      toldAt: now,
    },
  ]);
  return {
    standing: {
      trouble: Object.fromEntries(inTrouble.map(({ slug }) => [slug, { incident: null }])),
      planned: Object.fromEntries(planned),
    },
    turning: {},
    starts: {},
    incidents: {},
    works: {},
  };
}

function isNewsOf(before: Standing, after: Standing): boolean {
  const slugs = new Set([...Object.keys(before.trouble), ...Object.keys(after.trouble)]);
  const turned = [...slugs].some(
    (slug) => (before.trouble[slug] === undefined) !== (after.trouble[slug] === undefined),
  );
  return (
    turned || Object.entries(after.planned).some(([id, { revision }]) => before.planned[id]?.revision !== revision)
  );
}

/** Looks at the public board: what followers are to be told of it from now on. */
export function decideAnnouncement(kept: TellingKept, board: SeenBoard, now: Instant): DecidedAnnouncement {
  const { standing } = kept;
  const { trouble, ...turning } = decideTroubles(kept, standing, board, now);
  const { planned, works } = decidePlanned(kept, standing.planned, board.planned, now);
  const after: Standing = { trouble, planned };
  return { kept: { standing: after, ...turning, works }, isNews: isNewsOf(standing, after) };
}
