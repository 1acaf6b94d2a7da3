import { html, nothing, type TemplateResult } from 'lit/html.js';
import { ONLY_HERE } from '../../../shared/words/staff-people.ts';

const OWN_HOSTS: readonly string[] = ['localhost', '127.0.0.1', '[::1]'];

/** A warning beside an address that no other computer can open. */
export function onlyHere(address: string): TemplateResult | typeof nothing {
  const isOwn = URL.canParse(address) && OWN_HOSTS.includes(new URL(address).hostname);
  return isOwn ? html`<p class="only-here">${ONLY_HERE}</p>` : nothing;
}
