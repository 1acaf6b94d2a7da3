import { html, render } from '@lit-labs/ssr';
import { collectResultSync } from '@lit-labs/ssr/lib/render-result.js';
import { nothing, type TemplateResult } from 'lit';
import { unsafeHTML } from 'lit/directives/unsafe-html.js';
import { daysAfter } from '../../shared/history/day-key.ts';
import { type ListedDays, listDays } from '../../shared/history/listed-days.ts';
import { DAY } from '../../shared/practice/instant.ts';
import { localDay } from '../../shared/practice/local-time.ts';
import type { PublicDay, PublicHistory } from '../../shared/wire/history.ts';
import { DAY_WORDS, daysWords, HISTORY, moreTimes, plannedLine, spellWhen } from '../../shared/words/history.ts';
import type { MarkName } from '../../shared/words/page.ts';
import { WEEKDAYS } from '../../shared/words/times.ts';
import { mark } from '../../web/public/marks.ts';

/** So many stand there at once; what is older opens on a tap. */
const SHOWN_AT_ONCE = 5;

/** Of one day: who needs all of a day that kept changing asks for the data. */
const SPELLS_AT_MOST = 4;

type DayShape = MarkName | 'planned';

/** Silence is drawn as not known. Planned work is drawn where there is nothing worse, and never instead of it. */
function shapeOf({ state, planned }: PublicDay): DayShape {
  if (state === 'not-heard') return 'unknown';
  return planned.length > 0 && (state === 'normal' || state === 'closed') ? 'planned' : state;
}

function shape(name: DayShape): TemplateResult {
  if (name !== 'planned') return mark(name);
  return html`<svg class="mark mark--planned" viewBox="0 0 24 24" aria-hidden="true" focusable="false"><path d="M12 3 22 20.500H2Z" /></svg>`;
}

const SHAPE_WORDS: { readonly [S in DayShape]: string } = {
  normal: DAY_WORDS.normal,
  limited: DAY_WORDS.limited,
  degraded: DAY_WORDS.degraded,
  unknown: HISTORY.unknownMark,
  closed: DAY_WORDS.closed,
  planned: HISTORY.planned,
};

function cell(day: PublicDay | undefined, place: number, first: string): TemplateResult {
  const begins = place === 0 ? ` past__day--${localDay(Date.parse(first), 'UTC').weekday}` : '';
  const isPlanned = day && day.planned.length > 0 ? ' past__day--planned' : '';
  return html`<span class=${`past__day${begins}${isPlanned}`}>${day ? shape(shapeOf(day)) : nothing}</span>`;
}

/** One mark a day, a column a week: for eyes alone, because everything in it is told in words below. */
function picture(days: readonly PublicDay[]): TemplateResult | typeof nothing {
  const [first, last] = [days.at(-1)?.day, days[0]?.day];
  if (first === undefined || last === undefined) return nothing;
  const byDay = new Map(days.map((day) => [day.day, day]));
  const count = Math.round((Date.parse(last) - Date.parse(first)) / DAY) + 1;
  const all = Array.from({ length: count }, (_, place) => byDay.get(daysAfter(first, place)));
  const used = new Set(days.map(shapeOf));
  const shapes = (Object.keys(SHAPE_WORDS) as DayShape[]).filter((name) => used.has(name));
  return html`<div class="past" aria-hidden="true">
      <div class="past__days">${WEEKDAYS.map((name) => html`<span class="past__weekday">${name.slice(0, 3)}</span>`)}${all.map((day, place) => cell(day, place, first))}</div>
      <ul class="past__legend" role="list">${shapes.map((name) => html`<li>${shape(name)} ${SHAPE_WORDS[name]}</li>`)}</ul>
    </div>`;
}

function lines([day]: ListedDays, zone: string): TemplateResult | typeof nothing {
  const { spells, incidents, planned } = day;
  if (spells.length + incidents.length + planned.length === 0) return nothing;
  return html`<ul class="past__lines">
      ${spells.slice(0, SPELLS_AT_MOST).map((spell) => html`<li>${spellWhen(spell, zone)}: ${spell.sentence}</li>`)}
      ${spells.length > SPELLS_AT_MOST ? html`<li>${moreTimes(spells.length - SPELLS_AT_MOST)}</li>` : nothing}
      ${incidents.map(({ title }) => html`<li>${title}</li>`)}
      ${planned.map((work) => html`<li>${plannedLine(work, zone)}</li>`)}
    </ul>`;
}

function stateWords({ state }: PublicDay, name: DayShape): string {
  if (name !== 'planned') return DAY_WORDS[state];
  return state === 'closed' ? HISTORY.plannedWhileClosed : HISTORY.plannedAlone;
}

function entry(listed: ListedDays, zone: string): TemplateResult {
  const [newest] = listed;
  const oldest = listed.at(-1) ?? newest;
  const name = shapeOf(newest);
  return html`<li class="past__entry">
      <p class="past__when">${shape(name)}<span><strong>${daysWords(oldest.day, newest.day)}</strong> <span class="past__state">${stateWords(newest, name)}</span></span></p>
      ${lines(listed, zone)}
    </li>`;
}

function list(entries: readonly ListedDays[], zone: string): TemplateResult {
  return html`<ul class="past__list" role="list">${entries.map((listed) => entry(listed, zone))}</ul>`;
}

function section({ sentence, days, timeZone }: PublicHistory, style: string): TemplateResult {
  const entries = listDays(days);
  const [newer, older] = [entries.slice(0, SHOWN_AT_ONCE), entries.slice(SHOWN_AT_ONCE)];
  return html`<link rel="stylesheet" href=${style}><section class="part part--past" aria-labelledby="past">
    <h2 id="past">${HISTORY.heading}</h2>
    <p>${sentence}</p>
    ${picture(days)}
    ${newer.length === 0 ? nothing : list(newer, timeZone)}
    ${
      older.length === 0
        ? nothing
        : html`<details class="details"><summary class="details__summary"><span class="details__heading">${HISTORY.older}</span></summary>${list(older, timeZone)}</details>`
    }
    ${days.length === 0 ? nothing : html`<p class="past__note">${HISTORY.counted.join(' ')}</p>`}
  </section>`;
}

/** Without what a browser would need to take it over, which nobody does. */
function small(markup: string): string {
  return markup.replaceAll(/<!--[\s\S]*?-->|<\?>/g, '').replaceAll(/>\n\s*</g, '><');
}

const kept = new WeakMap<PublicHistory, string>();

/**
 * The last 90 days of a surgery as markup, made once for each of them; nothing while they are not known. It stays as it
 * is while the page is open.
 */
export function historySection(history: PublicHistory, style: string): unknown {
  if (!history.isKnown) return nothing;
  const markup = kept.get(history) ?? small(collectResultSync(render(section(history, style))));
  kept.set(history, markup);
  return unsafeHTML(markup);
}
