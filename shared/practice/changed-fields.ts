import type { Branch } from './branch.ts';
import { toBranchBody } from './check-branch.ts';

/** The fields that are set otherwise in `b` than in `a`; the database keeps an order of fields of its own. */
export function changedFields(a: Branch, b: Branch): readonly string[] {
  const before: Readonly<Record<string, unknown>> = toBranchBody(a);
  const fields = Object.entries(toBranchBody(b))
    .filter(([field, value]) => JSON.stringify(value) !== JSON.stringify(before[field]))
    .map(([field]) => field);
  return a.retired === b.retired ? fields : [...fields, 'retired'];
}
