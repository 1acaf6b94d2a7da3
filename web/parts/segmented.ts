import { html, type TemplateResult } from 'lit/html.js';

export interface Segment<V extends string> {
  readonly value: V;
  readonly label: string;
}

export interface SegmentedOptions<V extends string> {
  /** Unique on the page: the radios' common name. */
  readonly name: string;
  readonly legend: string;
  readonly segments: readonly Segment<V>[];
  /** null: nothing is chosen yet. */
  readonly value: V | null;
  readonly hideLegend?: boolean;
  readonly disabled?: boolean;
  readonly onChange: (value: V) => void;
}

/** One of a few, side by side: radios that look like buttons and have a radio's keys. */
export function segmented<V extends string>(options: SegmentedOptions<V>): TemplateResult {
  const { name, legend, segments, value, hideLegend = false, disabled = false, onChange } = options;
  return html`<fieldset class="segmented" ?disabled=${disabled}>
    <legend class="segmented__legend ${hideLegend ? 'nhsuk-u-visually-hidden' : ''}">${legend}</legend>
    <div class="segmented__row">
      ${segments.map(
        (segment) => html`<label class="segmented__item">
          <input class="segmented__input" type="radio" name=${name} value=${segment.value} .checked=${segment.value === value} @change=${() => onChange(segment.value)}>
          <span class="segmented__label">${segment.label}</span>
        </label>`,
      )}
    </div>
  </fieldset>`;
}
