import { html, nothing, type TemplateResult } from 'lit/html.js';
import { STAFF } from '../../shared/words/staff.ts';

export interface StepperOptions {
  /** Unique on the page. */
  readonly id: string;
  readonly label: string;
  /** null: not known yet. */
  readonly value: number | null;
  readonly min?: number;
  readonly max?: number;
  /** Stands after the number: "of 8". */
  readonly unit?: string;
  readonly fault?: string | null;
  readonly disabled?: boolean;
  readonly onChange: (value: number) => void;
}

const MAX = 99;

/** A whole number to type, or to step with − and +; up and down keys step as well. */
export function stepper(options: StepperOptions): TemplateResult {
  const { id, label, value, min = 0, max = MAX, unit, fault = null, disabled = false, onChange } = options;
  const within = (to: number) => Math.min(max, Math.max(min, to));
  const change = (to: number) => {
    if (within(to) !== value) onChange(within(to));
  };
  const onInput = (event: Event) => {
    const input = event.target as HTMLInputElement;
    const typed = /^\d+$/.test(input.value) ? within(Number(input.value)) : value;
    // What cannot be taken must not stay in sight as if it had been.
    input.value = String(typed ?? '');
    if (typed !== null) change(typed);
  };
  const onKey = (event: KeyboardEvent) => {
    const step = { ArrowUp: 1, ArrowDown: -1 }[event.key];
    if (step === undefined) return;
    event.preventDefault();
    change((value ?? min) + step);
  };
  return html`<div class="stepper ${fault === null ? '' : 'stepper--fault'}">
    <label class="stepper__label" for=${id}>${label}</label>
    ${fault === null ? nothing : html`<p class="field__fault" id="${id}-fault">${fault}</p>`}
    <div class="stepper__row">
      <button class="stepper__button" type="button" aria-label="${label}: ${STAFF.fewer}" ?disabled=${disabled || (value ?? min) <= min} @click=${() => change((value ?? min) - 1)}>−</button>
      <input class="stepper__input" id=${id} type="text" inputmode="numeric" pattern="[0-9]*" autocomplete="off" maxlength="2" .value=${String(value ?? '')} ?disabled=${disabled} aria-invalid=${fault === null ? 'false' : 'true'} aria-describedby=${fault === null ? nothing : `${id}-fault`} @change=${onInput} @keydown=${onKey}>
      <button class="stepper__button" type="button" aria-label="${label}: ${STAFF.more}" ?disabled=${disabled || (value ?? min) >= max} @click=${() => change((value ?? min) + 1)}>+</button>
      ${unit === undefined ? nothing : html`<span class="stepper__unit">${unit}</span>`}
    </div>
  </div>`;
}
