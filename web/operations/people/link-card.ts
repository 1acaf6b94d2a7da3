import { html, type TemplateResult } from 'lit/html.js';
import { guard } from 'lit/directives/guard.js';
import type { Instant } from '../../../shared/practice/instant.ts';
import type { Invitation } from '../../../shared/wire/people.ts';
import { LINK, linkHeading, linkHowTo, linkThen } from '../../../shared/words/staff-people.ts';
import { toast } from '../../parts/announce.ts';
import { copied } from '../../parts/copy.ts';
import { onlyHere } from '../lists/only-here.ts';
import { qrCode } from './qr-code.ts';

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

/** A link to hand over, as long as it is in front of somebody: it is shown once. */
export function linkCard({ invitation, now, zone, onDone }: LinkCardOptions): TemplateResult {
  const { person, setUp } = invitation;
  if (setUp === null) return html``;
  return html`<section class="link-card" aria-labelledby="link-heading">
    <div class="link-card__words">
      <h2 class="link-card__heading" id="link-heading" tabindex="-1">${linkHeading(person.name)}</h2>
      <p>${linkHowTo(person.name, Date.parse(setUp.expiresAt), now, zone)}</p>
      <div class="field">
        <label class="field__label" for="set-up-link">${LINK.label}</label>
        <textarea class="field__input link-card__link" id="set-up-link" readonly rows="2" spellcheck="false" .value=${setUp.url} @focus=${(event: Event) => (event.currentTarget as HTMLTextAreaElement).select()}></textarea>
      </div>
      ${onlyHere(setUp.url)}
      <div class="link-card__buttons">
        <button class="nhsuk-button nhsuk-button--small" type="button" @click=${(event: Event) => void copy(event)}>${LINK.copy}</button>
        <button class="nhsuk-button nhsuk-button--secondary nhsuk-button--small" type="button" @click=${onDone}>${LINK.done}</button>
      </div>
      <p>${linkThen(person.name)} ${LINK.once}</p>
    </div>
    <figure class="link-card__code">${guard([setUp.url], () => qrCode(setUp.url, LINK.code))}<figcaption>${LINK.scan}</figcaption></figure>
  </section>`;
}
