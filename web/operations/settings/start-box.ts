import { html, nothing, type TemplateResult } from 'lit/html.js';
import { DEFAULT_SETTINGS } from '../../../shared/practice/settings.ts';
import type { StaffPractice } from '../../../shared/wire/practice.ts';
import { BRANCHES, SAMPLE, START } from '../../../shared/words/staff-practice.ts';

export interface StartBoxOptions {
  readonly practice: StaffPractice;
  readonly isRemoving: boolean;
  readonly onRemove: () => void;
  readonly onName: () => void;
  readonly onAdd: () => void;
}

/** Says that the practice is an invented one; after it, how to come to one's own. Nothing once there is one. */
export function startBox(options: StartBoxOptions): TemplateResult | typeof nothing {
  const { practice } = options;
  if (practice.practice.sample) return sampleBox(options);
  return practice.branches.length === 0 ? firstSteps(options) : nothing;
}

function sampleBox({ isRemoving, onRemove }: StartBoxOptions): TemplateResult {
  return html`<section class="start start--sample" aria-labelledby="settings-start">
    <h2 class="start__title" id="settings-start" tabindex="-1">${SAMPLE.title}</h2>
    ${SAMPLE.lines.map((line) => html`<p>${line}</p>`)}
    <button class="nhsuk-button nhsuk-button--warning nhsuk-button--small" type="button" aria-disabled=${isRemoving ? 'true' : nothing} @click=${onRemove}>${SAMPLE.remove}</button>
  </section>`;
}

function firstSteps({ practice: { practice }, onName, onAdd }: StartBoxOptions): TemplateResult {
  const isNamed = practice.name !== DEFAULT_SETTINGS.name;
  return html`<section class="start" aria-labelledby="settings-start">
    <h2 class="start__title" id="settings-start" tabindex="-1">${START.title}</h2>
    <ol class="start__steps" role="list">
      <li class="start__step">
        <h3 class="start__step-title">1. ${START.name}</h3>
        ${isNamed ? html`<p>✓ ${START.nameDone} <strong>${practice.name}</strong>.</p>` : html`<p>${START.nameMore}</p>`}
        <button class="mini" type="button" @click=${onName}>${START.name}</button>
      </li>
      <li class="start__step">
        <h3 class="start__step-title">2. ${START.branches}</h3>
        <p>${START.branchesMore}</p>
        <button class="mini" type="button" @click=${onAdd}>${BRANCHES.add}</button>
        <p>${START.file}</p>
        <p><code class="start__command">${START.command}</code></p>
        <p class="field__hint">${START.fileMore}</p>
      </li>
    </ol>
  </section>`;
}
