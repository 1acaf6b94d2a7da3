import { html, type TemplateResult } from 'lit/html.js';

/** What our own sentences hold to tap on: 111 online, short numbers after "call", and phone numbers that are answered. */
const LINKS = /(111\.nhs\.uk(?:\/[a-z-]+)?|[Cc]all (?:111|999)|\b0\d[\d ]{7,11}\d\b)/;

function hrefOf(text: string): string {
  if (text.startsWith('111')) return `https://${text}`;
  return `tel:${text.replace(/[^\d]/g, '')}`;
}

/**
 * A sentence with its numbers and addresses as links. Our sentences name no line that is known dead, so it is for them
 * alone and never for what somebody typed.
 */
export function linked(sentence: string): readonly (string | TemplateResult)[] {
  return sentence
    .split(LINKS)
    .map((part, index) => (index % 2 === 1 ? html`<a class="nowrap" href=${hrefOf(part)}>${part}</a>` : part))
    .filter((part) => part !== '');
}
