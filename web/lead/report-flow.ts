import type { ReportContent } from '../../shared/facts/check-report.ts';
import { MADE_SECONDS_AGO_MAX, QUEUED_FROM_SECONDS } from '../../shared/facts/report-limits.ts';
import { type Instant, SECOND } from '../../shared/practice/instant.ts';
import { branchPath } from '../../shared/wire/paths.ts';
import type { PublicBoard } from '../../shared/wire/public-board.ts';
import type { Clash, ReportAnswer } from '../../shared/wire/report.ts';
import type { StaffBoard, StaffBranch } from '../../shared/wire/staff-board.ts';
import { type SheetKind, SENT_BY_ITSELF_MS } from '../../shared/words/staff-lead.ts';
import type { LiveView } from '../live/live-board.ts';
import type { Face } from '../staff/open-face.ts';
import { type SendResult, send } from '../staff/send.ts';
import { type Choices, onlyAsked, questionsOf, toOvertaken, withoutTheirs } from '../../shared/outbox/clashes.ts';
import {
  beginDraft,
  type Draft,
  type DraftFault,
  faultsOf,
  isForStaffAlone,
  isTyped,
  toContent,
  toDraftFault,
} from './draft.ts';
import { type KeptPlace, type KeptReport, keepReport, readKeptReport } from './kept-report.ts';
import { readPublicBoard } from './public-quote.ts';

/** Where a report stands. */
export type Step =
  | { readonly kind: 'form'; readonly faults: readonly DraftFault[]; readonly detail: string | null }
  | { readonly kind: 'sending' }
  /** Nobody can tell whether it arrived; `detail` is the server's own word, null when nothing came. */
  | { readonly kind: 'unsent'; readonly detail: string | null }
  | { readonly kind: 'refused'; readonly detail: string }
  | { readonly kind: 'signed-out' }
  | { readonly kind: 'conflict'; readonly seq: number; readonly clashes: readonly Clash[]; readonly choices: Choices }
  /** Kept theirs, and nothing was left to say. */
  | { readonly kind: 'theirs' }
  | { readonly kind: 'done'; readonly quote: PublicBoard | 'reading' | 'unread' | 'staff-only' };

export interface FlowState {
  readonly draft: Draft;
  readonly step: Step;
  /** The sheet is on the screen; else it waits in the bar. */
  readonly isOpen: boolean;
}

export interface ReportFlow {
  state(): FlowState | null;
  subscribe(listener: () => void): () => void;
  open(kind: SheetKind, branch: StaffBranch): void;
  /** To be called with every change of the face: takes up what was kept, once it is known who is here. */
  resume(): void;
  change(part: Partial<Draft>): void;
  submit(): void;
  tryAgain(): void;
  choose(field: string, whose: 'theirs' | 'mine'): void;
  /** Sends what is left after the choices; `whose` chooses for all that are asked. */
  settle(whose?: 'theirs' | 'mine'): void;
  /** Back to what was typed. */
  edit(): void;
  /** The sheet leaves the screen. What was typed or sent waits in the bar. */
  close(): void;
  /** Back from the bar. */
  reopen(): void;
  drop(): void;
}

const UNTOUCHED: Step = { kind: 'form', faults: [], detail: null };

/** A person waits in front of it: fewer tries than a queue would make. */
const TRIES = 3;
/** What others say can come between again and again; then a person looks. */
const MERGED_AT_MOST = 3;

export function createReportFlow(face: Face, place: KeptPlace): ReportFlow {
  const { environment } = face;
  const listeners = new Set<() => void>();
  let state: FlowState | null = null;
  let sent: {
    readonly content: ReportContent;
    readonly key: string;
    readonly seen: number;
    readonly at: Instant;
  } | null = null;
  let isResumed = false;
  /** Begun, and set aside for something more urgent. */
  let aside: Draft | null = null;
  /** Was said before signing in again, and goes by itself once the page is live and knows the time. */
  let goesByItself = false;

  function view(): LiveView<StaffBoard> | null {
    const board = face.board();
    return board.kind === 'open' ? board.view : board.kind === 'ended' ? board.last : null;
  }

  function toKept({ draft, step }: FlowState): KeptReport | null {
    if (step.kind === 'done' || step.kind === 'theirs') return null;
    const stage = step.kind === 'signed-out' ? 'signed-out' : sent === null ? 'typing' : 'sent';
    const { content = null, key = '', seen = draft.seen, at = 0 } = sent ?? {};
    return { name: face.session()?.name ?? null, at, draft, stage, content, key, seen };
  }

  function show(next: FlowState | null): void {
    state = next;
    if (next === null) {
      sent = null;
      goesByItself = false;
    }
    keepReport(place, next && toKept(next));
    for (const listener of listeners) listener();
  }

  /** Ends what is being said; what was set aside for it waits again. */
  function end(): void {
    const begun = aside;
    aside = null;
    show(null);
    if (begun) show({ draft: begun, step: UNTOUCHED, isOpen: false });
  }

  function goTo(step: Step): void {
    // However it ended, whoever waits for it is told.
    const isOver = step.kind === 'done' || step.kind === 'theirs';
    if (state) show({ ...state, step, isOpen: state.isOpen || isOver });
  }

  /** What waited, for a connection or for a sign-in, must not pass for said now: others may know better since. */
  function ageOf(at: Instant): { readonly madeSecondsAgo?: number } {
    const seconds = Math.floor(((view()?.now ?? 0) - at) / SECOND);
    if (at === 0 || seconds < QUEUED_FROM_SECONDS) return {};
    return { madeSecondsAgo: Math.min(seconds, MADE_SECONDS_AGO_MAX) };
  }

  async function deliver(merged = 0): Promise<void> {
    if (!state || !sent) return;
    const { slug } = state.draft;
    const now = sent;
    goTo({ kind: 'sending' });
    const result = await send(environment, {
      path: branchPath(slug, 'reports'),
      body: { ...now.content, ...ageOf(now.at) },
      key: now.key,
      ifMatch: now.seen,
      tries: TRIES,
    });
    if (sent === now) receive(result, merged);
  }

  function receive(result: SendResult, merged: number): void {
    if (result.kind === 'ok') void finish(result.body as ReportAnswer);
    else if (result.kind === 'unreachable') goTo({ kind: 'unsent', detail: null });
    else if (result.status === 401) goTo({ kind: 'signed-out' });
    else if (result.status === 412) meetOthers(result.problem, merged);
    else if (result.status === 429 || result.status >= 500) goTo({ kind: 'unsent', detail: result.problem.detail });
    else if (result.problem.faults.length > 0) {
      sent = null;
      goTo({ kind: 'form', faults: result.problem.faults.map(toDraftFault), detail: result.problem.detail });
    } else goTo({ kind: 'refused', detail: result.problem.detail });
  }

  function meetOthers(problem: Readonly<Record<string, unknown>>, merged: number): void {
    const overtaken = toOvertaken(problem);
    if (!sent || !overtaken) return goTo({ kind: 'refused', detail: String(problem.detail ?? '') });
    const clashes = questionsOf(sent.content, overtaken.changed);
    // Of other things others may say what they like: it goes again, having seen that.
    if (clashes.length === 0 && merged < MERGED_AT_MOST) {
      sent = { ...sent, seen: overtaken.seq };
      void deliver(merged + 1);
    } else goTo({ kind: 'conflict', seq: overtaken.seq, clashes, choices: {} });
  }

  async function finish({ seq, branch, notApplied }: ReportAnswer): Promise<void> {
    const content = sent?.content ?? {};
    const clashes = questionsOf(content, notApplied);
    if (sent && clashes.length > 0) {
      // It is stored as of when it was said. Others have spoken since, and theirs holds unless it is said again.
      sent = { ...sent, content: onlyAsked(content, clashes), key: environment.newKey(), seen: seq };
      return goTo({ kind: 'conflict', seq, clashes, choices: {} });
    }
    sent = null;
    if (isForStaffAlone(content)) return goTo({ kind: 'done', quote: 'staff-only' });
    goTo({ kind: 'done', quote: 'reading' });
    const mine = state;
    const isShown = () => (view()?.board.branches.find(({ slug }) => slug === branch)?.seq ?? 0) >= seq;
    const board = await readPublicBoard(environment, seq, isShown);
    if (state && state.step === mine?.step) goTo({ kind: 'done', quote: board ?? 'unread' });
  }

  /** Takes up what was kept when the page was left. */
  function takeUp(name: string | null): void {
    isResumed = true;
    const kept = readKeptReport(place);
    if (!kept) return;
    if (kept.name !== name) return keepReport(place, null);
    const { draft, content, key, seen, at } = kept;
    goesByItself = kept.stage === 'signed-out';
    if (content) sent = { content, key, seen, at };
    const step: Step = content ? { kind: 'unsent', detail: null } : UNTOUCHED;
    show({ draft, step, isOpen: true });
  }

  function submit(): void {
    if (!state || state.step.kind !== 'form') return;
    const faults = faultsOf(state.draft);
    if (faults.length > 0) return goTo({ kind: 'form', faults, detail: null });
    sent = { content: toContent(state.draft), key: environment.newKey(), seen: state.draft.seen, at: view()?.now ?? 0 };
    void deliver();
  }

  return {
    state: () => state,
    subscribe(listener) {
      listeners.add(listener);
      return () => listeners.delete(listener);
    },
    open(kind, branch) {
      const isWaiting = state !== null && !state.isOpen;
      const isSame = state?.draft.kind === kind && state.draft.slug === branch.slug;
      // What is not sent yet is settled first: it must not be lost for the next thing.
      if (isWaiting && (isSame || state?.step.kind !== 'form')) return show(state && { ...state, isOpen: true });
      if (isWaiting && state) aside = state.draft;
      sent = null;
      show({ draft: beginDraft(kind, branch), step: UNTOUCHED, isOpen: true });
    },
    resume() {
      const session = face.session();
      const board = view();
      if (!session || !board) return;
      if (!isResumed && !state) takeUp(session.name);
      // Before it is live the page goes by the device's clock, which may be wrong by years.
      if (!goesByItself || board.freshness !== 'live' || !sent) return;
      goesByItself = false;
      if (board.now - sent.at < SENT_BY_ITSELF_MS) void deliver();
    },
    change(part) {
      if (!state) return;
      // What was wrong is looked at again when it is sent, and not while it is put right.
      const step = state.step.kind === 'form' ? { ...state.step, faults: [], detail: null } : state.step;
      show({ ...state, draft: { ...state.draft, ...part }, step });
    },
    submit,
    tryAgain: () => void deliver(),
    choose(field, whose) {
      if (state?.step.kind !== 'conflict') return;
      goTo({ ...state.step, choices: { ...state.step.choices, [field]: whose } });
    },
    settle(whose) {
      if (state?.step.kind !== 'conflict' || !sent) return;
      const { clashes, choices, seq } = state.step;
      const all = whose ? Object.fromEntries(clashes.map(({ field }) => [field, whose])) : choices;
      const content = withoutTheirs(sent.content, all);
      if (content === null) {
        sent = null;
        return goTo({ kind: 'theirs' });
      }
      // Nothing is stored under a key that was refused; another text gets a key of its own all the same.
      sent = { content, key: environment.newKey(), seen: seq, at: view()?.now ?? 0 };
      void deliver();
    },
    edit() {
      sent = null;
      // What was seen stays as it was: what others said since is asked about again.
      goTo(UNTOUCHED);
    },
    close() {
      if (!state) return;
      const { draft, step } = state;
      const isOver = step.kind === 'done' || step.kind === 'theirs';
      const isWorthKeeping = step.kind === 'form' ? isTyped(draft) : !isOver;
      if (isWorthKeeping) show({ ...state, isOpen: false });
      else end();
    },
    reopen: () => show(state && { ...state, isOpen: true }),
    drop: end,
  };
}
