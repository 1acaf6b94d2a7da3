import { html } from 'lit/html.js';
import type { Instant } from '../../../shared/practice/instant.ts';
import { PATHS } from '../../../shared/wire/paths.ts';
import type { NewSender, Sender } from '../../../shared/wire/senders.ts';
import {
  revokeLines,
  revokeTitle,
  SENDER_FORM,
  SET_UP_LINES,
  setUpTitle,
} from '../../../shared/words/staff-senders.ts';
import { formatSince } from '../../../shared/words/times.ts';
import type { Form } from '../forms/form.ts';

/** Who a sender belongs to: a branch, or the canary (null). */
export interface SenderOwner {
  readonly slug: string | null;
  readonly name: string | null;
}

const nothingToFillIn = { draft: {}, labels: {}, fields: () => html``, check: () => [] } as const;

export function setUpForm(
  { slug, name }: SenderOwner,
  onMade: (made: NewSender) => void,
  onFailed: () => void,
): Form<object> {
  return {
    ...nothingToFillIn,
    title: setUpTitle(name),
    lines: SET_UP_LINES,
    action: SENDER_FORM.action,
    // Once: a second try would make a second token.
    request: () => ({ path: PATHS.senders, body: { branch: slug }, tries: 1 }),
    afterLost: SENDER_FORM.madeMaybe,
    done: SENDER_FORM.made,
    stored: (answer) => onMade(answer as NewSender),
    failed: onFailed,
  };
}

export interface RevokeOptions {
  readonly owner: SenderOwner;
  readonly sender: Sender;
  readonly isOnly: boolean;
  readonly now: Instant;
  readonly zone: string;
  readonly onChanged: () => void;
}

export function revokeForm({ owner, sender, isOnly, now, zone, onChanged }: RevokeOptions): Form<object> {
  return {
    ...nothingToFillIn,
    title: revokeTitle(owner.name, formatSince(Date.parse(sender.createdAt), now, zone)),
    lines: revokeLines(owner.name, isOnly),
    action: SENDER_FORM.revokeAction,
    warns: true,
    request: () => ({ method: 'DELETE', path: `${PATHS.senders}/${sender.id}` }),
    done: SENDER_FORM.revoked,
    isSettled: (status) => status === 404,
    stored: onChanged,
    failed: onChanged,
  };
}
