import type { Heard } from '../../../server/contact/heard.ts';
import type { Head } from '../../../server/journal/head.ts';
import type { NewFact } from '../../../server/journal/fact-row.ts';
import type { SeenHead } from '../../../server/journal/read.ts';
import type { Board } from '../../../shared/board/board.ts';
import { EMPTY_BOARD, foldFacts } from '../../../shared/board/fold.ts';
import type { ReportContent } from '../../../shared/facts/check-report.ts';
import { decideReport, type FieldClash } from '../../../shared/facts/decide-report.ts';
import type { Fact } from '../../../shared/facts/fact.ts';
import type { Instant } from '../../../shared/practice/instant.ts';
import type { Sabotage } from './sabotage.ts';
import { createWatchRows, type WatchRows } from './watch-rows.ts';

/** A report as it is posted. */
export interface ReportRequest {
  readonly actor: string;
  readonly key: string;
  readonly branch: string;
  readonly content: ReportContent;
  readonly seenSeq: number;
  readonly madeSecondsAgo: number;
  readonly lastSeenAt: Instant | null;
}

export type ReportOutcome =
  | {
      readonly status: 200 | 201;
      readonly seq: number;
      readonly at: Instant;
      readonly notApplied: readonly FieldClash[];
      readonly overrode: readonly FieldClash[];
    }
  | { readonly status: 412; readonly seq: number; readonly changed: readonly FieldClash[] };

export interface Checkpoint {
  readonly epoch: string;
  readonly board: Board;
}

/** When the public, or staff, could first have seen something newer than what stood before. */
export interface Commit {
  readonly at: Instant;
  readonly seq: number;
  readonly publicSeq: number;
}

/** The database: what is in it, and what can be done to it in one transaction each. */
export interface Store {
  readonly facts: readonly Fact[];
  readonly commits: readonly Commit[];
  head(): Head;
  board(): Board;
  headFrom(seq: number): SeenHead;
  factsAfter(seq: number, limit: number): readonly Fact[];
  append(facts: readonly NewFact[], at: Instant): readonly Fact[];
  record(request: ReportRequest): ReportOutcome;
  readonly heard: ReadonlyMap<string, Heard>;
  merge(
    sources: readonly string[],
    merge: (source: string, stored: Heard | null) => Heard | null,
  ): ReadonlyMap<string, Heard>;
  readonly watch: WatchRows;
  checkpoint: Checkpoint | null;
}

/** The key of a report in the journal's fact, so that both can be compared. */
export const keyOfNote = (fact: Fact) => (fact.kind === 'report' ? (fact.note?.split(' ')[0] ?? null) : null);

export function createStore(
  epoch: string,
  now: () => Instant,
  onCommit: (facts: readonly Fact[]) => void,
  sabotage: Sabotage,
): Store {
  const facts: Fact[] = [];
  const commits: Commit[] = [];
  const answers = new Map<string, ReportOutcome>();
  let board = EMPTY_BOARD;
  let heard: ReadonlyMap<string, Heard> = new Map();

  const hashOf = (seq: number) => (seq === 0 ? null : `hash of ${seq}`);

  function append(drafts: readonly NewFact[], at: Instant): readonly Fact[] {
    const added = drafts.map(
      (draft, index) => ({ ...draft, seq: facts.length + 1 + index, recordedAt: at, actorName: draft.actor }) as Fact,
    );
    facts.push(...added);
    board = foldFacts(board, added);
    commits.push({ at: now(), seq: board.seq, publicSeq: board.publicSeq });
    onCommit(added);
    return added;
  }

  return {
    facts,
    commits,
    checkpoint: null,
    head: () => ({ epoch, seq: facts.length }),
    board: () => board,
    headFrom: (seq) => ({ epoch, seq: facts.length, hash: hashOf(facts.length), hashThere: hashOf(seq), now: now() }),
    factsAfter: (seq, limit) => facts.slice(seq, seq + limit),
    append,
    record({ key, branch, content, ...request }) {
      const before = answers.get(key);
      if (before?.status === 201 && !sabotage.forgetsKeys) return { ...before, status: 200 };
      const arrivedAt = now();
      const decision = decideReport(board.branches[branch] ?? null, { ...request, content, arrivedAt });
      if (decision.kind === 'changed-since') return { status: 412, seq: decision.seq, changed: decision.changed };
      const { at, notApplied, overrode } = decision;
      const draft: NewFact = { kind: 'report', branch, onBehalf: false, at, actor: request.actor, ...content };
      const seq = append([draft], Math.max(arrivedAt, at))[0]?.seq ?? 0;
      const outcome = { status: 201, seq, at, notApplied, overrode } as const;
      answers.set(key, outcome);
      return outcome;
    },
    get heard() {
      return heard;
    },
    merge(sources, merge) {
      const merged = new Map<string, Heard>();
      for (const source of sources) {
        const next = merge(source, heard.get(source) ?? null);
        if (next) merged.set(source, next);
      }
      heard = new Map([...heard, ...merged]);
      return merged;
    },
    watch: createWatchRows(sabotage.evaluatesTwice === true),
  };
}
