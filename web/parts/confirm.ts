import { html, render } from 'lit/html.js';
import { STAFF } from '../../shared/words/staff.ts';

export interface ConfirmOptions {
  readonly title: string;
  readonly lines: readonly string[];
  /** What the button does: "Declare incident", never "OK". */
  readonly action: string;
  readonly cancel?: string;
  /** Something is taken away or shown to patients: the button warns. */
  readonly warns?: boolean;
}

/** Asks in a dialog of the browser's own; false when it was left in any other way than by its button. */
export function confirmed({ title, lines, action, cancel = STAFF.cancel, warns }: ConfirmOptions): Promise<boolean> {
  const dialog = document.createElement('dialog');
  dialog.className = 'dialog';
  dialog.setAttribute('aria-labelledby', 'confirm-title');
  const button = warns ? 'nhsuk-button nhsuk-button--warning' : 'nhsuk-button';
  render(
    html`<form method="dialog" class="dialog__form">
      <h2 class="dialog__title" id="confirm-title">${title}</h2>
      ${lines.map((line) => html`<p>${line}</p>`)}
      <div class="dialog__buttons">
        <button class=${button} value="yes">${action}</button>
        <button class="nhsuk-button nhsuk-button--secondary" value="no" autofocus>${cancel}</button>
      </div>
    </form>`,
    dialog,
  );
  document.body.append(dialog);
  dialog.showModal();
  return new Promise((resolve) => {
    dialog.addEventListener('close', () => {
      dialog.remove();
      resolve(dialog.returnValue === 'yes');
    });
  });
}
