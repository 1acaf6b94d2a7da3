import { CLOCKS_APART_AT_MOST } from '../../shared/board/board-time.ts';
import type { Board, Statement, StatementLog } from '../../shared/board/board.ts';
import { STATEMENTS_KEPT, statementAt } from '../../shared/board/statements.ts';
import type { ContactRecord } from '../../shared/contact/contact-record.ts';
import { type BelievedChecks, CHECKED_SERVICES, type CheckChange } from '../../shared/contact/own-checks.ts';
import type { PassResult } from '../../shared/contact/watch-branches.ts';
import type { Instant } from '../../shared/practice/instant.ts';

type Signal = PassResult['signals'][number];
export type BranchCheck = CheckChange & { readonly branch: string };

/** What pages show of it at `now`: a board may be looked at a little ahead of our clock. */
function shown<T>(log: StatementLog<T> | undefined, now: Instant): Statement<T> | null {
  return statementAt(log ?? [], now + CLOCKS_APART_AT_MOST);
}

/** One more would be forgotten at once: all that is kept lies ahead, where a wrong clock has put it. */
function isFull(log: StatementLog<unknown> | undefined, now: Instant): boolean {
  return (log ?? []).filter(({ at }) => at > now + CLOCKS_APART_AT_MOST).length >= STATEMENTS_KEPT;
}

/** No fact goes before the one it follows: a beat that another instance stored may be told late. */
export function inOrder(board: Board, signals: readonly Signal[], now: Instant): readonly Signal[] {
  const last = new Map<string, Instant>();
  return signals.map((signal) => {
    const { branch, at } = signal;
    const after = last.get(branch) ?? shown(board.branches[branch]?.signals, now)?.at ?? at;
    last.set(branch, Math.max(at, after));
    return { ...signal, at: Math.max(at, after) };
  });
}

/**
 * Says again what pages do not show. While a clock was ahead, facts were written that come up only once it is so late:
 * what was true since then must not give way to them.
 */
export function restateContacts(
  board: Board,
  contacts: ReadonlyMap<string, ContactRecord>,
  said: readonly Signal[],
  now: Instant,
): Signal[] {
  const spokenOf = new Set(said.map(({ branch }) => branch));
  return [...contacts].flatMap(([branch, { state, lastBeatAt }]) => {
    const log = board.branches[branch]?.signals;
    const standing = shown(log, now);
    if (state === null || spokenOf.has(branch) || standing?.value.state === state || isFull(log, now)) return [];
    return [{ branch, at: Math.max(now, standing?.at ?? now), contact: state, lastBeatAt, public: true }];
  });
}

/** The same of the checks. */
export function restateChecks(
  board: Board,
  checks: ReadonlyMap<string, BelievedChecks>,
  said: readonly BranchCheck[],
  now: Instant,
): BranchCheck[] {
  const spokenOf = new Set(said.map(({ branch, service }) => `${branch} ${service}`));
  return [...checks].flatMap(([branch, believed]) =>
    CHECKED_SERVICES.flatMap((service) => {
      const state = believed[service]?.state;
      const log = board.branches[branch]?.probes[service];
      const standing = shown(log, now);
      if (!state || spokenOf.has(`${branch} ${service}`) || isFull(log, now)) return [];
      if ((standing?.value ?? 'unknown') === state) return [];
      return [{ branch, service, state, at: Math.max(now, standing?.at ?? now) }];
    }),
  );
}
