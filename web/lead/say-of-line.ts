import type { Instant } from '../../shared/practice/instant.ts';
import { branchPath } from '../../shared/wire/paths.ts';
import type { StaffBranch } from '../../shared/wire/staff-board.ts';
import { ASKS } from '../../shared/words/staff-asks.ts';
import { changedSentence } from '../../shared/words/staff-edits.ts';
import { OUTCOME } from '../../shared/words/staff-lead.ts';
import type { StaffEnvironment } from '../staff/environment.ts';
import { send } from '../staff/send.ts';
import { questionsOf, toOvertaken } from './conflict.ts';

export interface LineAnswer {
  readonly kind: 'done' | 'fault';
  readonly text: string;
}

/** Says whether the internet of a branch is down: an ordinary report. With the same key it counts once. */
export async function sayOfLine(
  environment: StaffEnvironment,
  { slug, seq }: Pick<StaffBranch, 'slug' | 'seq'>,
  internet: 'down' | 'working',
  now: Instant,
  key: string,
): Promise<LineAnswer> {
  const content = { it: { internet } };
  const result = await send(environment, { path: branchPath(slug, 'reports'), body: content, key, ifMatch: seq });
  if (result.kind === 'ok') return { kind: 'done', text: internet === 'down' ? ASKS.saidDown : ASKS.saidWorking };
  if (result.kind === 'unreachable') return { kind: 'fault', text: ASKS.unsent };
  if (result.status === 401) return { kind: 'fault', text: ASKS.signedOut };
  const [change] = questionsOf(content, toOvertaken(result.problem)?.changed ?? []);
  if (change) return { kind: 'fault', text: `${changedSentence(change, internet, now)} ${ASKS.again}` };
  return { kind: 'fault', text: `${OUTCOME.unsentAway} ${result.problem.detail}` };
}
