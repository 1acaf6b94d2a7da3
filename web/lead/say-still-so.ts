import type { Instant } from '../../shared/practice/instant.ts';
import { branchPath } from '../../shared/wire/paths.ts';
import type { StaffBranch } from '../../shared/wire/staff-board.ts';
import { changedSentence } from '../../shared/words/staff-edits.ts';
import { LEAD, OUTCOME } from '../../shared/words/staff-lead.ts';
import type { StaffEnvironment } from '../staff/environment.ts';
import { send } from '../staff/send.ts';
import { questionsOf, toOvertaken } from '../../shared/outbox/clashes.ts';

export interface StillSoAnswer {
  readonly kind: 'done' | 'fault';
  readonly text: string;
}

/** Says that nothing changed, as of what was seen. With the same key it counts once. */
export async function sayStillSo(
  environment: StaffEnvironment,
  { slug, seq }: Pick<StaffBranch, 'slug' | 'seq'>,
  now: Instant,
  key: string,
): Promise<StillSoAnswer> {
  const content = { confirm: true } as const;
  const path = branchPath(slug, 'reports');
  const result = await send(environment, { path, body: content, key, ifMatch: seq, tries: 3 });
  if (result.kind === 'ok') return { kind: 'done', text: LEAD.stillSoSaid };
  if (result.kind === 'unreachable') return { kind: 'fault', text: OUTCOME.unsent };
  if (result.status === 401) return { kind: 'fault', text: OUTCOME.signedOut };
  const [change] = questionsOf(content, toOvertaken(result.problem)?.changed ?? []);
  if (change) return { kind: 'fault', text: `${changedSentence(change, undefined, now)} ${OUTCOME.changedSince}` };
  return { kind: 'fault', text: `${OUTCOME.unsentAway} ${result.problem.detail}` };
}
