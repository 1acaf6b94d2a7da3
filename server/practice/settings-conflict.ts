import type { BranchFact, PracticeFact } from '../../shared/facts/fact.ts';
import { toBranchBody } from '../../shared/practice/check-branch.ts';
import { toPracticeBody } from '../../shared/practice/check-settings.ts';
import { BRANCH_DEFAULTS } from '../../shared/practice/branch.ts';
import { DEFAULT_SETTINGS } from '../../shared/practice/settings.ts';
import { toIso } from '../../shared/practice/instant.ts';
import type { Clash } from '../../shared/wire/report.ts';
import { AppError } from '../platform/errors.ts';

type SettingFact = BranchFact | PracticeFact;

/** What a fact sets, as the office reads it, by field. */
function fieldsOf(fact: SettingFact): Readonly<Record<string, unknown>> {
  if (fact.kind === 'practice') return toPracticeBody({ ...DEFAULT_SETTINGS, ...fact.practice });
  const branch = { ...BRANCH_DEFAULTS, ...fact.branch };
  return { ...toBranchBody(branch), retired: branch.retired };
}

/** Each field that others set since, with what it is now and who set it so. */
function changesOf([seen, ...since]: readonly SettingFact[]): Clash[] {
  const changed = new Map<string, Clash>();
  let before = seen ? fieldsOf(seen) : {};
  for (const fact of since) {
    const fields = fieldsOf(fact);
    for (const [field, was] of Object.entries(fields)) {
      if (JSON.stringify(was) === JSON.stringify(before[field])) continue;
      changed.set(field, { field, by: fact.actorName, at: toIso(fact.at), was });
    }
    before = fields;
  }
  return [...changed.values()];
}

/** Somebody set it since the client looked; `facts` are how it was set from then on, oldest first. */
export function settingChanged(facts: readonly SettingFact[]): AppError {
  const last = facts.at(-1);
  const seq = last?.seq ?? 0;
  return new AppError('branch-changed', {
    detail: `${last?.actorName ?? 'Somebody'} changed this since you looked. Nothing was saved.`,
    extra: { seq, changed: changesOf(facts) },
    headers: { etag: `"${seq}"` },
  });
}
