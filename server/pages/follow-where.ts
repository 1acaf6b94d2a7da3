import { html } from '@lit-labs/ssr';
import { nothing, type TemplateResult } from 'lit';
import { draftFields, type FollowDraft, type FollowStep } from '../../shared/follow/follow-draft.ts';
import type { FollowChannel } from '../../shared/follow/follow.ts';
import { FOLLOW_PATHS, withLink } from '../../shared/wire/follow-paths.ts';
import { FOLLOW, followedKinds, followedSurgeries } from '../../shared/words/follow.ts';
import { FOLLOW_PUSH } from '../../shared/words/follow-push.ts';
import { followDocument, type FollowPageInput, namesOf } from './follow-frame.ts';
import { carried, faultBox } from './follow-questions.ts';

function stepPath(draft: FollowDraft, step: FollowStep): string {
  return `${FOLLOW_PATHS.page}?${new URLSearchParams([...draftFields(draft).map((field) => [...field]), ['step', step]])}`;
}

function changeLink(draft: FollowDraft, step: FollowStep, what: string): TemplateResult {
  return html`<a class="link-line" href=${stepPath(draft, step)}>${FOLLOW.change}<span class="nhsuk-u-visually-hidden"> ${what}</span></a>`;
}

/** What they said so far, each with a way to say it anew. */
function said(input: FollowPageInput, draft: FollowDraft): TemplateResult {
  const rows: readonly (readonly [string, string, FollowStep])[] = [
    [FOLLOW.surgeries, followedSurgeries(namesOf(input, draft.branches ?? null)), 'which'],
    [FOLLOW.kinds, followedKinds(draft.kinds), 'what'],
  ];
  return html`<section aria-labelledby="said">
    <h2 id="said">${FOLLOW.weTell}</h2>
    <dl class="facts">${rows.map(
      ([name, value, step]) =>
        html`<div class="facts__row"><dt>${name}</dt><dd>${value} ${changeLink(draft, step, name)}</dd></div>`,
    )}</dl>
  </section>`;
}

/** What was typed before, when it was no address. */
interface Given {
  readonly to: string;
  readonly isMissing: boolean;
}

const FIELDS = {
  email: {
    title: FOLLOW.email,
    hint: FOLLOW.emailHint,
    fault: FOLLOW.emailMissing,
    button: FOLLOW.sendLink,
    type: 'email',
    complete: 'email',
  },
  text: {
    title: FOLLOW.text,
    hint: FOLLOW.textHint,
    fault: FOLLOW.textMissing,
    button: FOLLOW.sendCode,
    type: 'tel',
    complete: 'tel',
  },
} as const;

function otherWay({ offered }: FollowPageInput, draft: FollowDraft): TemplateResult | typeof nothing {
  if (offered.length < 2) return nothing;
  return html`<p class="back"><a class="link-line" href=${stepPath(draft, 'how')}>${FOLLOW.otherWay}</a></p>`;
}

function renderAddress(
  input: FollowPageInput,
  draft: FollowDraft,
  by: Exclude<FollowChannel, 'push'>,
  { to, isMissing }: Given,
): string {
  const { title, hint, fault, button, type, complete } = FIELDS[by];
  const described = isMissing ? 'to-hint to-fault' : 'to-hint';
  const content = html`${isMissing ? faultBox(fault, 'to') : nothing}
    <form class="follow" method="post" action=${FOLLOW_PATHS.page} novalidate>
      ${carried({ ...draft, by })}
      <h1><label for="to">${title}</label></h1>
      <p class="choice__hint" id="to-hint">${hint} ${FOLLOW.privacy}</p>
      ${isMissing ? html`<p class="choice__fault" id="to-fault">${fault}</p>` : nothing}
      <input class="follow__input" id="to" name="to" type=${type} autocomplete=${complete} spellcheck="false" autocapitalize="none" maxlength="254" value=${to} aria-describedby=${described} aria-invalid=${isMissing ? 'true' : nothing} />
      ${said(input, draft)}
      <p class="follow__actions"><button class="button button--main">${button}</button></p>
    </form>
    ${otherWay(input, draft)}`;
  return followDocument(input, isMissing ? `${FOLLOW.errorTitle}${title}` : title, content);
}

/** A browser is asked by the page's script, which finds in the form what was chosen. */
function renderPush(input: FollowPageInput, draft: FollowDraft): string {
  const content = html`<h1>${FOLLOW_PUSH.title}</h1>
    <p>${FOLLOW_PUSH.hint}</p>
    <form class="follow" id="push">
      ${carried({ ...draft, kinds: [] })}${draft.kinds.map((kind) => html`<input type="hidden" name="kind" value=${kind} />`)}
      ${said(input, draft)}
      <div id="push-state" role="status"><p>${FOLLOW_PUSH.needsScript}</p></div>
      <p class="follow__actions"><button class="button button--main" hidden>${FOLLOW_PUSH.turnOn}</button></p>
    </form>
    ${otherWay(input, draft)}`;
  return followDocument(input, FOLLOW_PUSH.title, content, { isScripted: true });
}

/** The last question: where they are told. */
export function renderWhere(
  input: FollowPageInput,
  draft: FollowDraft,
  given: Given = { to: '', isMissing: false },
): string {
  if (draft.by === 'push') return renderPush(input, draft);
  return renderAddress(input, draft, draft.by ?? 'email', given);
}

/** Where a code is typed in that was texted. */
export function renderCodeQuestion(input: FollowPageInput, link: string, isWrong: boolean): string {
  const content = html`${isWrong ? faultBox(FOLLOW.codeWrong, 'code') : nothing}
    <form class="follow" method="post" action=${withLink(FOLLOW_PATHS.code, link)} novalidate>
      <h1><label for="code">${FOLLOW.code}</label></h1>
      <p class="choice__hint" id="code-hint">${FOLLOW.codeHint}</p>
      ${isWrong ? html`<p class="choice__fault" id="code-fault">${FOLLOW.codeWrong}</p>` : nothing}
      <input class="follow__input follow__input--code" id="code" name="code" inputmode="numeric" autocomplete="one-time-code" maxlength="20" aria-describedby=${isWrong ? 'code-hint code-fault' : 'code-hint'} aria-invalid=${isWrong ? 'true' : nothing} />
      <p class="follow__actions"><button class="button button--main">${FOLLOW.next}</button></p>
    </form>
    <p>${FOLLOW.codeNot} <a href=${FOLLOW_PATHS.page}>${FOLLOW.again}</a></p>`;
  return followDocument(input, isWrong ? `${FOLLOW.errorTitle}${FOLLOW.code}` : FOLLOW.code, content);
}
