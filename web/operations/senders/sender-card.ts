import { html, LitElement, nothing, type TemplateResult } from 'lit';
import { PATHS } from '../../../shared/wire/paths.ts';
import { SECOND } from '../../../shared/practice/instant.ts';
import { SERVICE_LABELS } from '../../../shared/words/staff.ts';
import { LINK } from '../../../shared/words/staff-invitations.ts';
import {
  CANARY_LINES,
  CARD,
  cardHeading,
  copyOf,
  downloadTitle,
  isHeardWords,
} from '../../../shared/words/staff-senders.ts';
import { toast } from '../../parts/announce.ts';
import { copied } from '../../parts/copy.ts';
import type { Face } from '../../staff/open-face.ts';
import { textField } from '../forms/fields.ts';
import { onlyHere } from '../lists/only-here.ts';
import {
  CHECKED,
  type Checked,
  isAddress,
  isChecks,
  type SenderDraft,
  senderFileName,
  settingsText,
  toReadySender,
  toSettings,
} from './ready-sender.ts';
import { saveFile } from './save-file.ts';
import { senderCommands } from './sender-commands.ts';
import type { SenderOwner } from './sender-forms.ts';

const FETCH_WITHIN_MS = 15 * SECOND;

async function copy(event: Event): Promise<void> {
  const button = event.currentTarget as HTMLButtonElement;
  const field = button.closest('.command')?.querySelector('textarea');
  if (!field) return;
  if (await copied(field)) {
    button.focus();
    toast(LINK.copied);
  } else toast(LINK.notCopied, 'fault');
}

/** A text to take away as it stands. */
function command(id: string, label: string, text: string, button: string = CARD.copy): TemplateResult {
  const select = (event: Event) => (event.currentTarget as HTMLTextAreaElement).select();
  return html`<div class="command">
    <label class="nhsuk-u-visually-hidden" for=${id}>${label}</label>
    <textarea class="field__input command__text" id=${id} readonly rows=${text.split('\n').length} spellcheck="false" wrap="off" .value=${text} @focus=${select}></textarea>
    <button class="mini" type="button" aria-label=${button === CARD.copy ? copyOf(label) : nothing} @click=${(event: Event) => void copy(event)}>${button}</button>
  </div>`;
}

/** A new token, as long as it is in front of somebody, and all that it takes to put it to use. */
export class SenderCard extends LitElement {
  static override properties = {
    face: { attribute: false },
    owner: { attribute: false },
    token: { attribute: false },
    isHeard: { attribute: false },
    draft: { state: true },
    tried: { state: true },
  };

  declare face: Face;
  declare owner: SenderOwner;
  declare token: string;
  declare isHeard: boolean;
  declare draft: SenderDraft;
  /** Somebody wanted the file: what is wrong with the fields is told from then on. */
  declare tried: boolean;

  constructor() {
    super();
    this.draft = { url: location.origin, checks: { records: '', phones: '', online: '', prescriptions: '' } };
    this.tried = false;
  }

  override createRenderRoot() {
    return this;
  }

  #faultOf(field: Checked | 'url'): string | null {
    if (!this.tried) return null;
    if (field === 'url') return isAddress(this.draft.url.trim()) ? null : CARD.addressWrong;
    return isChecks(this.draft.checks[field]) ? null : CARD.checkWrong;
  }

  #isRight(): boolean {
    this.tried = true;
    const wrong = (['url', ...CHECKED] as const).find((field) => this.#faultOf(field) !== null);
    if (wrong === undefined) return true;
    void this.updateComplete.then(() => {
      const field = this.querySelector<HTMLElement>(`#form-${wrong}`);
      if (wrong !== 'url') field?.closest('details')?.setAttribute('open', '');
      field?.focus();
    });
    return false;
  }

  async #fetchFile(): Promise<string | null> {
    const { environment } = this.face;
    const limit = new AbortController();
    const cancelLimit = environment.after(FETCH_WITHIN_MS, () => limit.abort());
    try {
      const request = { method: 'GET', path: PATHS.senderFile, headers: {}, body: null } as const;
      const answer = await environment.request(request, limit.signal);
      return answer.status === 200 ? await answer.text() : null;
    } catch {
      return null;
    } finally {
      cancelLimit();
    }
  }

  /** The token is put into the file here: it never goes back over the network. */
  async #download(): Promise<void> {
    if (!this.#isRight()) return;
    const file = await this.#fetchFile();
    if (file === null) return toast(CARD.notDownloaded, 'fault');
    const ready = toReadySender(file, toSettings(this.draft, this.token));
    if (ready === null) return toast(CARD.otherFile, 'fault');
    saveFile(senderFileName(this.owner.slug), 'text/javascript', ready);
    toast(CARD.downloaded);
  }

  #downloadSettings(): void {
    if (!this.#isRight()) return;
    saveFile('sender.json', 'application/json', settingsText(toSettings(this.draft, this.token)));
    toast(CARD.downloaded);
  }

  #checks(): TemplateResult | typeof nothing {
    const { draft, owner } = this;
    if (owner.slug === null) return nothing;
    const set = (service: Checked, value: string) => {
      this.draft = { ...draft, checks: { ...draft.checks, [service]: value } };
    };
    return html`<details class="how-to">
      <summary>${CARD.checks}</summary>
      <div class="sender-fields"><p>${CARD.checksHint}</p>
        ${CHECKED.map((service) =>
          textField({
            field: service,
            label: SERVICE_LABELS[service].name,
            fault: this.#faultOf(service),
            value: draft.checks[service],
            max: 500,
            onInput: (value) => set(service, value),
          }),
        )}</div>
    </details>`;
  }

  #steps(): TemplateResult {
    const { draft, owner, token } = this;
    const commands = senderCommands(owner.slug, draft.url.trim().replace(/\/+$/, ''), token);
    const way = (title: string, line: string, id: string, text: string) => html`<details class="how-to">
      <summary>${title}</summary>
      <div class="sender-fields"><p>${line}</p>${command(id, title, text)}</div>
    </details>`;
    return html`<li><h3>${downloadTitle(owner.name)}</h3>
        ${textField({
          field: 'url',
          label: CARD.address,
          fault: this.#faultOf('url'),
          value: draft.url,
          max: 300,
          onInput: (url) => {
            this.draft = { ...draft, url };
          },
        })}
        ${onlyHere(draft.url)} ${this.#checks()}
        <div class="link-card__buttons">
          <button class="nhsuk-button nhsuk-button--small" type="button" @click=${() => void this.#download()}>${CARD.download}</button>
          <button class="nhsuk-button nhsuk-button--secondary nhsuk-button--small" type="button" @click=${() => this.#downloadSettings()}>${CARD.settings}</button>
        </div></li>
      <li><h3>${CARD.tryTitle}</h3><p>${CARD.tryLine}</p>${command('sender-once', CARD.tryTitle, commands.once)}<p>${CARD.tryThen}</p></li>
      <li><h3>${CARD.runTitle}</h3>
        ${way(CARD.windows, CARD.windowsLine, 'sender-windows', commands.windows)}
        ${way(CARD.linux, CARD.linuxLine, 'sender-linux', commands.linux)}
        ${way(CARD.curl, CARD.curlLine, 'sender-curl', commands.curl)}</li>`;
  }

  override render() {
    const { owner, token, isHeard } = this;
    return html`<section class="link-card link-card--wide" aria-labelledby="sender-heading">
      <div class="link-card__words">
        <h2 class="link-card__heading" id="sender-heading" tabindex="-1">${cardHeading(owner.name)}</h2>
        ${owner.slug === null ? CANARY_LINES.map((line) => html`<p>${line}</p>`) : nothing}
        ${command('sender-token', CARD.token, token, CARD.copyToken)}
        <p>${CARD.once}</p>
        <ol class="sender-steps">${this.#steps()}</ol>
        <p class="sender-heard"><span class="on on--${isHeard ? 'on' : 'waits'}">${isHeard ? isHeardWords(owner.name) : CARD.waits}</span></p>
        <div class="link-card__buttons"><button class="nhsuk-button nhsuk-button--secondary nhsuk-button--small" type="button" @click=${() => this.dispatchEvent(new Event('done'))}>${CARD.done}</button></div>
      </div>
    </section>`;
  }
}

declare global {
  interface HTMLElementTagNameMap {
    'sender-card': SenderCard;
  }
}
