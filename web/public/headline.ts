import { html, type TemplateResult } from 'lit/html.js';
import { asHeading } from '../../shared/words/page.ts';

/** Sentences of a first heading, each kept whole on its line where there is room. */
export function headline(text: string): readonly TemplateResult[] {
  const sentences = asHeading(text).match(/[^.۔।]+[.۔।]?/g) ?? [];
  return sentences.map((sentence) => html`<span class="summary__part">${sentence.trim()}</span> `);
}
