import type { LitElement } from 'lit';

/** Gives the focus to a control that comes with the next rendering. */
export function focusOnce(host: LitElement, id: string): void {
  void host.updateComplete.then(() => host.querySelector<HTMLElement>(`#${CSS.escape(id)}`)?.focus());
}
