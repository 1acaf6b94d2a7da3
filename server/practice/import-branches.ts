import type { Branch } from '../../shared/practice/branch.ts';
import { faultsOfSettings } from '../../shared/practice/check-settings.ts';
import { SYSTEM_ACTOR } from '../access/actor.table.ts';
import { lockJournal } from '../journal/append.ts';
import type { NewFact } from '../journal/fact-row.ts';
import type { WriteDeps } from '../journal/write-once.ts';
import { readKnownSettings } from './known-settings.ts';
import { type ImportPlan, type ImportWish, planImport } from './plan-import.ts';
import { readBranches } from './read-branches.ts';

export interface ImportRequest extends ImportWish {
  readonly csv: string;
  /** Nothing is saved. */
  readonly dryRun: boolean;
}

export interface ImportedBranches extends ImportPlan {
  /** After it, the practice is the sample still. */
  readonly isSample: boolean;
}

/**
 * Sets the practice's branches as a file has them, in one transaction. Rows that say what stands append nothing. Throws
 * an error that names every fault of the file, each with its line; then nothing is saved.
 */
export async function importBranches({ db, journal }: WriteDeps, request: ImportRequest): Promise<ImportedBranches> {
  const { csv, dryRun } = request;
  return db.transaction().execute(async (trx) => {
    await lockJournal(trx);
    const { branches, settings } = await readKnownSettings(trx);
    const known = new Map([...branches].map(([slug, { value }]) => [slug, value]));
    const read = readBranches(csv, known);
    const faults = [...faultsOfName(request.name), ...(read.ok ? [] : read.faults)];
    if (!read.ok || faults.length > 0) throw new Error(faultText(faults));
    const plan = planImport(known, settings, read.branches, request);
    if (!dryRun) {
      const now = await journal.stampOf(trx);
      await journal.append(trx, factsOf(plan, { at: now, actor: SYSTEM_ACTOR }), now);
    }
    return { ...plan, isSample: (plan.practice ?? settings).sample };
  });
}

function faultsOfName(name: string | null): string[] {
  if (name === null) return [];
  return faultsOfSettings({ name }).map(({ message }) => `--name ${message.replace(/\.$/, '')}`);
}

function faultText(faults: readonly string[]): string {
  const count = faults.length === 1 ? '1 fault' : `${faults.length} faults`;
  return [`Nothing was imported, because of ${count}:`, ...faults.map((fault) => `  ${fault}`)].join('\n');
}

function factsOf(plan: ImportPlan, said: Pick<NewFact, 'at' | 'actor'>): NewFact[] {
  const set = (branch: Branch): NewFact => ({ kind: 'branch', branch, ...said });
  return [
    ...plan.leaving.map((branch) => set({ ...branch, retired: true })),
    ...plan.added.map(set),
    ...plan.changed.map(({ branch }) => set(branch)),
    ...(plan.practice ? [{ kind: 'practice' as const, practice: plan.practice, ...said }] : []),
  ];
}
