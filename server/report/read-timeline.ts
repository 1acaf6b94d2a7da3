import type { Board } from '../../shared/board/board.ts';
import type { Fact } from '../../shared/facts/fact.ts';
import { DEFAULT_SETTINGS } from '../../shared/practice/settings.ts';
import { toTimelineEntry } from '../../shared/views/timeline-entry.ts';
import type { TimelineEntry } from '../../shared/wire/timeline.ts';
import { type Actor, mayReadTimeline } from '../access/access.ts';
import { readBranchBefore, readErased, readTimeline, type TimelinePage } from '../journal/read.ts';
import type { Db } from '../platform/database.types.ts';
import { AppError } from '../platform/errors.ts';
import { branchEverExisted } from './report.queries.ts';
import { isSlug } from './slug.ts';

/**
 * The facts that concern a branch, newest first, in batches that are read as they are asked for. `board` names the
 * branches. Throws `not-found`, and `not-allowed` for a lead of other branches.
 */
export async function readBranchTimeline(
  db: Db,
  board: Board,
  actor: Actor,
  branch: string,
  page: TimelinePage,
): Promise<AsyncGenerator<readonly TimelineEntry[], void, void>> {
  // A retired branch is on no page, and its record is as long as that of the others.
  if (!isSlug(branch) || !(await branchEverExisted(db, branch))) {
    throw new AppError('not-found', { detail: 'There is no branch of this name.' });
  }
  if (!mayReadTimeline(actor, branch)) throw new AppError('not-allowed', { detail: 'This is not a branch of yours.' });
  return toEntries(db, board, branch, readTimeline(db, branch, page));
}

async function* toEntries(
  db: Db,
  { branches, practice }: Board,
  branch: string,
  batches: AsyncIterable<readonly Fact[]>,
): AsyncGenerator<readonly TimelineEntry[], void, void> {
  const nameOf = (slug: string) => branches[slug]?.setting?.value.name ?? slug;
  const zone = (practice?.value ?? DEFAULT_SETTINGS).timeZone;
  for await (const facts of batches) {
    // Newest first: what comes after a setting in the list came before it.
    const settings = facts.filter((fact) => fact.kind === 'branch');
    const oldest = settings.at(-1);
    const older = oldest ? await readBranchBefore(db, branch, oldest.seq) : null;
    const erased = await readErased(
      db,
      facts.map(({ seq }) => seq),
    );
    yield facts.map((fact) => {
      const place = settings.findIndex(({ seq }) => seq === fact.seq);
      return toTimelineEntry(fact, {
        nameOf,
        zone,
        before: settings[place + 1]?.branch ?? older,
        erased: erased.get(fact.seq),
      });
    });
  }
}
