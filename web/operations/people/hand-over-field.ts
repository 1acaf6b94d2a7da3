import { html, type TemplateResult } from 'lit/html.js';
import type { HandedOverBy, People } from '../../../shared/wire/people.ts';
import { HAND_OVER, HAND_OVER_HINTS, HAND_OVER_NAMES } from '../../../shared/words/staff-invitations.ts';
import { segmented } from '../../parts/segmented.ts';
import type { FormContext } from '../forms/form.ts';

/** How a link goes to whom it is for. */
export interface HandedOver {
  readonly by: HandedOverBy;
}

/** What is chosen for whoever chooses nothing. */
export function usualHandOver({ sends }: People['mail']): HandedOver {
  return { by: sends ? 'mail' : 'link' };
}

export function handOverField({ draft, set }: FormContext<HandedOver>, { sends }: People['mail']): TemplateResult {
  const ways: readonly HandedOverBy[] = sends ? ['mail', 'sheet', 'link'] : ['link', 'sheet'];
  return html`<div class="role">
    ${segmented({
      name: 'person-by',
      legend: HAND_OVER.legend,
      segments: ways.map((value) => ({ value, label: HAND_OVER_NAMES[value] })),
      value: draft.by,
      onChange: (by) => set({ by }),
    })}
    <p class="field__hint" role="status">${HAND_OVER_HINTS[draft.by]}</p>
  </div>`;
}
