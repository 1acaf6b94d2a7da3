import type { Branch } from '../../shared/practice/branch.ts';
import type { SampleGone } from '../../shared/wire/practice.ts';
import type { Actor } from '../access/access.ts';
import { noteFacts } from '../audit/note-facts.ts';
import type { WriteDeps } from '../journal/write-once.ts';
import { AppError } from '../platform/errors.ts';
import { readKnownSettings } from './known-settings.ts';
import { readSampleBranches } from './sample-branches.ts';
import { writeSettings } from './settings-write.ts';

/**
 * Retires every branch of the sample practice and says that the practice is the sample no longer, in one step. Branches
 * that were set up beside them stay. Throws `not-found` when the practice is not the sample.
 */
export async function endSample(deps: WriteDeps, actor: Actor): Promise<SampleGone> {
  const sample = new Map((await readSampleBranches()).map((branch) => [branch.slug, branch.odsCode]));
  return writeSettings(deps, actor, async (trx, now) => {
    const { settings, branches } = await readKnownSettings(trx);
    if (!settings.sample) {
      throw new AppError('not-found', { detail: 'This is not the sample practice. Nothing was changed.' });
    }
    // A national code tells them from a branch of the practice's own that took over the slug of one.
    const leaving = [...branches.values()]
      .map(({ value }) => value)
      .filter(({ slug, odsCode, retired }) => !retired && sample.get(slug) === odsCode);
    const said = { at: now, actor: actor.id };
    const retire = (branch: Branch) => ({ kind: 'branch' as const, branch: { ...branch, retired: true }, ...said });
    const facts = await deps.journal.append(
      trx,
      [...leaving.map(retire), { kind: 'practice', practice: { ...settings, sample: false }, ...said }],
      now,
    );
    await noteFacts(trx, actor, facts, now);
    return { seq: facts.at(-1)?.seq ?? 0, retired: leaving.map(({ slug }) => slug) };
  });
}
