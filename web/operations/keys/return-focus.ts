/** The place of a row where the focus goes when the button that had it is gone. */
export function focusRow(slug: string): void {
  document.querySelector<HTMLElement>(`[data-row="${CSS.escape(slug)}"] [data-cell="select"]`)?.focus();
}

/** The browser gives the focus back when a dialog closes and tells of it later: the person may be on their way by then. */
function hasGoneOn(before: Element | null): boolean {
  const now = document.activeElement;
  return now !== null && now !== document.body && now !== before && now.closest('dialog') === null;
}

/** Remembers what has the focus now, and gives it back: to the same control, or to its row when it has gone. */
export function rememberFocus(): () => void {
  const before = document.activeElement as HTMLElement | null;
  const slug = before?.closest<HTMLElement>('[data-row]')?.dataset.row;
  return () => {
    if (hasGoneOn(before)) return;
    if (before?.isConnected) before.focus();
    else if (slug !== undefined) focusRow(slug);
  };
}
