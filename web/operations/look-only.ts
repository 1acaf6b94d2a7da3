import { html, type TemplateResult } from 'lit/html.js';
import type { Session } from '../../shared/wire/session.ts';
import { homeOf } from '../../shared/wire/staff-paths.ts';
import { FACE_NAMES } from '../../shared/words/staff.ts';
import { LOOK_ONLY } from '../../shared/words/staff-operations.ts';

/** What stands here for people who do not run the day: why, and where their own page is. */
export function lookOnly({ role }: Pick<Session, 'role'>): TemplateResult {
  const go = role === 'lead' ? LOOK_ONLY.lead : LOOK_ONLY.wallboard;
  return html`<div class="ops__screen">
    <h1>${FACE_NAMES.operations}</h1>
    <p class="nhsuk-u-margin-top-3 nhsuk-u-margin-bottom-4">${LOOK_ONLY.why}</p>
    <p><a class="nhsuk-button" href=${homeOf(role)} role="button" draggable="false">${go}</a></p>
  </div>`;
}
