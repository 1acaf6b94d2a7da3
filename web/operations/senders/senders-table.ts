import { html, nothing, type TemplateResult } from 'lit/html.js';
import { repeat } from 'lit/directives/repeat.js';
import type { Instant } from '../../../shared/practice/instant.ts';
import type { Sender } from '../../../shared/wire/senders.ts';
import { actionOn } from '../../../shared/words/staff-people.ts';
import { heardState, SENDERS, tokenWords } from '../../../shared/words/staff-senders.ts';
import type { SenderOwner } from './sender-forms.ts';

/** A branch, or the canary, and its tokens. */
export interface SenderRow {
  readonly owner: SenderOwner;
  /** Words beside its name. */
  readonly more: string | null;
  readonly heardAt: Instant | null;
  /** When that was learnt. */
  readonly readAt: Instant;
  readonly tokens: readonly Sender[];
}

export interface SendersTableOptions {
  readonly rows: readonly SenderRow[];
  readonly now: Instant;
  readonly zone: string;
  readonly onSetUp: (owner: SenderOwner) => void;
  readonly onRevoke: (owner: SenderOwner, sender: Sender) => void;
}

const AT_MOST = 2;

function tokenItem(owner: SenderOwner, sender: Sender, { now, zone, onRevoke }: SendersTableOptions): TemplateResult {
  const words = tokenWords(sender, now, zone);
  const name = owner.name ?? SENDERS.canary;
  return html`<li class="tokens__item">${words}
    <button class="mini" type="button" aria-label="${actionOn(SENDERS.revoke, name)}, ${words}" @click=${() => onRevoke(owner, sender)}>${SENDERS.revoke}</button></li>`;
}

function action({ owner, tokens }: SenderRow, { onSetUp }: SendersTableOptions): TemplateResult | typeof nothing {
  if (owner.slug !== null && owner.name === null) return nothing;
  if (tokens.length >= AT_MOST) return html`<p class="people__why">${SENDERS.two}</p>`;
  const words = tokens.length === 0 ? SENDERS.setUp : SENDERS.another;
  return html`<div class="people__actions"><button class="mini" type="button" aria-label=${actionOn(words, owner.name ?? SENDERS.canary)} @click=${() => onSetUp(owner)}>${words}</button></div>`;
}

function senderRow(row: SenderRow, options: SendersTableOptions): TemplateResult {
  const { owner, more, heardAt, readAt, tokens } = row;
  const state = heardState(heardAt, tokens.length > 0, readAt, options.now);
  return html`<tr class="people__row">
    <th scope="row" class="people__name">${owner.name ?? owner.slug ?? SENDERS.canary}${more === null ? nothing : html` <span class="people__email">${more}</span>`}</th>
    <td data-label=${SENDERS.heard}><span class="on on--${state.kind}">${state.text}</span></td>
    <td data-label=${tokens.length === 0 ? nothing : SENDERS.tokens}>${tokens.length === 0 ? nothing : html`<ul class="tokens" role="list">${tokens.map((sender) => tokenItem(owner, sender, options))}</ul>`}</td>
    <td class="people__do">${action(row, options)}</td>
  </tr>`;
}

/** Every branch and the canary, with when it was heard and what its senders beat with. */
export function sendersTable(options: SendersTableOptions): TemplateResult {
  return html`<table class="people">
    <caption class="nhsuk-u-visually-hidden">${SENDERS.caption}</caption>
    <thead>
      <tr>
        <th scope="col">${SENDERS.branch}</th>
        <th scope="col">${SENDERS.heard}</th>
        <th scope="col">${SENDERS.tokens}</th>
        <th scope="col">${SENDERS.actions}</th>
      </tr>
    </thead>
    <tbody>
      ${repeat(
        options.rows,
        ({ owner }) => owner.slug ?? '*',
        (row) => senderRow(row, options),
      )}
    </tbody>
  </table>`;
}
