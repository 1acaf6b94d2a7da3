import type { Instant } from '../practice/instant.ts';
import type { Notice, PublicBoard, PublicBranch } from '../wire/public-board.ts';
import { NAMES } from './languages/en.ts';
import { capitalise } from './lists.ts';
import { asHeading, isSilent } from './page.ts';

/** What the board says in whole sentences, in English or anew in another language. */
export interface Told {
  /** "Clayton Surgery has a problem." */
  branch(branch: PublicBranch, at: ToldAt): string;
  /** The same beside its name: "Has a problem", "This surgery has fewer GPs than usual". */
  state(branch: PublicBranch, at: ToldAt): string;
  summary(at: ToldAt): string;
  notice(notice: Notice, at: ToldAt): Notice['text'];
}

/** The board that says it, and when it is read. */
export interface ToldAt {
  readonly board: PublicBoard;
  readonly now: Instant;
}

/** A trouble that somebody told of is called by its mark. */
export function isToldOf(branch: PublicBranch): boolean {
  return branch.state === 'degraded' && !isSilent(branch);
}

/** As the board itself says it. */
export const ENGLISH_TOLD = {
  branch: ({ sentence }: PublicBranch) => sentence,
  state: (branch: PublicBranch) =>
    isToldOf(branch) ? NAMES.degraded : capitalise(asHeading(branch.sentence.replace(branch.name, 'this surgery'))),
  summary: ({ board }: ToldAt) => board.summary.sentence,
  notice: ({ text }: Notice) => text,
} as const satisfies Told;
