import { html, nothing, type TemplateResult } from 'lit/html.js';
import { guard } from 'lit/directives/guard.js';
import type { Instant } from '../../../shared/practice/instant.ts';
import type { Invitation, SetUpLink } from '../../../shared/wire/people.ts';
import { LINK, linkHeading, linkHowTo, linkThen, sentLines, SHEET } from '../../../shared/words/staff-invitations.ts';
import { toast } from '../../parts/announce.ts';
import { copied } from '../../parts/copy.ts';
import { onlyHere } from '../lists/only-here.ts';
import { qrCode } from '../../poster/qr-code.ts';

export interface LinkCardOptions {
  readonly invitation: Invitation;
  readonly now: Instant;
  readonly zone: string;
  readonly onDone: () => void;
}

async function copy(event: Event): Promise<void> {
  const button = event.currentTarget as HTMLButtonElement;
  const field = button.ownerDocument.querySelector<HTMLTextAreaElement>('#set-up-link');
  if (!field) return;
  const done = await copied(field);
  if (done) {
    button.focus();
    toast(LINK.copied);
  } else toast(LINK.notCopied, 'fault');
}

function done(words: string, onDone: () => void): TemplateResult {
  return html`<button class="nhsuk-button nhsuk-button--secondary nhsuk-button--small" type="button" @click=${onDone}>${words}</button>`;
}

function linkBody({ url }: SetUpLink, { invitation, onDone }: LinkCardOptions): TemplateResult {
  return html`<div class="field">
      <label class="field__label" for="set-up-link">${LINK.label}</label>
      <textarea class="field__input link-card__link" id="set-up-link" readonly rows="2" spellcheck="false" .value=${url} @focus=${(event: Event) => (event.currentTarget as HTMLTextAreaElement).select()}></textarea>
    </div>
    ${onlyHere(url)}
    <div class="link-card__buttons">
      <button class="nhsuk-button nhsuk-button--small" type="button" @click=${(event: Event) => void copy(event)}>${LINK.copy}</button>
      ${done(LINK.done, onDone)}
    </div>
    <p>${linkThen(invitation.person.name)} ${LINK.once}</p>`;
}

function sheetBody({ url, code }: SetUpLink, { invitation, onDone }: LinkCardOptions): TemplateResult {
  return html`<p>${SHEET.code}: <span class="link-card__letters">${code}</span></p>
    ${onlyHere(url)}
    <div class="link-card__buttons">
      <button class="nhsuk-button nhsuk-button--small" type="button" @click=${() => print()}>${LINK.print}</button>
      ${done(LINK.sheetDone, onDone)}
    </div>
    <p>${linkThen(invitation.person.name)} ${LINK.sheetOnce}</p>`;
}

function sentBody({ invitation, onDone }: LinkCardOptions): TemplateResult {
  return html`${sentLines(invitation.person.email).map((line) => html`<p>${line}</p>`)}
    <div class="link-card__buttons">${done(LINK.sentDone, onDone)}</div>`;
}

/** How a link goes to whom it is for; what must be handed over is shown as long as the card is: once. */
export function linkCard(options: LinkCardOptions): TemplateResult {
  const { invitation, now, zone } = options;
  const { person, by, setUp } = invitation;
  const until = Date.parse(invitation.expiresAt);
  const body =
    setUp === null ? sentBody(options) : by === 'sheet' ? sheetBody(setUp, options) : linkBody(setUp, options);
  return html`<section class="link-card" aria-labelledby="link-heading">
    <div class="link-card__words">
      <h2 class="link-card__heading" id="link-heading" tabindex="-1">${linkHeading(person.name, by)}</h2>
      <p>${linkHowTo(person.name, by, until, now, zone)}</p>
      ${body}
    </div>
    ${
      setUp === null
        ? nothing
        : html`<figure class="link-card__code">${guard([setUp.url], () => qrCode(setUp.url, LINK.code))}<figcaption>${LINK.scan}</figcaption></figure>`
    }
  </section>`;
}
