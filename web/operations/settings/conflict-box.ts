import { html, nothing, type TemplateResult } from 'lit/html.js';
import { conflictLine, CONFLICT, keepTheirs } from '../../../shared/words/staff-practice.ts';
import { segmented } from '../../parts/segmented.ts';
import type { Question } from './setting-edit.ts';

export interface ConflictBoxOptions {
  readonly prefix: string;
  readonly questions: readonly Question[];
  readonly labelOf: (field: string) => string;
  /** A value of a field, as people read it. */
  readonly valueWords: (field: string, value: unknown) => string;
  /** "two minutes ago". */
  readonly ageOf: (at: string) => string;
  readonly onChoose: (field: string, choice: 'theirs' | 'mine') => void;
}

/** What two people set otherwise, and whose word shall stand, field by field. */
export function conflictBox(options: ConflictBoxOptions): TemplateResult | typeof nothing {
  const { prefix, questions, labelOf, valueWords, ageOf, onChoose } = options;
  if (questions.length === 0) return nothing;
  const said = (text: string) => (text === '' ? html`<i>${CONFLICT.empty}</i>` : text);
  return html`<section class="conflict" tabindex="-1" aria-labelledby="${prefix}-conflict">
    <h3 class="conflict__title" id="${prefix}-conflict">${CONFLICT.title}</h3>
    <p>${CONFLICT.more}</p>
    ${questions.map(
      ({ field, by, at, theirs, mine, choice }) => html`<div class="conflict__field">
        <p><strong>${conflictLine(by, labelOf(field), ageOf(at))}</strong></p>
        <dl class="conflict__values">
          <div><dt>${CONFLICT.now}</dt><dd>${said(valueWords(field, theirs))}</dd></div>
          <div><dt>${CONFLICT.yours}</dt><dd>${said(valueWords(field, mine))}</dd></div>
        </dl>
        ${segmented({
          name: `${prefix}-conflict-${field}`,
          legend: labelOf(field),
          hideLegend: true,
          segments: [
            { value: 'theirs', label: keepTheirs(by) },
            { value: 'mine', label: CONFLICT.mine },
          ],
          value: choice,
          onChange: (chosen) => onChoose(field, chosen),
        })}
      </div>`,
    )}
  </section>`;
}
