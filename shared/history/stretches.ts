import type { Board, BranchRecord } from '../board/board.ts';
import { type BranchSituation, deriveSituation } from '../board/branch-state.ts';
import { EMPTY_BOARD, foldFact } from '../board/fold.ts';
import type { AffectedSpan } from '../board/incidents.ts';
import { settingsOf } from '../board/records.ts';
import { isTrouble, senderMoments } from '../board/sender-evidence.ts';
import { standingBranch } from '../board/standing-branch.ts';
import { type Fact, SERVICES, type Service } from '../facts/fact.ts';
import type { Instant } from '../practice/instant.ts';
import { hoursBoundaries } from '../practice/opening-hours.ts';
import { openingRules } from '../practice/opening-rules.ts';
import { shownServices } from '../views/shown-services.ts';
import type { Reason } from '../wire/public-board.ts';

/** How a branch was, as patients saw it. Silence alone is no word that anything was broken. */
export const PAST_STATES = ['normal', 'limited', 'degraded', 'not-heard', 'unknown', 'closed'] as const;
export type PastState = (typeof PAST_STATES)[number];

/** A time in which nothing of a branch changed; `from` is included, `to` is not. */
export interface Stretch {
  readonly from: Instant;
  readonly to: Instant;
  readonly state: PastState;
  /** By its opening hours. */
  readonly isOpen: boolean;
  readonly reasons: readonly Reason[];
  /** Services that patients were told do not work, or not properly. */
  readonly services: readonly Service[];
}

export interface DaySpan {
  readonly begin: Instant;
  readonly end: Instant;
}

/** What was known of a branch before a day, of all that was said to be true before it. */
export interface KnownBefore {
  readonly record: BranchRecord | null;
  readonly practice: Board['practice'];
}

function stateOf({ state, reasons }: BranchSituation): PastState {
  return state === 'degraded' && reasons.join() === 'not-heard' ? 'not-heard' : state;
}

function toStretch(situation: BranchSituation, from: Instant, to: Instant): Stretch {
  const shown = shownServices(situation.it, new Map());
  return {
    from,
    to,
    state: stateOf(situation),
    isOpen: situation.opening !== null,
    reasons: situation.reasons,
    services: SERVICES.filter((service) => isTrouble(shown[service])),
  };
}

function isAlike(a: Stretch, b: Stretch): boolean {
  return (
    a.state === b.state &&
    a.isOpen === b.isOpen &&
    a.reasons.join() === b.reasons.join() &&
    a.services.join() === b.services.join()
  );
}

function add(stretches: Stretch[], next: Stretch): void {
  const last = stretches.at(-1);
  if (last && last.to === next.from && isAlike(last, next)) stretches[stretches.length - 1] = { ...last, to: next.to };
  else stretches.push(next);
}

/** The first place whose fact is true only after `at`. */
function placeAfter(facts: readonly Fact[], at: Instant, from: number): number {
  let place = from;
  while (place < facts.length && (facts[place] as Fact).at <= at) place += 1;
  return place;
}

/**
 * A branch from the begin of a day to its end, by the board's own fold and the board's own rule: at each instant it is
 * what the page said of it, had everything been known then that is known today. `facts` are those of the branch and of
 * the practice's settings that were true in the day, by (`at`, `seq`). Times before it was set up, and times for which it
 * was taken off the board, are in no stretch. A busy day takes a while: it goes a step at a time.
 */
export function* stretchSteps(
  { record, practice }: KnownBefore,
  facts: readonly Fact[],
  slug: string,
  spans: readonly AffectedSpan[],
  { begin, end }: DaySpan,
): Generator<undefined, readonly Stretch[]> {
  let board: Board = { ...EMPTY_BOARD, practice, branches: record ? { [slug]: record } : {} };
  const stretches: Stretch[] = [];
  const edges = spans.flatMap(({ from, to }) => (to === null ? [from] : [from, to]));
  let place = 0;
  for (let from = begin; from < end; ) {
    // One after the other: a board keeps the newest of what was said, and in a busy day the morning would be lost.
    const next = placeAfter(facts, from, place);
    for (const fact of facts.slice(place, next)) board = foldFact(board, fact);
    place = next;
    const to = Math.min(end, facts[place]?.at ?? end);
    addBetween(stretches, board, slug, { spans, edges }, from, to);
    from = to;
    yield;
  }
  return stretches;
}

/** The same at once. */
export function deriveStretches(...asked: Parameters<typeof stretchSteps>): readonly Stretch[] {
  const walk = stretchSteps(...asked);
  for (;;) {
    const step = walk.next();
    if (step.done) return step.value;
  }
}

interface Affected {
  readonly spans: readonly AffectedSpan[];
  readonly edges: readonly Instant[];
}

/**
 * What follows from a board between two instants, in which nobody says anything: then only the clock changes a state. By
 * hours, by midnight, which ends the day, by what a sender has proved for long enough, and by what comes to an incident.
 */
function addBetween(
  stretches: Stretch[],
  board: Board,
  slug: string,
  { spans, edges }: Affected,
  from: Instant,
  to: Instant,
): void {
  const record = board.branches[slug];
  const branch = record && standingBranch(record);
  if (!record || !branch) return;
  const settings = settingsOf(board);
  const rules = openingRules(branch, settings);
  const moments = [...edges, ...senderMoments(record), ...hoursBoundaries(rules, from, to, settings.timeZone)];
  const between = new Set(moments.filter((at) => at > from && at < to));
  const all = [from, ...[...between].sort((a, b) => a - b), to];
  for (const [index, at] of all.slice(0, -1).entries()) {
    const situation = deriveSituation(record, branch, settings, spans, at);
    add(stretches, toStretch(situation, at, all[index + 1] as Instant));
  }
}
