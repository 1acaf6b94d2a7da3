import type { OutboxEntry } from '../../shared/outbox/entry.ts';
import { type Choices, onlyAsked, withoutTheirs } from '../../shared/outbox/clashes.ts';
import type { PublicBoard } from '../../shared/wire/public-board.ts';
import type { Clash } from '../../shared/wire/report.ts';
import type { StaffBoard, StaffBranch } from '../../shared/wire/staff-board.ts';
import type { SheetKind } from '../../shared/words/staff-lead.ts';
import { OUTBOX, refusalWords } from '../../shared/words/staff-outbox.ts';
import type { LiveView } from '../live/live-board.ts';
import type { Outbox } from '../outbox/outbox.ts';
import { toast } from '../parts/announce.ts';
import type { Face } from '../staff/open-face.ts';
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
import { type KeptPlace, keepReport, readKeptReport } from './kept-report.ts';
import { readPublicBoard } from './public-quote.ts';

/** Where a report stands. */
export type Step =
  | { readonly kind: 'form'; readonly faults: readonly DraftFault[]; readonly detail: string | null }
  | { readonly kind: 'sending' }
  /** It waits, and goes by itself; `detail` is the server's own word, null when nothing came. */
  | { readonly kind: 'unsent'; readonly detail: string | null }
  | { readonly kind: 'refused'; readonly detail: string }
  | { readonly kind: 'signed-out' }
  | { readonly kind: 'conflict'; readonly seq: number; readonly clashes: readonly Clash[]; readonly choices: Choices }
  /** Kept theirs, and nothing was left to say. */
  | { readonly kind: 'theirs' }
  | { readonly kind: 'done'; readonly quote: PublicBoard | 'reading' | 'unread' | 'staff-only' };

export interface FlowState {
  readonly draft: Draft;
  /** What was said, once it was: it lies in the outbox. */
  readonly entry: OutboxEntry | null;
  readonly step: Step;
  /** The sheet is on the screen; else it waits in the bar. */
  readonly isOpen: boolean;
}

export interface ReportFlow {
  state(): FlowState | null;
  subscribe(listener: () => void): () => void;
  open(kind: SheetKind, branch: StaffBranch): void;
  /** Something of the outbox. */
  openEntry(entry: OutboxEntry): void;
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
  /** The sheet leaves the screen. What was typed waits in the bar, what was said in the outbox. */
  close(): void;
  /** Back from the bar. */
  reopen(): void;
  drop(): void;
}

const UNTOUCHED: Step = { kind: 'form', faults: [], detail: null };

/** Where an entry of the outbox stands; null when it is stored and what patients see is still to be read. */
function stepOf({ state }: OutboxEntry): Step | null {
  switch (state.kind) {
    case 'waiting':
      if (state.why === 'new') return { kind: 'sending' };
      return state.why === 'signed-out' ? { kind: 'signed-out' } : { kind: 'unsent', detail: state.detail };
    case 'changed':
      return { kind: 'conflict', seq: state.seq, clashes: state.clashes, choices: {} };
    case 'refused':
      return { kind: 'refused', detail: refusalWords(state) };
    case 'sent':
      return null;
  }
}

/** Each reading of the store gives new objects. */
function isAlike(a: OutboxEntry, b: OutboxEntry): boolean {
  return JSON.stringify(a.state) === JSON.stringify(b.state);
}

export function createReportFlow(face: Face, outbox: Outbox, place: KeptPlace): ReportFlow {
  const { environment } = face;
  const listeners = new Set<() => void>();
  let state: FlowState | null = null;
  let isResumed = false;
  /** Begun, and set aside for something more urgent. */
  let aside: Draft | null = null;

  function view(): LiveView<StaffBoard> | null {
    const board = face.board();
    return board.kind === 'open' ? board.view : board.kind === 'ended' ? board.last : null;
  }

  function show(next: FlowState | null): void {
    state = next;
    const typed = next && next.entry === null && next.step.kind === 'form' ? next.draft : aside;
    keepReport(place, typed && { name: face.session()?.name ?? null, draft: typed });
    for (const listener of listeners) listener();
  }

  /** Ends what is being said; what was set aside for it waits again. */
  function end(): void {
    const begun = aside;
    aside = null;
    show(begun && { draft: begun, entry: null, step: UNTOUCHED, isOpen: false });
  }

  function goTo(step: Step, part: Partial<FlowState> = {}): void {
    if (state) show({ ...state, step, ...part });
  }

  /** Follows what is on the screen, or was closed a moment ago while it was being sent. */
  function follow(): void {
    if (!state?.entry) return;
    const entry = outbox.find(state.entry.key);
    // Another tab threw it away.
    if (!entry) return state.step.kind === 'done' ? undefined : end();
    const isTried = state.step.kind === 'sending' && !outbox.isSending();
    if (isAlike(entry, state.entry) && !isTried) return;
    const step = stepOf(entry);
    // While it is tried again, what it said before is not told once more.
    if (step?.kind === 'unsent' && state.step.kind === 'sending' && outbox.isSending()) return;
    if (step === null) return finish(entry);
    if (entry.state.kind === 'refused' && entry.draft !== null && entry.state.faults.length > 0) {
      return backToForm(entry.state.faults.map(toDraftFault), entry.state.detail);
    }
    // What nobody looks at waits in the list.
    if (!state.isOpen && step.kind !== 'sending') return end();
    show({ ...state, entry, step });
  }

  /** Faults are put right in the sheet that they were made in. */
  function backToForm(faults: readonly DraftFault[], detail: string | null): void {
    const said = state?.entry;
    // What was seen stays as it was: what others said since is asked about again.
    goTo({ kind: 'form', faults, detail }, { entry: null, isOpen: true });
    if (said) outbox.remove(said.key);
  }

  function finish(entry: OutboxEntry): void {
    if (!state || entry.state.kind !== 'sent') return;
    if (!state.isOpen && entry.waited) {
      toast(OUTBOX.sentToast);
      return end();
    }
    void quote(entry, entry.state.seq);
  }

  async function quote(entry: OutboxEntry, seq: number): Promise<void> {
    // However it ended, whoever waits for it is told.
    const isForStaff = isForStaffAlone(entry.content);
    goTo({ kind: 'done', quote: isForStaff ? 'staff-only' : 'reading' }, { entry, isOpen: true });
    if (isForStaff) return;
    const mine = state;
    const isShown = () => (view()?.board.branches.find(({ slug }) => slug === entry.branch)?.seq ?? 0) >= seq;
    const board = await readPublicBoard(environment, seq, isShown);
    if (state && state.step === mine?.step) goTo({ kind: 'done', quote: board ?? 'unread' });
  }

  function say(draft: Draft, content: OutboxEntry['content'], seen: number): void {
    const branchName = view()?.board.branches.find(({ slug }) => slug === draft.slug)?.name ?? draft.slug;
    const key = outbox.say({ branch: draft.slug, branchName, content, seen, draft });
    show({ draft, entry: outbox.find(key), step: { kind: 'sending' }, isOpen: true });
  }

  /** Takes up what was typed when the page was left. */
  function takeUp(name: string | null): void {
    isResumed = true;
    const kept = readKeptReport(place);
    if (!kept) return;
    if (kept.name !== name) return keepReport(place, null);
    show({ draft: kept.draft, entry: null, step: UNTOUCHED, isOpen: true });
  }

  outbox.subscribe(follow);
  return {
    state: () => state,
    subscribe(listener) {
      listeners.add(listener);
      return () => listeners.delete(listener);
    },
    open(kind, branch) {
      const isTyping = state !== null && state.entry === null;
      const isSame = state?.draft.kind === kind && state.draft.slug === branch.slug;
      if (isTyping && isSame && state) return show({ ...state, isOpen: true });
      if (isTyping && state) aside = state.draft;
      show({ draft: beginDraft(kind, branch), entry: null, step: UNTOUCHED, isOpen: true });
    },
    openEntry(entry) {
      const branch = view()?.board.branches.find(({ slug }) => slug === entry.branch);
      const draft = (entry.draft as Draft | null) ?? (branch && beginDraft('services', branch));
      if (!draft) return;
      if (state !== null && state.entry === null) aside = state.draft;
      const step = stepOf(entry) ?? { kind: 'done', quote: 'unread' };
      show({ draft, entry, step, isOpen: true });
    },
    resume() {
      const session = face.session();
      if (session && view() && !isResumed && !state) takeUp(session.name);
    },
    change(part) {
      if (!state) return;
      // What was wrong is looked at again when it is sent, and not while it is put right.
      const step = state.step.kind === 'form' ? { ...state.step, faults: [], detail: null } : state.step;
      show({ ...state, draft: { ...state.draft, ...part }, step });
    },
    submit() {
      if (!state || state.step.kind !== 'form') return;
      const { draft } = state;
      const faults = faultsOf(draft);
      if (faults.length > 0) return goTo({ kind: 'form', faults, detail: null });
      say(draft, toContent(draft), draft.seen);
    },
    tryAgain() {
      outbox.tryNow();
      if (outbox.isSending()) goTo({ kind: 'sending' });
    },
    choose(field, whose) {
      if (state?.step.kind !== 'conflict') return;
      goTo({ ...state.step, choices: { ...state.step.choices, [field]: whose } });
    },
    settle(whose) {
      if (state?.step.kind !== 'conflict' || !state.entry) return;
      const { draft, entry, step } = state;
      const { clashes, choices, seq } = step;
      const isStored = entry.state.kind === 'changed' && entry.state.isStored;
      const said = isStored ? onlyAsked(entry.content, clashes) : entry.content;
      const all = whose ? Object.fromEntries(clashes.map(({ field }) => [field, whose])) : choices;
      const content = withoutTheirs(said, all);
      // Nothing is stored under a key that was refused; another text gets a key of its own all the same.
      if (content === null) goTo({ kind: 'theirs' }, { entry: null });
      else say(draft, content, seq);
      outbox.remove(entry.key);
    },
    edit: () => backToForm([], null),
    close() {
      if (!state) return;
      const { draft, entry, step } = state;
      const isWorthKeeping = step.kind === 'form' ? isTyped(draft) : step.kind === 'sending';
      if (isWorthKeeping) return show({ ...state, isOpen: false });
      end();
      // Who read how it ended need not find it again.
      if (entry && step.kind === 'done') outbox.remove(entry.key);
    },
    reopen: () => show(state && { ...state, isOpen: true }),
    drop() {
      const said = state?.entry;
      end();
      if (said) outbox.remove(said.key);
    },
  };
}
