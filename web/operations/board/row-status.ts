import { html, nothing, type TemplateResult } from 'lit/html.js';
import type { ReportContent } from '../../../shared/facts/check-report.ts';
import { saidOf } from '../../../shared/facts/decide-report.ts';
import {
  bulkClashSentence,
  CHOICE_OF_SEVERAL,
  changedSentence,
  choiceQuestion,
  choiceWords,
  EDITS,
  faultSentence,
  leaveOut,
} from '../../../shared/words/staff-edits.ts';
import type { BranchClash, Edit } from '../edits/edit.ts';
import type { RowContext } from './row-context.ts';

function button(text: string, onClick: () => void, kind: 'plain' | 'main' = 'plain'): TemplateResult {
  return html`<button class="mini ${kind === 'main' ? 'mini--main' : ''}" type="button" @click=${onClick}>${text}</button>`;
}

function standing(clashes: readonly BranchClash[]): readonly BranchClash[] {
  return clashes.filter(({ changed }) => changed.length > 0);
}

function clashSentences(
  content: ReportContent,
  { slug, changed }: BranchClash,
  { now, nameOf }: RowContext,
  named: boolean,
) {
  const words = changed.map((clash) => changedSentence(clash, saidOf(content, clash.field), now));
  return named ? `${nameOf(slug)}: ${words.join(' ')}` : words.join(' ');
}

function oneBranchClash(edit: Edit, clash: BranchClash, context: RowContext): TemplateResult {
  const { editor } = context;
  const [only] = clash.changed;
  const mine = only && saidOf(edit.content, only.field);
  const isPlain = only !== undefined && clash.changed.length === 1 && mine !== undefined;
  const words = isPlain ? choiceWords(only, mine) : { keep: EDITS.keepTheirs, use: EDITS.useMine };
  return html`<p>${clashSentences(edit.content, clash, context, false)} ${isPlain ? choiceQuestion(only, mine) : CHOICE_OF_SEVERAL}</p>
    ${button(words.keep, () => editor.keepTheirs(edit.id))} ${button(words.use, () => editor.useMine(edit.id), 'main')}`;
}

function severalBranchesClash(edit: Edit, clashes: readonly BranchClash[], context: RowContext): TemplateResult {
  const { editor, nameOf } = context;
  const names = clashes.map(({ slug }) => nameOf(slug));
  const rest = edit.targets.length - clashes.length;
  return html`<p>${bulkClashSentence(edit.targets.length, names)}</p>
    <ul role="list">${clashes.map((clash) => html`<li>${clashSentences(edit.content, clash, context, true)}</li>`)}</ul>
    ${button(leaveOut(names, rest), () => editor.keepTheirs(edit.id))}
    ${button(EDITS.useMine, () => editor.useMine(edit.id), 'main')}`;
}

/** What became of an edit that waits for the person: words, and what can be done. */
export function stuckEdit(edit: Edit, context: RowContext): TemplateResult | typeof nothing {
  const { editor } = context;
  const { status } = edit;
  switch (status.kind) {
    case 'conflict': {
      const clashes = standing(status.clashes);
      const [only] = clashes;
      const isOne = edit.targets.length === 1 && only !== undefined;
      return isOne ? oneBranchClash(edit, only, context) : severalBranchesClash(edit, clashes, context);
    }
    case 'refused':
      return html`<p><strong>${EDITS.notSaved}</strong> ${status.detail}</p>
        ${status.faults.length === 0 ? nothing : html`<ul role="list">${status.faults.map(({ path, message }) => html`<li>${faultSentence(path, message)}</li>`)}</ul>`}
        ${button(EDITS.retry, () => editor.retry(edit.id), 'main')} ${button(EDITS.drop, () => editor.drop(edit.id))}`;
    case 'unreachable':
      return html`<p><strong>${EDITS.noConnection}</strong> ${EDITS.noConnectionMore}</p>
        ${button(EDITS.retry, () => editor.retry(edit.id), 'main')} ${button(EDITS.drop, () => editor.drop(edit.id))}`;
    default:
      return nothing;
  }
}
