import { html } from '@lit-labs/ssr';
import { nothing, type TemplateResult } from 'lit';
import { draftFields, type FollowDraft, type FollowStep } from '../../shared/follow/follow-draft.ts';
import { FOLLOW_KINDS, type FollowKind } from '../../shared/follow/follow.ts';
import { isShownWhole } from '../../shared/views/board-part.ts';
import { FOLLOW_PATHS } from '../../shared/wire/follow-paths.ts';
import { CHANNEL_WORDS, FOLLOW, KIND_WORDS } from '../../shared/words/follow.ts';
import { followDocument, type FollowPageInput, link, otherWays } from './follow-frame.ts';
import { PATHS } from '../../shared/wire/paths.ts';

interface Option {
  readonly name: string;
  readonly value: string;
  readonly label: string;
  readonly hint?: string;
  readonly isChosen: boolean;
}

function option({ name, value, label, hint, isChosen }: Option, type: 'checkbox' | 'radio'): TemplateResult {
  const id = `${name}-${value}`;
  return html`<div class="choice__item">
    <input class="choice__box" type=${type} id=${id} name=${name} value=${value} ?checked=${isChosen} aria-describedby=${hint === undefined ? nothing : `${id}-hint`} />
    <label class="choice__label" for=${id}>${label}</label>
    ${hint === undefined ? nothing : html`<p class="choice__hint" id="${id}-hint">${hint}</p>`}
  </div>`;
}

/** What is wrong, over everything else, with a way to where it is put right. */
export function faultBox(fault: string, target: string): TemplateResult {
  return html`<div class="fault-box" role="alert" tabindex="-1" autofocus>
    <h2>${FOLLOW.problem}</h2>
    <p><a class="link-line" href="#${target}">${fault}</a></p>
  </div>`;
}

/** A question of several answers. `isHeading`: it is all that the page asks. */
export function choice(
  legend: string,
  options: readonly Option[],
  { type = 'checkbox', fault = null, isHeading = true }: ChoiceLook = {},
): TemplateResult {
  const id = options[0]?.name ?? '';
  return html`<fieldset class="choice" aria-describedby=${fault === null ? nothing : `${id}-fault`}>
    <legend class="choice__legend">${isHeading ? html`<h1>${legend}</h1>` : html`<h2>${legend}</h2>`}</legend>
    ${fault === null ? nothing : html`<p class="choice__fault" id="${id}-fault">${fault}</p>`}
    ${options.map((one) => option(one, type))}
  </fieldset>`;
}

interface ChoiceLook {
  readonly type?: 'checkbox' | 'radio';
  readonly fault?: string | null;
  readonly isHeading?: boolean;
}

/** Every surgery, then each. In a practice too big for one list people begin on the page of their surgery. */
export function whichOptions({ board }: FollowPageInput, branches: FollowDraft['branches']): readonly Option[] {
  const all = { name: 'all', value: '1', label: FOLLOW.all, isChosen: branches === null };
  const listed = isShownWhole(board) ? board.branches : board.branches.filter(({ slug }) => branches?.includes(slug));
  const byName = listed.toSorted((a, b) => a.name.localeCompare(b.name, 'en-GB'));
  return [
    all,
    ...byName.map(({ slug, name }) => ({
      name: 'branch',
      value: slug,
      label: name,
      isChosen: branches?.includes(slug) ?? false,
    })),
  ];
}

export function whatOptions(kinds: readonly FollowKind[]): readonly Option[] {
  return FOLLOW_KINDS.map((kind) => ({
    name: 'kind',
    value: kind,
    ...KIND_WORDS[kind],
    isChosen: kinds.includes(kind),
  }));
}

function howOptions({ offered }: FollowPageInput, by: FollowDraft['by']): readonly Option[] {
  return offered.map((channel) => ({
    name: 'by',
    value: channel,
    label: CHANNEL_WORDS[channel],
    isChosen: channel === by,
  }));
}

const NAMES: { readonly [S in Exclude<FollowStep, 'where'>]: readonly string[] } = {
  which: ['all', 'branch'],
  what: ['kind'],
  how: ['by'],
};

/** The answers to the other questions travel with the one that is asked. */
export function carried(draft: FollowDraft, but: readonly string[] = []): readonly TemplateResult[] {
  const kept = draftFields(draft).filter(([name]) => !but.includes(name));
  return kept.map(([name, value]) => html`<input type="hidden" name=${name} value=${value} />`);
}

interface Question {
  readonly title: string;
  readonly fault: string;
  readonly target: string;
  readonly options: readonly Option[];
  readonly type?: 'radio';
}

function questionOf(input: FollowPageInput, draft: FollowDraft, step: Exclude<FollowStep, 'where'>): Question {
  if (step === 'which') {
    const options = whichOptions(input, draft.branches);
    return { title: FOLLOW.which, fault: FOLLOW.whichMissing, target: 'all-1', options };
  }
  if (step === 'what') {
    return { title: FOLLOW.what, fault: FOLLOW.whatMissing, target: 'kind-trouble', options: whatOptions(draft.kinds) };
  }
  const options = howOptions(input, draft.by);
  return { title: FOLLOW.how, fault: FOLLOW.howMissing, target: `by-${input.offered[0]}`, options, type: 'radio' };
}

/** One question of those that are chosen from. */
export function renderQuestion(
  input: FollowPageInput,
  draft: FollowDraft,
  step: Exclude<FollowStep, 'where'>,
  isMissing: boolean,
): string {
  const { title, fault, target, options, type = 'checkbox' } = questionOf(input, draft, step);
  const isBig = step === 'which' && !isShownWhole(input.board);
  const content = html`${isMissing ? faultBox(fault, target) : nothing}
    <form class="follow" action=${FOLLOW_PATHS.page}>
      ${carried(draft, NAMES[step])}<input type="hidden" name="asked" value=${step} />
      ${choice(title, options, { type, fault: isMissing ? fault : null })}
      ${isBig ? link(`${PATHS.home}#surgeries`, FOLLOW.whichMany) : nothing}
      <p class="follow__actions"><button class="button button--main">${FOLLOW.next}</button></p>
    </form>
    ${otherWays(draft.branches?.length === 1 ? (draft.branches[0] ?? null) : null)}`;
  return followDocument(input, isMissing ? `${FOLLOW.errorTitle}${title}` : title, content);
}

/** Where nobody is told by us there still are other ways. */
export function renderOtherWays(input: FollowPageInput, slug: string | null): string {
  return followDocument(
    input,
    FOLLOW.nothingTitle,
    html`<h1>${FOLLOW.nothingTitle}</h1>
      ${otherWays(slug)}`,
  );
}
