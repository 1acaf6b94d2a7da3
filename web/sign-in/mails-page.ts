import { html, LitElement, type TemplateResult } from 'lit';
import type { Mails, WrittenMail } from '../../shared/wire/mails.ts';
import { PATHS } from '../../shared/wire/paths.ts';
import { MAILS_PAGE } from '../../shared/words/mails-page.ts';
import { SIGN_IN_PAGE } from '../../shared/words/sign-in-page.ts';
import { staffTitle } from '../../shared/words/staff.ts';
import { staffHeader } from '../parts/staff-header.ts';
import { staffEnvironment } from '../staff/environment.ts';
import { practiceOf } from '../staff/open-face.ts';
import { send } from '../staff/send.ts';

const LOOK_EVERY_MS = 3_000;

/** Parts of a text at every second place are addresses. */
function toParts(text: string): readonly string[] {
  return text.split(/(https?:\/\/\S+)/);
}

function mailArticle({ at, to, subject, text }: WrittenMail): TemplateResult {
  const parts = toParts(text).map((part, n) => (n % 2 === 1 ? html`<a href=${part}>${part}</a>` : part));
  return html`<article class="mail">
    <h2 class="mail__subject">${subject}</h2>
    <p class="mail__to">${MAILS_PAGE.to} ${to}, <time datetime=${at}>${new Date(at).toLocaleTimeString('en-GB')}</time></p>
    <p class="mail__text">${parts}</p>
  </article>`;
}

/** `/mails`, where no mail goes out: what would have been sent. */
export class MailsPage extends LitElement {
  static override properties = { mails: { state: true }, fault: { state: true } };
  declare private mails: readonly WrittenMail[] | null;
  declare private fault: string | null;
  readonly #environment = staffEnvironment();
  #timer = 0;

  constructor() {
    super();
    this.mails = null;
    this.fault = null;
  }

  override createRenderRoot() {
    return this;
  }

  override connectedCallback() {
    super.connectedCallback();
    document.title = staffTitle(MAILS_PAGE.title, practiceOf(document));
    void this.#read();
    this.#timer = window.setInterval(() => void this.#read(), LOOK_EVERY_MS);
  }

  override disconnectedCallback() {
    window.clearInterval(this.#timer);
    super.disconnectedCallback();
  }

  async #read(): Promise<void> {
    const result = await send(this.#environment, {
      path: PATHS.mails,
      body: { key: location.hash.slice(1) },
      tries: 1,
    });
    if (result.kind === 'ok') {
      this.mails = (result.body as Mails).mails;
      this.fault = null;
    } else this.fault = result.kind === 'unreachable' ? SIGN_IN_PAGE.unreachable : result.problem.detail;
  }

  #content(): TemplateResult {
    const { mails, fault } = this;
    if (fault !== null) return html`<p class="no-board no-board--fault" role="alert">${fault}</p>`;
    if (mails === null) return html`<p role="status">${MAILS_PAGE.reading}</p>`;
    return html`<p>${MAILS_PAGE.intro}</p>
      ${mails.length === 0 ? html`<p role="status">${MAILS_PAGE.none}</p>` : mails.map(mailArticle)}`;
  }

  override render() {
    const head = { face: 'sign-in', practice: practiceOf(document), session: null, onSignOut() {} } as const;
    return html`${staffHeader(head)}
      <main class="face__main account" id="main" tabindex="-1"><h1>${MAILS_PAGE.title}</h1>${this.#content()}</main>`;
  }
}
