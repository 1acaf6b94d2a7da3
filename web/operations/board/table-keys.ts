import type { StaffBranch } from '../../../shared/wire/staff-board.ts';
import type { Editor } from '../edits/editor.ts';
import { GP_FIELDS } from '../edits/gp-draft.ts';
import { step } from '../rows/arrange.ts';

/** What the keys of the table need of the board. */
export interface TableHost extends HTMLElement {
  current: string | null;
  readonly updateComplete: Promise<boolean>;
  order(): readonly string[];
  branch(slug: string): StaffBranch | undefined;
}

const FIRST_CELL = 'select';

function placeOf(target: EventTarget | null): { readonly slug: string; readonly cell: string } | null {
  const element = target instanceof Element ? target : null;
  const slug = element?.closest<HTMLElement>('[data-row]')?.dataset.row;
  const cell = element?.closest<HTMLElement>('[data-cell]')?.dataset.cell;
  return slug && cell ? { slug, cell } : null;
}

function isCount(cell: string): boolean {
  return GP_FIELDS.some((field) => field === cell);
}

/** Takes the keys to a row, and there to the same cell. */
async function goToRow(host: TableHost, slug: string, cell: string = FIRST_CELL): Promise<void> {
  host.current = slug;
  await host.updateComplete;
  const row = host.querySelector(`[data-row="${CSS.escape(slug)}"]`);
  const target =
    row?.querySelector<HTMLElement>(`[data-cell="${cell}"]`) ?? row?.querySelector<HTMLElement>('[data-cell]');
  target?.focus({ preventScroll: true });
  row?.scrollIntoView({ block: 'nearest', inline: 'nearest' });
}

/** One row up or down; the first when there is none yet. */
export function goBy(host: TableHost, by: number, cell?: string): void {
  const to = step(host.order(), host.current, by);
  if (to !== null) void goToRow(host, to, cell);
}

function goSideways(target: HTMLElement, by: number): void {
  const cells = [...(target.closest('[data-row]')?.querySelectorAll<HTMLElement>('[data-cell]') ?? [])];
  cells[cells.indexOf(target) + by]?.focus();
}

/** In a count the arrows sideways move the caret, and leave it only at its ends. */
function leavesCount(input: HTMLInputElement, by: number): boolean {
  const end = by < 0 ? 0 : input.value.length;
  return input.selectionStart === input.selectionEnd ? input.selectionStart === end : input.value.length <= 2;
}

/** Arrow keys, Enter and Esc within the rows. */
export function tableKey(event: KeyboardEvent, host: TableHost, editor: Editor): void {
  const place = placeOf(event.target);
  if (!place || event.ctrlKey || event.metaKey || event.altKey) return;
  const target = (event.target as Element).closest<HTMLElement>('[data-cell]');
  const branch = host.branch(place.slug);
  if (!target || !branch) return;
  const vertical = { ArrowDown: 1, ArrowUp: -1 }[event.key];
  const sideways = { ArrowRight: 1, ArrowLeft: -1 }[event.key];
  if (vertical !== undefined) goBy(host, vertical, place.cell);
  else if (sideways !== undefined) {
    if (target instanceof HTMLInputElement && isCount(place.cell) && !leavesCount(target, sideways)) return;
    goSideways(target, sideways);
  } else if (event.key === 'Enter' && isCount(place.cell)) editor.commit(branch);
  else if (event.key === 'Escape' && editor.state().drafts[place.slug]) {
    editor.revert(place.slug);
    event.stopPropagation();
  } else return;
  event.preventDefault();
}

/** The counts of a row are said when the focus leaves them, and not from one of them to the next. */
export function commitLeft(event: FocusEvent, host: TableHost, editor: Editor): void {
  const from = placeOf(event.target);
  const to = placeOf(event.relatedTarget);
  if (!from || !isCount(from.cell)) return;
  if (to?.slug === from.slug && isCount(to.cell)) return;
  const branch = host.branch(from.slug);
  // Another window came to the front: the person is not done yet.
  if (branch && document.hasFocus()) editor.commit(branch);
}
