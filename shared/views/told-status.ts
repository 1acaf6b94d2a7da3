import type { Instant } from '../practice/instant.ts';
import type { PublicBoard, PublicBranch } from '../wire/public-board.ts';
import { PUBLIC_PATHS, surgeryPath } from '../wire/public-paths.ts';
import { USE_111 } from '../words/advice.ts';
import { checkedLine, isSilent, type MarkName, openLine } from '../words/page.ts';
import { couldNotCheck, knewThen, WIDGET } from '../words/widget.ts';

/** When the truth was last checked, on the server's own clock. */
export interface CheckedAt {
  readonly checkedAt: Instant;
  readonly now: Instant;
  /** It was too long ago: what was good then is not said any more. */
  readonly isOld: boolean;
}

/** How a surgery, or the practice, is shown in a place that is not ours. */
export interface ToldStatus {
  readonly mark: MarkName;
  /** Whose status it is. */
  readonly name: string;
  readonly sentence: string;
  readonly lines: readonly string[];
  /** What to do while the NHS 111 notice is up here; null while it is not. */
  readonly notice: { readonly heading: string; readonly body: readonly string[] } | null;
  /** "Checked at 10:42am"; empty where the sentence says it. */
  readonly checked: string;
  /** null: none, or one that nobody would answer. */
  readonly phone: string | null;
  readonly link: { readonly path: string; readonly text: string };
}

/** Worst first: what is not known is no green. */
const WORST_FIRST: readonly MarkName[] = ['degraded', 'unknown', 'limited', 'normal', 'closed'];

function markOf(branch: PublicBranch): MarkName {
  return isSilent(branch) ? 'unknown' : branch.state;
}

function worstOf(branches: readonly PublicBranch[]): MarkName {
  const marks = new Set(branches.map(markOf));
  return WORST_FIRST.find((mark) => marks.has(mark)) ?? 'unknown';
}

function isTrouble(mark: MarkName): boolean {
  return mark === 'degraded' || mark === 'limited';
}

/** How 111 is reached stays true; which surgery is open or can help does not. */
function noticeOf({ notice }: PublicBoard, slug: string | null, { isOld }: CheckedAt): ToldStatus['notice'] {
  if (notice === null || (slug !== null && !notice.branches.includes(slug))) return null;
  return { heading: notice.text.heading, body: isOld ? [...USE_111] : [...notice.text.body] };
}

interface Fresh {
  readonly mark: MarkName;
  readonly sentence: string;
  readonly lines: readonly string[];
}

/** Once it is old, only bad news is told again: a green of a while ago would be taken for one of now. */
function aged({ mark, sentence, lines }: Fresh, { checkedAt, now, isOld }: CheckedAt, zone: string) {
  if (!isOld) return { mark, sentence, lines, checked: checkedLine(checkedAt, now, zone) };
  return {
    mark: 'unknown' as const,
    sentence: couldNotCheck(checkedAt, now, zone),
    lines: [...(isTrouble(mark) ? [knewThen(sentence)] : []), WIDGET.changed],
    checked: '',
  };
}

function toldBranch(branch: PublicBranch, board: PublicBoard, at: CheckedAt): ToldStatus {
  const { timeZone } = board.practice;
  const notice = noticeOf(board, branch.slug, at);
  const opens = `${openLine(branch, at.now, timeZone)}.`;
  const said = branch.message === null ? [] : [branch.message];
  const told = aged({ mark: markOf(branch), sentence: branch.sentence, lines: [opens, ...said] }, at, timeZone);
  return {
    mark: told.mark,
    name: branch.name,
    sentence: told.sentence,
    lines: told.lines,
    notice,
    checked: told.checked,
    phone: branch.services.phones === 'down' ? null : branch.phone,
    link: { path: surgeryPath(branch.slug), text: notice ? WIDGET.whatToDo : WIDGET.more },
  };
}

function toldPractice(board: PublicBoard, at: CheckedAt): ToldStatus {
  const { practice, summary, branches } = board;
  const told = aged({ mark: worstOf(branches), sentence: summary.sentence, lines: [] }, at, practice.timeZone);
  return {
    mark: told.mark,
    name: practice.name,
    sentence: told.sentence,
    lines: told.lines,
    notice: noticeOf(board, null, at),
    checked: told.checked,
    phone: practice.phone === '' ? null : practice.phone,
    link: { path: PUBLIC_PATHS.home, text: WIDGET.allSurgeries },
  };
}

/** The status of one surgery, or with null of all; null when there is no surgery of that slug. */
export function toToldStatus(board: PublicBoard, slug: string | null, at: CheckedAt): ToldStatus | null {
  if (slug === null) return toldPractice(board, at);
  const branch = board.branches.find((one) => one.slug === slug);
  return branch ? toldBranch(branch, board, at) : null;
}
