import type { NewSender } from '../../../shared/wire/senders.ts';
import type { SenderOwner } from './sender-forms.ts';

export interface MadeSender {
  readonly owner: SenderOwner;
  readonly made: NewSender;
  readonly isHeard: boolean;
}

let open: MadeSender | null = null;

function ask(event: BeforeUnloadEvent): void {
  event.preventDefault();
}

/** The token that was made last, until somebody hides it: another screen of this page does not lose it. */
export function openToken(): MadeSender | null {
  return open;
}

/** It is shown once: the browser asks before it leaves a page that holds one. */
export function keepToken(made: MadeSender | null): void {
  open = made;
  if (made) addEventListener('beforeunload', ask);
  else removeEventListener('beforeunload', ask);
}
