import { html, LitElement, nothing } from 'lit';
import type { Instant } from '../../../shared/practice/instant.ts';
import { dayKey, localDay } from '../../../shared/practice/local-time.ts';
import { oneBranchPath, PATHS } from '../../../shared/wire/paths.ts';
import type { BranchSetting } from '../../../shared/wire/practice.ts';
import { FORM } from '../../../shared/words/staff-forms.ts';
import { alsoChanged, BRANCH_FORM, branchDone, SETTINGS } from '../../../shared/words/staff-practice.ts';
import { formatAge } from '../../../shared/words/times.ts';
import { toast } from '../../parts/announce.ts';
import { confirmed } from '../../parts/confirm.ts';
import type { Face } from '../../staff/open-face.ts';
import { branchFields } from './branch-fields.ts';
import { BRANCH_KIND, EMPTY_BRANCH, toBranchBody } from './branch-kind.ts';
import { conflictBox } from './conflict-box.ts';
import { editDesk } from './edit-desk.ts';
import { focusOnce } from './focus-once.ts';
import { bodyOfBranch } from './setting-bodies.ts';
import { type FieldPlace, settingFaults } from './setting-fields.ts';
import { branchLabel, labelOfPath, valueWords } from './value-words.ts';
import { rememberFocus } from '../keys/return-focus.ts';

const PREFIX = 'branch';

/** A branch that is set up or changed, over the page. What was typed stays until it is stored or given up. */
export class BranchDialog extends LitElement {
  static override properties = {
    face: { attribute: false },
    now: { attribute: false },
    zone: { attribute: false },
    name: { state: true },
  };

  declare face: Face;
  declare now: Instant;
  declare zone: string;
  /** Name of the branch as it stands; null while one is set up. */
  declare name: string | null;
  onStored: () => void = () => {};
  readonly #desk = editDesk(this, BRANCH_KIND);
  #giveFocusBack: () => void = () => {};

  override createRenderRoot() {
    return this;
  }

  /** `null` sets up a new branch. */
  open(branch: BranchSetting | null): void {
    this.#giveFocusBack = rememberFocus();
    this.name = branch?.name ?? null;
    this.#desk.begin(branch ? bodyOfBranch(branch) : EMPTY_BRANCH, branch?.seq ?? 0);
    void this.updateComplete.then(() => this.querySelector('dialog')?.showModal());
  }

  isBusy(): boolean {
    return this.#desk.isChanged();
  }

  #onClosed(): void {
    this.#desk.close();
    this.#giveFocusBack();
  }

  /** Esc must not throw away what somebody has typed for minutes. */
  async #giveUp(event: Event): Promise<void> {
    event.preventDefault();
    if (this.#desk.state() === 'sending') return;
    const { giveUp: title, giveUpMore, giveUpAction: action, goOn: cancel } = FORM;
    const given = !this.isBusy() || (await confirmed({ title, lines: [giveUpMore], action, cancel, warns: true }));
    if (given) this.querySelector('dialog')?.close();
  }

  async #save(event: Event): Promise<void> {
    event.preventDefault();
    const isNew = this.name === null;
    const theirs = await this.#desk.save(this.face.environment, ({ draft, seq }) => {
      const body = BRANCH_KIND.toBody(draft);
      if (isNew) return { method: 'POST', path: PATHS.branches, body };
      return { method: 'PUT', path: oneBranchPath(body.slug), body: toBranchBody(body), ifMatch: seq };
    });
    if (!theirs) return;
    const name = this.#desk.edit()?.base.name ?? '';
    // What was typed while it was sent is not stored yet.
    if (!this.isBusy()) this.querySelector('dialog')?.close();
    toast(
      [
        branchDone(isNew ? 'added' : 'saved', name),
        ...(theirs.length > 0 ? [alsoChanged(theirs, branchLabel)] : []),
      ].join(' '),
    );
    this.name = name;
    this.onStored();
  }

  #buttons(isNew: boolean) {
    const isSending = this.#desk.state() === 'sending';
    return html`<div class="dialog__buttons dialog__buttons--stay">
      <button class="nhsuk-button nhsuk-button--small" type="submit" aria-disabled=${isSending ? 'true' : nothing}>${isSending ? SETTINGS.saving : isNew ? BRANCH_FORM.addAction : SETTINGS.save}</button>
      <button class="nhsuk-button nhsuk-button--secondary nhsuk-button--small" type="button" @click=${(event: Event) => void this.#giveUp(event)}>${FORM.cancel}</button>
      <p role="status">${this.#desk.state() === 'unreachable' ? SETTINGS.unreachableSave : nothing}</p>
    </div>`;
  }

  override render() {
    const desk = this.#desk;
    const edit = desk.edit();
    if (!edit) return nothing;
    const isNew = this.name === null;
    const place: FieldPlace = { prefix: PREFIX, faultOf: desk.faultOf };
    return html`<dialog class="dialog dialog--branch" aria-labelledby="branch-title" @close=${() => this.#onClosed()} @cancel=${(event: Event) => void this.#giveUp(event)}>
      <form class="dialog__form form" novalidate @submit=${(event: Event) => void this.#save(event)}>
        <h2 class="dialog__title" id="branch-title" tabindex="-1" autofocus>${this.name ?? BRANCH_FORM.add}</h2>
        ${settingFaults(place, desk.faults(), desk.detail(), (path) => labelOfPath(branchLabel, path))}
        ${conflictBox({
          prefix: PREFIX,
          questions: edit.questions,
          labelOf: branchLabel,
          valueWords,
          ageOf: (at) => formatAge(this.now - Date.parse(at)),
          onChoose: desk.choose,
        })}
        ${branchFields({
          place,
          draft: edit.draft,
          isNew,
          today: dayKey(localDay(this.now, this.zone)),
          set: desk.set,
          onFocus: (id) => focusOnce(this, id),
        })}
        ${this.#buttons(isNew)}
      </form>
    </dialog>`;
  }
}

declare global {
  interface HTMLElementTagNameMap {
    'branch-dialog': BranchDialog;
  }
}
