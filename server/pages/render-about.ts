import { html, render } from '@lit-labs/ssr';
import { collectResultSync } from '@lit-labs/ssr/lib/render-result.js';
import type { TemplateResult } from 'lit';
import { ACCESSIBILITY, LAW, PRIVACY, sizeWords, TESTED_WORDS } from '../../shared/words/about-pages.ts';
import { formatDay } from '../../shared/words/times.ts';
import { PATHS } from '../../shared/wire/paths.ts';
import type { PublicBoard } from '../../shared/wire/public-board.ts';
import type { PlaceAssets, PublicAssets } from './assets.ts';
import { htmlDocument } from './html-document.ts';
import { frameLabel, tongueFor } from './languages.ts';
import { pageFrame } from './page-frame.ts';
import { CHECKER, STATEMENT_OF, TESTED_LOOKS, TESTED_PAGES, TESTED_SIZES, TESTED_STATES } from './tested.ts';

export interface AboutInput {
  readonly practice: PublicBoard['practice'];
  readonly assets: PublicAssets;
  readonly place: PlaceAssets;
}

interface About {
  readonly title: string;
  readonly heading?: string;
  readonly about: string;
}

function aboutDocument(
  { practice, assets, place }: AboutInput,
  { title, heading = title, about }: About,
  parts: unknown,
): string {
  const tongue = tongueFor('en', false);
  const content = html`<div class="page page--about">
    <h1>${heading}</h1>
    <p>${about}</p>
    ${parts}
    <p class="back"><a class="link-line" href=${PATHS.home}>${frameLabel({ tongue }, 'toStart')}</a></p>
  </div>`;
  return htmlDocument({
    face: { title: `${title} – ${practice.name}`, mark: 'unknown' },
    description: about,
    assets: { scripts: [], styles: [...assets.home.styles, place.about] },
    data: null,
    body: collectResultSync(render(pageFrame({ practice, tongue, path: PATHS.home }, content, { home: false }))),
  });
}

function part(id: string, heading: string, content: unknown): TemplateResult {
  return html`<section class="part" aria-labelledby=${id}><h2 id=${id}>${heading}</h2>${content}</section>`;
}

function list(items: readonly string[]): TemplateResult {
  return html`<ul>${items.map((item) => html`<li>${item}</li>`)}</ul>`;
}

const paragraphs = (texts: readonly string[]) => texts.map((text) => html`<p>${text}</p>`);

function contact({ phone, website }: AboutInput['practice']): TemplateResult {
  return html`${phone === '' ? '' : html`<p>${ACCESSIBILITY.phone}: <a class="nowrap" href=${`tel:${phone.replace(/[^\d+]/g, '')}`}>${phone}</a></p>`}
    ${website === '' ? '' : html`<p><a class="link-line" href=${website}>${ACCESSIBILITY.website}</a></p>`}`;
}

/** What was tested, out of the same lists that the tests run by. */
function howTested(): TemplateResult {
  const groups = [
    [ACCESSIBILITY.pages, TESTED_PAGES.map(({ what }) => TESTED_WORDS.pages[what])],
    [ACCESSIBILITY.states, TESTED_STATES.map((state) => TESTED_WORDS.states[state])],
    [ACCESSIBILITY.sizes, TESTED_SIZES.map((size) => sizeWords(size))],
    [
      ACCESSIBILITY.looks,
      Object.keys(TESTED_LOOKS).map((look) => TESTED_WORDS.looks[look as keyof typeof TESTED_LOOKS]),
    ],
  ] as const;
  return html`<p>${ACCESSIBILITY.how}</p>
    <p>${ACCESSIBILITY.rules} ${CHECKER.name} ${CHECKER.version}.</p>
    <p>${ACCESSIBILITY.more}</p>
    ${list(ACCESSIBILITY.checks)} ${groups.map(([heading, items]) => html`<h3>${heading}</h3>${list(items)}`)}`;
}

/** `/accessibility`: what the law asks for, in its order, with what was tested. */
export function renderAccessibility(input: AboutInput): string {
  const { practice } = input;
  const parts = html`
    ${part('can', ACCESSIBILITY.canHeading, list(ACCESSIBILITY.can))}
    ${part('status', ACCESSIBILITY.statusHeading, html`<p>${practice.name} ${LAW.committed}</p><p>${LAW.status}</p>`)}
    ${part('gaps', ACCESSIBILITY.gapsHeading, html`<p>${ACCESSIBILITY.gapsLead}</p>${list(ACCESSIBILITY.gaps)}`)}
    ${part('help', ACCESSIBILITY.helpHeading, html`${paragraphs([ACCESSIBILITY.help, ACCESSIBILITY.answer])}${contact(practice)}<p>${ACCESSIBILITY.anySurgery}</p>`)}
    ${part('law', ACCESSIBILITY.lawHeading, html`<p>${LAW.enforcement}</p><p>${LAW.complaint} <a href=${LAW.serviceAt}>${LAW.service}</a>.</p>`)}
    ${part('tested', ACCESSIBILITY.howHeading, howTested())}
    <p>${ACCESSIBILITY.prepared} ${formatDay(STATEMENT_OF, practice.timeZone)}.</p>`;
  return aboutDocument(input, ACCESSIBILITY, parts);
}

/** `/privacy`: what becomes of what the pages learn of a reader. */
export function renderPrivacy(input: AboutInput): string {
  const parts = html`${PRIVACY.parts.map(({ heading, lines }, index) => part(`part-${index}`, heading, list(lines)))}
    ${part('ask', PRIVACY.askHeading, html`<p>${PRIVACY.ask}</p>${contact(input.practice)}<p>${PRIVACY.ico} <a href=${PRIVACY.icoAt}>${PRIVACY.icoName}</a>.</p>`)}`;
  return aboutDocument(input, PRIVACY, parts);
}
