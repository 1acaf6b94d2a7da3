import type { ReportContent } from '../../../shared/facts/check-report.ts';
import { SECOND } from '../../../shared/practice/instant.ts';
import { branchPath, PATHS } from '../../../shared/wire/paths.ts';
import type { StaffBoard, StaffBranch } from '../../../shared/wire/staff-board.ts';
import type { StaffEnvironment } from '../../staff/environment.ts';
import { type SendOptions, send } from '../../staff/send.ts';
import { type BranchClash, type Edit, type Edits, isOnItsWay, isStuck, NO_EDITS } from './edit.ts';
import { toEditAnswer } from './edit-answer.ts';
import { addEdit, dropEdit, forgetOld, keepTheirs, retry, settle, startNext, undo, useMine } from './edits.ts';
import { beginDraft, clashOf, type GpDraft, type GpField, meetBoard, readDraft, typeInto } from './gp-draft.ts';

export interface EditorState {
  readonly edits: Edits;
  readonly drafts: { readonly [slug: string]: GpDraft };
}

export interface Editor {
  state(): EditorState;
  subscribe(listener: () => void): () => void;
  /** Says something of one branch, or the same of several. */
  say(branches: readonly StaffBranch[], content: ReportContent): void;
  /** A count is being typed. */
  type(branch: StaffBranch, field: GpField, text: string): void;
  /** The person left the counts, or pressed Enter: they are said when they are sound and differ. */
  commit(branch: StaffBranch): void;
  /** Takes back what is being typed. */
  revert(slug: string): void;
  undo(id: number): void;
  retry(id: number): void;
  drop(id: number): void;
  useMine(id: number): void;
  keepTheirs(id: number): void;
  /** A newer board. */
  meet(board: StaffBoard): void;
  /** Time goes on: what was saved long ago is forgotten. */
  tick(): void;
  /** Something is typed, on its way, or waits for a choice. */
  isBusy(): boolean;
}

/** From this age on the server is told how long ago a thing was said. */
const OLD_FROM_SECONDS = 5;

function toRequest(edit: Edit, now: number): SendOptions {
  const seconds = Math.floor((now - edit.madeAt) / SECOND);
  const report = { ...edit.content, ...(seconds >= OLD_FROM_SECONDS && { madeSecondsAgo: seconds }) };
  const [first] = edit.targets;
  if (edit.targets.length === 1 && first) {
    return { path: branchPath(first.slug, 'reports'), body: report, key: edit.key, ifMatch: first.seen };
  }
  const branches = edit.targets.map(({ slug, seen }) => ({ slug, seen }));
  return { path: PATHS.bulkReport, body: { branches, report }, key: edit.key };
}

/** Holds what is said on this page until the journal has it. `onSettled` is told of each answer. */
export function createEditor(environment: StaffEnvironment, onSettled: (edit: Edit) => void): Editor {
  const listeners = new Set<() => void>();
  let state: EditorState = { edits: NO_EDITS, drafts: {} };
  let branches: readonly StaffBranch[] = [];

  function show(next: Partial<EditorState>): void {
    state = { ...state, ...next };
    for (const listener of listeners) listener();
  }

  async function sendEdit(edit: Edit): Promise<void> {
    const result = await send(environment, toRequest(edit, environment.monotonic()));
    const answer = toEditAnswer(edit, result);
    // It may have been replaced by another edit meanwhile; its branches' seqs are learnt all the same.
    pump(settle(state.edits, edit.id, answer, environment.monotonic(), environment.newKey()));
    const settled = state.edits.list.find(({ id }) => id === edit.id);
    if (settled && !isOnItsWay(settled)) onSettled(settled);
  }

  function pump(edits: Edits): void {
    const { edits: next, started } = startNext(edits);
    show({ edits: next });
    for (const edit of started) void sendEdit(edit);
  }

  function revert(slug: string): void {
    const { [slug]: _, ...drafts } = state.drafts;
    show({ drafts });
  }

  function say(branches: readonly StaffBranch[], content: ReportContent, clash: BranchClash | null = null): void {
    const made = { key: environment.newKey(), madeAt: environment.monotonic() };
    pump(addEdit(state.edits, { branches, content, ...made, ...(clash && { clashes: [clash] }) }));
  }

  return {
    state: () => state,
    subscribe(listener) {
      listeners.add(listener);
      return () => listeners.delete(listener);
    },
    say: (branches, content) => say(branches, content),
    type(branch, field, text) {
      const draft = state.drafts[branch.slug] ?? beginDraft(branch);
      show({ drafts: { ...state.drafts, [branch.slug]: typeInto(draft, field, text) } });
    },
    commit(branch) {
      const draft = state.drafts[branch.slug];
      if (!draft) return;
      const reading = readDraft(draft);
      if (reading.kind === 'faulty') return;
      revert(branch.slug);
      if (reading.kind === 'counts') say([branch], { gps: reading.counts }, clashOf(draft, branch, reading.counts));
    },
    revert,
    undo: (id) => pump(undo(state.edits, id, environment.monotonic(), environment.newKey)),
    retry: (id) => pump(retry(state.edits, id)),
    drop: (id) => show({ edits: dropEdit(state.edits, id) }),
    useMine(id) {
      const made = { key: environment.newKey(), madeAt: environment.monotonic() };
      pump(useMine(state.edits, id, { branches, ...made }));
    },
    keepTheirs: (id) => pump(keepTheirs(state.edits, id, environment.newKey())),
    meet(board) {
      branches = board.branches;
      const met = Object.values(state.drafts).map((draft) => {
        const branch = branches.find(({ slug }) => slug === draft.slug);
        return branch ? meetBoard(draft, branch) : draft;
      });
      if (met.some((draft) => draft !== state.drafts[draft.slug])) {
        state = { ...state, drafts: Object.fromEntries(met.map((draft) => [draft.slug, draft])) };
      }
    },
    tick() {
      const edits = forgetOld(state.edits, environment.monotonic());
      if (edits !== state.edits) show({ edits });
    },
    isBusy: () =>
      Object.keys(state.drafts).length > 0 || state.edits.list.some((edit) => isOnItsWay(edit) || isStuck(edit)),
  };
}
