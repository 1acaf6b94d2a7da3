import { html, type TemplateResult } from 'lit/html.js';
import { SETTING_LIMITS } from '../../../shared/practice/setting-limits.ts';
import { surgeryPath } from '../../../shared/wire/public-paths.ts';
import { readWeek } from '../../../shared/words/staff-hours.ts';
import { BRANCH_FIELDS, BRANCH_FORM, GP_WORDINGS } from '../../../shared/words/staff-practice.ts';
import { segmented } from '../../parts/segmented.ts';
import { checkField } from '../forms/fields.ts';
import type { BranchDraft } from './branch-kind.ts';
import { exceptionsEditor } from './exceptions-editor.ts';
import { controlOf, type FieldPlace, hoursReading, settingText, type SettingTextOptions } from './setting-fields.ts';
import { slugOfName } from './slug-of-name.ts';

export interface BranchFieldsOptions {
  readonly place: FieldPlace;
  readonly draft: BranchDraft;
  /** It is set up now: its name in addresses can still be chosen. */
  readonly isNew: boolean;
  readonly today: string;
  readonly set: (change: Partial<BranchDraft>) => void;
  readonly onFocus: (id: string) => void;
}

const SYSTEMS = ['internet', 'records', 'phones'] as const;
const HOURS_MAX = 200;
const SLUG_MAX = 64;

type TextName = 'name' | 'slug' | 'odsCode' | 'address' | 'town' | 'postcode' | 'position' | 'phone' | 'hours';
type Shown = Pick<SettingTextOptions, 'max' | 'size' | 'rows' | 'unit'>;

/** All that can be said of a branch, in groups. */
export function branchFields(options: BranchFieldsOptions): TemplateResult {
  const { place, draft, isNew, today, set, onFocus } = options;
  const text = (field: TextName | 'expectedGps' | 'listSize', shown: Shown, onInput?: (value: string) => void) =>
    settingText({
      place,
      path: `/${field}`,
      words: BRANCH_FIELDS[field],
      value: draft[field],
      onInput: onInput ?? ((value) => set({ [field]: value })),
      ...shown,
    });
  // The address follows the name until somebody chose another one.
  const onName = (name: string) =>
    set({ name, ...(isNew && draft.slug === slugOfName(draft.name) && { slug: slugOfName(name) }) });
  const check = (field: 'takesOthers' | 'redirect111') =>
    checkField({
      field: controlOf(place, `/${field}`),
      ...BRANCH_FIELDS[field],
      value: draft[field],
      onChange: (value) => set({ [field]: value }),
    });
  return html`<div class="settings__columns">
    <div class="settings__stack">
    <fieldset class="settings__group">
      <legend class="settings__legend">${BRANCH_FORM.where}</legend>
      ${text('name', { max: SETTING_LIMITS.name }, onName)}
      ${isNew ? html`${text('slug', { max: SLUG_MAX })}<p class="field__hint">${BRANCH_FORM.slugFor} ${surgeryPath(draft.slug || '…')}</p>` : null}
      ${text('address', { max: SETTING_LIMITS.address })} ${text('town', { max: SETTING_LIMITS.town })}
      ${text('postcode', { max: 10, size: 'middle' })} ${text('position', { max: 60, size: 'middle' })}
      ${text('phone', { max: 20, size: 'middle' })} ${text('odsCode', { max: 12, size: 'middle' })}
    </fieldset>
      <fieldset class="settings__group">
        <legend class="settings__legend">${BRANCH_FORM.providers}</legend>
        <p class="field__hint">${BRANCH_FORM.providersMore}</p>
        ${SYSTEMS.map((system) =>
          settingText({
            place,
            path: `/providers/${system}`,
            words: BRANCH_FIELDS[system],
            value: draft.providers[system],
            max: SETTING_LIMITS.provider,
            onInput: (value) => set({ providers: { ...draft.providers, [system]: value } }),
          }),
        )}
      </fieldset>
    </div>
    <div class="settings__stack">
      <fieldset class="settings__group">
        <legend class="settings__legend">${BRANCH_FORM.hours}</legend>
        ${text('hours', { max: HOURS_MAX, rows: 2 })}
        ${hoursReading(readWeek(draft.hours), BRANCH_FORM.readBack)}
      </fieldset>
      <fieldset class="settings__group">
        <legend class="settings__legend">${BRANCH_FORM.gps}</legend>
        ${text('expectedGps', { max: 2, size: 'short' })} ${text('listSize', { max: 6, size: 'short' })}
        ${segmented({
          name: `${place.prefix}-gpWording`,
          legend: BRANCH_FIELDS.gpWording.label,
          segments: GP_WORDINGS,
          value: draft.gpWording,
          onChange: (gpWording) => set({ gpWording }),
        })}
      </fieldset>
      <fieldset class="settings__group">
        <legend class="settings__legend">${BRANCH_FORM.trouble}</legend>
        ${check('takesOthers')} ${check('redirect111')}
      </fieldset>
    </div>
    <fieldset class="settings__group settings__group--wide">
      <legend class="settings__legend">${BRANCH_FORM.days}</legend>
      <p class="field__hint">${BRANCH_FORM.daysMore}</p>
      ${exceptionsEditor({ place, days: draft.exceptions, today, onChange: (exceptions) => set({ exceptions }), onFocus })}
    </fieldset>
  </div>`;
}
