import type { BranchFact, Fact, PracticeFact } from '../../shared/facts/fact.ts';
import type { Db } from '../platform/database.types.ts';
import { toFact } from './fact-row.ts';
import { selectFacts } from './read.ts';

type SettingFact = BranchFact | PracticeFact;

function isSetting(fact: Fact): fact is SettingFact {
  return fact.kind === 'branch' || fact.kind === 'practice';
}

/** The facts that say how the practice and each of its branches, retired ones too, are set now. */
export async function readSettingFacts(db: Db): Promise<readonly SettingFact[]> {
  const rows = await selectFacts(db)
    .distinctOn(['fact.kind', 'fact.branch'])
    .where('fact.kind', 'in', ['branch', 'practice'])
    .orderBy('fact.kind')
    .orderBy('fact.branch')
    .orderBy('fact.seq', 'desc')
    .execute();
  return rows.map(toFact).filter(isSetting);
}

/** How a branch, or (null) the practice, was set from `seq` on, oldest first. */
export async function readSettingsFrom(db: Db, branch: string | null, seq: number): Promise<readonly SettingFact[]> {
  const rows = await selectFacts(db)
    .where('fact.kind', '=', branch === null ? 'practice' : 'branch')
    .where('fact.branch', branch === null ? 'is' : '=', branch)
    .where('fact.seq', '>=', seq)
    .orderBy('fact.seq')
    .execute();
  return rows.map(toFact).filter(isSetting);
}
