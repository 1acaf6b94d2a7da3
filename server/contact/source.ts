/** What the canary is called where a branch has its slug; no slug has such a character. */
const CANARY = '*canary';

/** Under which name a branch, or the canary (null), is kept. */
export function sourceOf(branch: string | null): string {
  return branch ?? CANARY;
}

/** The branch that is kept under this name; null: it is the canary. */
export function branchOf(source: string): string | null {
  return source === CANARY ? null : source;
}
