import { html, nothing, type TemplateResult } from 'lit/html.js';
import type { ReportContent } from '../../shared/facts/check-report.ts';
import { saidOf } from '../../shared/facts/decide-report.ts';
import type { Instant } from '../../shared/practice/instant.ts';
import { surgeryPath } from '../../shared/wire/public-paths.ts';
import type { Clash } from '../../shared/wire/report.ts';
import { changedSentence, choiceQuestion, choiceWords, EDITS } from '../../shared/words/staff-edits.ts';
import { OUTBOX } from '../../shared/words/staff-outbox.ts';
import { OUTCOME, SHEET } from '../../shared/words/staff-lead.ts';
import { segmented } from '../parts/segmented.ts';
import { publicQuote } from './patients-view.ts';
import type { ReportFlow, Step } from './report-flow.ts';

export interface OutcomeContext {
  readonly flow: ReportFlow;
  readonly slug: string;
  readonly content: ReportContent;
  /** It was typed into a sheet, and can be put right there. */
  readonly hasDraft: boolean;
  readonly now: Instant;
  readonly me: string | null;
  readonly signInPath: string;
}

function button(label: string, onClick: () => void, kind: 'first' | 'second' = 'first'): TemplateResult {
  const style = kind === 'first' ? '' : 'nhsuk-button--secondary';
  return html`<button class="nhsuk-button ${style}" type="button" @click=${onClick}>${label}</button>`;
}

function buttons(...content: readonly (TemplateResult | typeof nothing)[]): TemplateResult {
  return html`<div class="sheet__buttons">${content}</div>`;
}

/** Their change in a sentence; one's own from another device is called so. */
function sentenceOf(clash: Clash, { content, now, me }: OutcomeContext): string {
  const by = clash.by !== null && clash.by === me ? 'You' : clash.by;
  return changedSentence({ ...clash, by }, saidOf(content, clash.field), now);
}

function oneConflict(clash: Clash, context: OutcomeContext): TemplateResult {
  const mine = saidOf(context.content, clash.field);
  const { keep, use } = choiceWords(clash, mine);
  return html`<p class="sheet__ask">${sentenceOf(clash, context)} ${choiceQuestion(clash, mine)}</p>
    ${buttons(
      button(keep, () => context.flow.settle('theirs'), 'second'),
      button(use, () => context.flow.settle('mine'), 'second'),
    )}`;
}

function severalConflicts(step: Extract<Step, { kind: 'conflict' }>, context: OutcomeContext): TemplateResult {
  const { flow, content } = context;
  const isChosen = step.clashes.every(({ field }) => step.choices[field] !== undefined);
  return html`<p>${OUTCOME.several}</p>
    ${step.clashes.map((clash) => {
      const { keep, use } = choiceWords(clash, saidOf(content, clash.field));
      return segmented<'theirs' | 'mine'>({
        name: `clash-${clash.field}`,
        legend: sentenceOf(clash, context),
        segments: [
          { value: 'theirs', label: keep },
          { value: 'mine', label: use },
        ],
        value: step.choices[clash.field] ?? null,
        onChange: (whose) => flow.choose(clash.field, whose),
      });
    })}
    <div class="sheet__buttons"><button class="nhsuk-button" type="button" ?disabled=${!isChosen} @click=${() => flow.settle()}>${OUTCOME.sendChosen}</button></div>`;
}

/** Others spoke again and again of other things: nothing to choose, only to send once more. */
function conflictOf(step: Extract<Step, { kind: 'conflict' }>, context: OutcomeContext): TemplateResult {
  const [first, ...more] = step.clashes;
  if (!first) return buttons(button(OUTCOME.tryAgain, () => context.flow.settle('mine')));
  return more.length === 0 ? oneConflict(first, context) : severalConflicts(step, context);
}

function doneOf({ quote }: Extract<Step, { kind: 'done' }>, { flow, slug, now }: OutcomeContext): TemplateResult {
  const done = button(SHEET.done, () => flow.close());
  if (quote === 'staff-only') return buttons(done);
  const shown =
    quote === 'reading' || quote === 'unread'
      ? html`<p>${quote === 'reading' ? OUTCOME.reading : OUTCOME.unread}</p>`
      : publicQuote(quote, slug, now);
  return html`${shown} <p><a class="link-line" href=${surgeryPath(slug)}>${OUTCOME.publicPage}</a></p>
    ${buttons(done)}`;
}

/** The heading of a step that is no form. */
export function outcomeTitle(step: Exclude<Step, { kind: 'form' }>): string {
  switch (step.kind) {
    case 'sending':
      return SHEET.sending;
    case 'unsent':
      return step.detail === null ? OUTCOME.unsent : OUTCOME.unsentAway;
    case 'refused':
      return OUTCOME.refused;
    case 'signed-out':
      return OUTCOME.signedOut;
    case 'conflict':
      return OUTCOME.conflict;
    case 'theirs':
      return EDITS.keepTheirs;
    case 'done':
      if (step.quote === 'staff-only') return OUTCOME.noted;
      return step.quote === 'reading' || step.quote === 'unread' ? OUTCOME.saved : OUTCOME.everyone;
  }
}

/** What became of a report, and what can be done about it. */
export function outcomeOf(
  step: Exclude<Step, { kind: 'form' }>,
  context: OutcomeContext,
): TemplateResult | typeof nothing {
  const { flow } = context;
  switch (step.kind) {
    case 'sending':
      return nothing;
    case 'unsent':
      return html`<p>${step.detail} ${OUTCOME.unsentMore}</p>
        <p>${OUTBOX.byItself}</p>
        ${buttons(
          button(OUTBOX.close, () => flow.close()),
          button(OUTCOME.tryAgain, () => flow.tryAgain(), 'second'),
          button(OUTCOME.doNotSend, () => flow.drop(), 'second'),
        )}`;
    case 'refused':
      return html`<p>${step.detail}</p>
        ${buttons(
          context.hasDraft ? button(SHEET.back, () => flow.edit()) : nothing,
          button(OUTBOX.throwAway, () => flow.drop(), 'second'),
        )}`;
    case 'signed-out':
      return html`<p>${OUTCOME.signedOutMore}</p>
        <div class="sheet__buttons"><a class="nhsuk-button" href=${context.signInPath}>${OUTCOME.signIn}</a>${button(OUTCOME.doNotSend, () => flow.drop(), 'second')}</div>`;
    case 'conflict':
      return conflictOf(step, context);
    case 'theirs':
      return html`<p>${OUTCOME.theirs}</p>
        ${buttons(button(SHEET.done, () => flow.close()))}`;
    case 'done':
      return doneOf(step, context);
  }
}
