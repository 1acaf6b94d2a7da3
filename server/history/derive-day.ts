import { setImmediate as nextTurn } from 'node:timers/promises';
import type { Board } from '../../shared/board/board.ts';
import { foldFacts } from '../../shared/board/fold.ts';
import { deriveAffectedSpans } from '../../shared/board/incidents.ts';
import type { Fact } from '../../shared/facts/fact.ts';
import { toBranchDay } from '../../shared/history/branch-day.ts';
import { type PackedDay, packDay } from '../../shared/history/packed-day.ts';
import { branchOfFact } from '../../shared/history/state-fact.ts';
import { type DaySpan, stretchSteps } from '../../shared/history/stretches.ts';

/** Small enough for open pages to get their frames in between. */
const FACTS_AT_ONCE = 50;
const STEPS_AT_ONCE = 8;

export function byTime(a: Fact, b: Fact): number {
  return a.at - b.at || a.seq - b.seq;
}

/** `foldFacts`, with turns for other work in between. */
export async function foldInTurns(board: Board, facts: readonly Fact[]): Promise<Board> {
  let folded = board;
  for (let place = 0; place < facts.length; place += FACTS_AT_ONCE) {
    if (place > 0) await nextTurn();
    folded = foldFacts(folded, facts.slice(place, place + FACTS_AT_ONCE));
  }
  return folded;
}

function bySlug(facts: readonly Fact[]): (slug: string) => readonly Fact[] {
  const ofPractice = facts.filter(({ kind }) => kind === 'practice');
  const groups = new Map<string, Fact[]>();
  for (const fact of facts) {
    const slug = branchOfFact(fact);
    if (slug === null) continue;
    const group = groups.get(slug);
    if (group) group.push(fact);
    else groups.set(slug, [fact]);
  }
  return (slug) => {
    const own = groups.get(slug) ?? [];
    return ofPractice.length === 0 ? own : [...own, ...ofPractice].sort(byTime);
  };
}

const texts = new Map<PackedDay, PackedDay>();
const TEXTS_AT_MOST = 10_000;

/** The same text once: ordinary days are alike, and there are many. */
export function sameText(packed: PackedDay): PackedDay {
  const known = texts.get(packed);
  if (known !== undefined) return known;
  if (texts.size >= TEXTS_AT_MOST) texts.clear();
  texts.set(packed, packed);
  return packed;
}

/** How every branch was on a day. `facts` are those that were true in it, by time; `after` is the board with them. */
export async function deriveDay(
  before: Board,
  facts: readonly Fact[],
  after: Board,
  span: DaySpan,
): Promise<ReadonlyMap<string, PackedDay>> {
  const days = new Map<string, PackedDay>();
  const factsOf = bySlug(facts);
  const spans = deriveAffectedSpans(after);
  let steps = 0;
  for (const slug of Object.keys(after.branches)) {
    const known = { record: before.branches[slug] ?? null, practice: before.practice };
    const walk = stretchSteps(known, factsOf(slug), slug, spans.get(slug) ?? [], span);
    let step = walk.next();
    for (; !step.done; step = walk.next()) {
      steps += 1;
      if (steps % STEPS_AT_ONCE === 0) await nextTurn();
    }
    const day = toBranchDay(step.value, span);
    if (day) days.set(slug, sameText(packDay(day, span.begin)));
  }
  return days;
}
