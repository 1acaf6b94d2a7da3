import type { ReportContent } from '../../../shared/facts/check-report.ts';
import { SECOND } from '../../../shared/practice/instant.ts';
import { QUEUED_FROM_SECONDS } from '../../../shared/facts/report-limits.ts';
import type { StaffBranch } from '../../../shared/wire/staff-board.ts';
import { against, contentBefore, overlaps, withContent } from './content.ts';
import {
  type BranchClash,
  canUndo,
  type Edit,
  type Edits,
  type EditStatus,
  type EditTarget,
  isOnItsWay,
  isStuck,
  UNDO_MS,
} from './edit.ts';
import type { EditAnswer } from './edit-answer.ts';

/** What others say can come in between again and again; then a person looks. */
const REBASED_AT_MOST = 3;

export interface NewEdit {
  readonly branches: readonly StaffBranch[];
  readonly content: ReportContent;
  readonly key: string;
  readonly madeAt: number;
  /** What others are already known to have said against it. */
  readonly clashes?: readonly BranchClash[];
}

function append(edits: Edits, edit: Omit<Edit, 'id' | 'rebased'>): Edits {
  return { ...edits, list: [...edits.list, { ...edit, id: edits.nextId, rebased: 0 }], nextId: edits.nextId + 1 };
}

function speaksOfOneOf(edit: Edit, slugs: readonly string[]): boolean {
  return edit.targets.some(({ slug }) => slugs.includes(slug));
}

/** What failed of the same branches and the same fields is not wanted any more: the person has said another thing. */
function withoutReplaced(edits: Edits, slugs: readonly string[], content: ReportContent): Edits {
  const isReplaced = (edit: Edit) => isStuck(edit) && speaksOfOneOf(edit, slugs) && overlaps(edit.content, content);
  return { ...edits, list: edits.list.filter((edit) => !isReplaced(edit)) };
}

/** Something new is said. It waits for its turn: see `startNext`. */
export function addEdit(edits: Edits, { branches, content, key, madeAt, clashes }: NewEdit): Edits {
  const slugs = branches.map(({ slug }) => slug);
  const targets = branches.map((branch) => ({
    slug: branch.slug,
    seen: branch.seq,
    before: contentBefore(content, branch),
  }));
  const status: EditStatus = clashes ? { kind: 'conflict', clashes } : { kind: 'waiting' };
  return append(withoutReplaced(edits, slugs, content), { targets, content, key, madeAt, status, isUndo: false });
}

function change(edits: Edits, id: number, next: (edit: Edit) => Edit): Edits {
  return { ...edits, list: edits.list.map((edit) => (edit.id === id ? next(edit) : edit)) };
}

/** Who saw the branch as it was before own reports has seen those too; what others said between them was not seen. */
function seeOwn({ own }: Edits, target: EditTarget): EditTarget {
  const chain = own[target.slug];
  return chain && target.seen >= chain.from && target.seen < chain.to ? { ...target, seen: chain.to } : target;
}

/** The stretch of own reports, longer by this one. A report that came late was stored over whatever others said. */
function chainOf({ own }: Edits, { slug, seen }: EditTarget, to: number, isLate: boolean): Edits['own'][string] {
  const before = own[slug];
  if (isLate) return { from: to, to };
  return { from: before && before.to === seen ? before.from : seen, to };
}

/** Own reports of a branch go one after the other, and each has seen the one before it. */
export function startNext(edits: Edits): { readonly edits: Edits; readonly started: readonly Edit[] } {
  const busy = new Set<string>();
  const started: Edit[] = [];
  const list = edits.list.map((edit) => {
    if (!isOnItsWay(edit)) return edit;
    const isBlocked = edit.targets.some(({ slug }) => busy.has(slug));
    for (const { slug } of edit.targets) busy.add(slug);
    if (edit.status.kind === 'saving' || isBlocked) return edit;
    const next: Edit = {
      ...edit,
      targets: edit.targets.map((target) => seeOwn(edits, target)),
      status: { kind: 'saving' },
    };
    started.push(next);
    return next;
  });
  return { edits: { ...edits, list }, started };
}

/** The edit anew over what others said: `seqs` are their branches' seqs. A new report needs a new key. */
function rebase(edit: Edit, seqs: ReadonlyMap<string, number>, key: string): Edit {
  const targets = edit.targets.map((target) => ({ ...target, seen: seqs.get(target.slug) ?? target.seen }));
  return { ...edit, targets, key, status: { kind: 'waiting' }, rebased: edit.rebased + 1 };
}

function meetClashes(edit: Edit, answer: Extract<EditAnswer, { kind: 'changed' }>, newKey: string): Edit {
  const seqs = new Map(answer.clashes.map(({ slug, seq }) => [slug, seq]));
  const clashes = answer.clashes.map((clash) => ({ ...clash, changed: against(edit.content, clash.changed) }));
  const standing = clashes.filter(({ changed }) => changed.length > 0);
  if (standing.length === 0 && edit.rebased < REBASED_AT_MOST) return rebase(edit, seqs, newKey);
  // None stands against it, and still it does not get in: all that was said is shown.
  const shown = standing.length > 0 ? clashes : answer.clashes;
  return { ...edit, status: { kind: 'conflict', clashes: shown } };
}

function settleSaved(edits: Edits, id: number, answer: Extract<EditAnswer, { kind: 'saved' }>, at: number): Edits {
  const saved = edits.list.find((edit) => edit.id === id);
  const isLate = saved !== undefined && at - saved.madeAt >= QUEUED_FROM_SECONDS * SECOND;
  const own = { ...edits.own };
  for (const target of saved?.targets ?? []) {
    const to = answer.seqs[target.slug];
    if (to !== undefined) own[target.slug] = chainOf(edits, target, to, isLate);
  }
  const status = { kind: 'saved', at, notApplied: answer.notApplied } as const;
  return change({ ...edits, own }, id, (edit) => ({ ...edit, status }));
}

/** The answer to an edit that was sent. `newKey` is for sending it anew, when nothing stands against that. */
export function settle(edits: Edits, id: number, answer: EditAnswer, at: number, newKey: string): Edits {
  switch (answer.kind) {
    case 'saved':
      return settleSaved(edits, id, answer, at);
    case 'changed':
      return change(edits, id, (edit) => meetClashes(edit, answer, newKey));
    case 'refused':
      return change(edits, id, (edit) => ({ ...edit, status: answer }));
    case 'unreachable':
      return change(edits, id, (edit) => ({ ...edit, status: { kind: 'unreachable' } }));
  }
}

/** Mine, in spite of what others said: they were seen now, and theirs is what an undo brings back. */
export function useMine(edits: Edits, id: number, { branches, key, madeAt }: Omit<NewEdit, 'content'>): Edits {
  return change(edits, id, (edit) => {
    if (edit.status.kind !== 'conflict') return edit;
    const seqs = new Map(edit.status.clashes.map(({ slug, seq }) => [slug, seq]));
    const targets = edit.targets.map((target) => {
      const branch = branches.find(({ slug }) => slug === target.slug);
      return branch ? { ...target, before: contentBefore(edit.content, branch) } : target;
    });
    return { ...rebase({ ...edit, targets }, seqs, key), madeAt, rebased: 0 };
  });
}

/** For the branches that others changed theirs holds; for the rest of the edit's branches, if any, it is sent. */
export function keepTheirs(edits: Edits, id: number, key: string): Edits {
  const edit = edits.list.find((one) => one.id === id);
  if (edit?.status.kind !== 'conflict') return edits;
  const changed = new Set(edit.status.clashes.flatMap(({ slug, changed }) => (changed.length > 0 ? [slug] : [])));
  const seqs = new Map(edit.status.clashes.map(({ slug, seq }) => [slug, seq]));
  const targets = edit.targets.filter(({ slug }) => !changed.has(slug));
  if (targets.length === 0) return dropEdit(edits, id);
  return change(edits, id, (one) => rebase({ ...one, targets }, seqs, key));
}

/** Sends once more what did not get through, under the same key: it is never stored twice. */
export function retry(edits: Edits, id: number): Edits {
  return change(edits, id, (edit) => (isStuck(edit) ? { ...edit, status: { kind: 'waiting' } } : edit));
}

export function dropEdit(edits: Edits, id: number): Edits {
  return { ...edits, list: edits.list.filter((edit) => edit.id !== id) };
}

/** New reports that bring back what was so before the edit; branches of which the same was so share one. */
export function undo(edits: Edits, id: number, now: number, newKey: () => string): Edits {
  const edit = edits.list.find((one) => one.id === id);
  if (!edit || !canUndo(edit, now)) return edits;
  const groups = new Map<string, Edit['targets'][number][]>();
  for (const target of edit.targets) {
    const same = JSON.stringify(target.before);
    groups.set(same, [...(groups.get(same) ?? []), target]);
  }
  return [...groups.values()].reduce(
    (so, targets) => {
      const content = targets[0]?.before;
      if (!content) return so;
      const back = targets.map(({ slug, seen }) => ({ slug, seen, before: null }));
      const status = { kind: 'waiting' } as const;
      return append(so, { targets: back, content, key: newKey(), madeAt: now, status, isUndo: true });
    },
    dropEdit(edits, id),
  );
}

/** Forgets what was saved long ago. */
export function forgetOld(edits: Edits, now: number): Edits {
  const list = edits.list.filter(({ status }) => status.kind !== 'saved' || now - status.at < UNDO_MS);
  return list.length === edits.list.length ? edits : { ...edits, list };
}

/** Whether the board may not show yet what an edit says of the branch. What was refused is not so. */
function isAhead({ status, targets }: Edit, branch: StaffBranch, own: number): boolean {
  if (status.kind === 'conflict' || status.kind === 'refused') return false;
  if (status.kind === 'saved') return branch.seq < own;
  // Nobody can tell whether it arrived; what is said of the branch since then is known.
  return status.kind !== 'unreachable' || targets.some(({ slug, seen }) => slug === branch.slug && seen === branch.seq);
}

/** The branch as the person has just said it is, until the board shows it. In a conflict the board is shown. */
export function shownBranch(branch: StaffBranch, edits: Edits): StaffBranch {
  const own = edits.own[branch.slug]?.to ?? 0;
  return edits.list
    .filter((edit) => speaksOfOneOf(edit, [branch.slug]) && isAhead(edit, branch, own))
    .reduce((so, { content }) => withContent(so, content), branch);
}
