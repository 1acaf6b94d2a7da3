import type { StaffRole } from '../../shared/people/roles.ts';
import type { Fault } from '../../shared/wire/problem.ts';
import type { Db } from '../platform/database.types.ts';
import { findUnknownBranches } from './tokens.queries.ts';

/** What is wrong with giving somebody these rights. */
export async function faultsOfRights(
  db: Db,
  { role, branches }: { readonly role: StaffRole; readonly branches: readonly string[] },
): Promise<Fault[]> {
  const faults: Fault[] = [];
  if (role === 'lead' && branches.length === 0) faults.push({ path: '/branches', message: 'a lead needs a branch.' });
  if (role !== 'lead' && branches.length > 0) {
    faults.push({ path: '/branches', message: 'only a lead has branches; name none.' });
  }
  const unknown = await findUnknownBranches(db, branches);
  return [...faults, ...unknown.map((slug) => ({ path: '/branches', message: `there is no branch "${slug}".` }))];
}
