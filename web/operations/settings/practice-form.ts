import { html, LitElement, nothing } from 'lit';
import { SETTING_LIMITS } from '../../../shared/practice/setting-limits.ts';
import type { Instant } from '../../../shared/practice/instant.ts';
import { dayKey, localDay } from '../../../shared/practice/local-time.ts';
import { PATHS } from '../../../shared/wire/paths.ts';
import type { PracticeSetting } from '../../../shared/wire/practice.ts';
import {
  alsoChanged,
  lastChanged,
  PRACTICE_FIELDS,
  PRACTICE_GROUPS,
  PRACTICE_SAVED,
  SETTINGS,
  UNITS,
} from '../../../shared/words/staff-practice.ts';
import { formatAge } from '../../../shared/words/times.ts';
import { announce, toast } from '../../parts/announce.ts';
import type { Face } from '../../staff/open-face.ts';
import { conflictBox } from './conflict-box.ts';
import { editDesk } from './edit-desk.ts';
import { exceptionsEditor } from './exceptions-editor.ts';
import { focusOnce } from './focus-once.ts';
import { PRACTICE_KIND, type PracticeDraft } from './practice-kind.ts';
import { bodyOfPractice } from './setting-bodies.ts';
import { type FieldPlace, settingFaults, settingText } from './setting-fields.ts';
import { labelOfPath, practiceLabel, valueWords } from './value-words.ts';

const PREFIX = 'practice';
const SHORT_MAX = 5;
const ZONE_MAX = 40;
const PHONE_MAX = 20;

type TextName = Exclude<keyof PracticeDraft, 'exceptions'>;
interface Shown {
  readonly max: number;
  readonly size?: 'short' | 'middle';
  readonly unit?: string;
  readonly rows?: number;
}

/** What all branches have in common: name, contact, thresholds, days. */
export class PracticeForm extends LitElement {
  static override properties = { face: { attribute: false }, setting: { attribute: false }, now: { attribute: false } };

  declare face: Face;
  declare setting: PracticeSetting;
  declare now: Instant;
  /** It is stored: what is set has to be read again. */
  onStored: () => void = () => {};
  readonly #desk = editDesk(this, PRACTICE_KIND);

  override createRenderRoot() {
    return this;
  }

  /** What others set comes in while nobody types here; else saving finds out. */
  override willUpdate(changed: ReadonlyMap<PropertyKey, unknown>): void {
    if (!changed.has('setting')) return;
    const isFresh = this.setting.seq >= (this.#desk.edit()?.seq ?? 0);
    if (isFresh && !this.isBusy()) this.#desk.begin(bodyOfPractice(this.setting), this.setting.seq);
  }

  isBusy(): boolean {
    return this.#desk.isChanged();
  }

  async #save(event: Event): Promise<void> {
    event.preventDefault();
    const theirs = await this.#desk.save(this.face.environment, ({ draft, seq }) => ({
      method: 'PUT',
      path: PATHS.practice,
      body: PRACTICE_KIND.toBody(draft),
      ifMatch: seq,
    }));
    if (!theirs) return;
    toast([PRACTICE_SAVED, ...(theirs.length > 0 ? [alsoChanged(theirs, practiceLabel)] : [])].join(' '));
    this.onStored();
  }

  #undo(): void {
    const edit = this.#desk.edit();
    if (edit) this.#desk.begin(edit.base, edit.seq);
    announce(SETTINGS.undone);
    void this.updateComplete.then(() => this.querySelector<HTMLElement>('#settings-practice')?.focus());
  }

  #text(place: FieldPlace, draft: PracticeDraft, field: TextName, shown: Shown) {
    return settingText({
      place,
      path: `/${field}`,
      words: PRACTICE_FIELDS[field],
      value: draft[field],
      ...shown,
      onInput: (value) => this.#desk.set({ [field]: value }),
    });
  }

  #groups(place: FieldPlace, draft: PracticeDraft) {
    const text = (field: TextName, shown: Shown) => this.#text(place, draft, field, shown);
    const share = (field: TextName, unit: string) => text(field, { max: SHORT_MAX, size: 'short', unit });
    return html`<fieldset class="settings__group">
        <legend class="settings__legend">${PRACTICE_GROUPS.who}</legend>
        ${text('name', { max: SETTING_LIMITS.name })} ${text('phone', { max: PHONE_MAX, size: 'middle' })}
        ${text('website', { max: SETTING_LIMITS.url })} ${text('bslUrl', { max: SETTING_LIMITS.url })}
        ${text('noticeLine', { max: SETTING_LIMITS.noticeLine, rows: 2 })} ${text('timeZone', { max: ZONE_MAX, size: 'middle' })}
      </fieldset>
      <fieldset class="settings__group">
        <legend class="settings__legend">${PRACTICE_GROUPS.gps}</legend>
        ${share('gpUsualFrom', UNITS.percent)} ${share('gpFewerFrom', UNITS.percent)}
        ${share('gpDegradedBelow', UNITS.percent)} ${share('gpNumbersFrom', UNITS.gps)}
        ${share('majorFrom', UNITS.percentOfBranches)}
      </fieldset>
      <fieldset class="settings__group">
        <legend class="settings__legend">${PRACTICE_GROUPS.help}</legend>
        ${share('helpOpenMinutes', UNITS.minutes)} ${share('helpAtMost', UNITS.branches)}
      </fieldset>
      <fieldset class="settings__group">
        <legend class="settings__legend">${PRACTICE_GROUPS.days}</legend>
        <p class="field__hint">${PRACTICE_GROUPS.daysMore}</p>
        ${exceptionsEditor({
          place,
          days: draft.exceptions,
          today: dayKey(localDay(this.now, this.setting.timeZone)),
          onChange: (exceptions) => this.#desk.set({ exceptions }),
          onFocus: (id) => focusOnce(this, id),
        })}
      </fieldset>`;
  }

  #saveBar() {
    const desk = this.#desk;
    const { changed } = this.setting;
    const isSending = desk.state() === 'sending';
    const said = desk.isChanged()
      ? SETTINGS.unsaved
      : changed
        ? lastChanged(changed.by, formatAge(this.now - Date.parse(changed.at)))
        : SETTINGS.neverChanged;
    return html`<div class="save-bar ${desk.isChanged() ? 'save-bar--changed' : ''}">
      <p class="save-bar__said" role="status">${desk.state() === 'unreachable' ? SETTINGS.unreachableSave : said}</p>
      <div class="save-bar__buttons">
        <button class="nhsuk-button nhsuk-button--small" type="submit" aria-disabled=${isSending ? 'true' : nothing}>${isSending ? SETTINGS.saving : SETTINGS.save}</button>
        ${desk.isChanged() && !isSending ? html`<button class="nhsuk-button nhsuk-button--secondary nhsuk-button--small" type="button" @click=${() => this.#undo()}>${SETTINGS.undo}</button>` : nothing}
      </div>
    </div>`;
  }

  override render() {
    const desk = this.#desk;
    const edit = desk.edit();
    if (!edit) return nothing;
    const place: FieldPlace = { prefix: PREFIX, faultOf: desk.faultOf };
    return html`<form class="settings__form form" novalidate aria-labelledby="settings-practice" @submit=${(event: Event) => void this.#save(event)}>
      <h2 class="settings__heading" id="settings-practice" tabindex="-1">${PRACTICE_GROUPS.heading}</h2>
      ${settingFaults(place, desk.faults(), desk.detail(), (path) => labelOfPath(practiceLabel, path))}
      ${conflictBox({
        prefix: PREFIX,
        questions: edit.questions,
        labelOf: practiceLabel,
        valueWords,
        ageOf: (at) => formatAge(this.now - Date.parse(at)),
        onChoose: desk.choose,
      })}
      ${this.#groups(place, edit.draft)} ${this.#saveBar()}
    </form>`;
  }
}

declare global {
  interface HTMLElementTagNameMap {
    'practice-form': PracticeForm;
  }
}
