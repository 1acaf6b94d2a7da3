import type { Service } from '../../../shared/facts/fact.ts';
import type { Instant } from '../../../shared/practice/instant.ts';
import type { StaffBranch } from '../../../shared/wire/staff-board.ts';
import type { WatchedBranch } from '../../../shared/wire/staff-watch.ts';
import type { Edit } from '../edits/edit.ts';
import type { Editor } from '../edits/editor.ts';

/** What a row can ask of the board. */
export interface RowActions {
  readonly onSelect: (slug: string, selected: boolean) => void;
  readonly onService: (anchor: HTMLElement, branch: StaffBranch, service: Service) => void;
  readonly onDoors: (anchor: HTMLElement, branch: StaffBranch) => void;
  readonly onReport: (slug: string) => void;
  readonly onTimeline: (slug: string) => void;
  readonly onStillSo: (slug: string) => void;
}

/** What all rows are drawn from. */
export interface RowContext {
  readonly editor: Editor;
  readonly actions: RowActions;
  readonly selected: ReadonlySet<string>;
  /** The row that the keys are on: the only one whose controls Tab goes to. */
  readonly current: string | null;
  /** The server's clock. */
  readonly now: Instant;
  /** The page's steady clock, ms. */
  readonly elapsed: number;
  readonly zone: string;
  /** What the automatic checks know of a branch; null while they told nothing. */
  readonly watched: (slug: string) => WatchedBranch | null;
  readonly nameOf: (slug: string) => string;
}

/** One row: the branch as the board has it, and as the person has just said it is. */
export interface Row {
  readonly branch: StaffBranch;
  readonly shown: StaffBranch;
  readonly edit: Edit | null;
  readonly tab: '0' | '-1';
}
