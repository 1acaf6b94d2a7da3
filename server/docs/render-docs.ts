import { html, render } from '@lit-labs/ssr';
import { collectResultSync } from '@lit-labs/ssr/lib/render-result.js';
import { nothing, type TemplateResult } from 'lit';
import { PATHS } from '../../shared/wire/paths.ts';
import { API_DOCS } from '../../shared/words/api-docs.ts';
import type { PageAssets } from '../pages/assets.ts';
import { htmlDocument } from '../pages/html-document.ts';
import { type FieldLine, fieldLines, kindOf, type ShownSchema } from './schema-words.ts';

interface Content {
  readonly [mediaType: string]: { readonly schema?: ShownSchema };
}

interface Operation {
  readonly tags?: readonly string[];
  readonly summary?: string;
  readonly description?: string;
  readonly parameters?: readonly {
    readonly name: string;
    readonly in: string;
    readonly required?: boolean;
    readonly schema?: ShownSchema;
    readonly description?: string;
  }[];
  readonly requestBody?: { readonly content: Content };
  readonly responses: Readonly<Record<string, { readonly description: string; readonly content?: Content }>>;
}

/** As much of an OpenAPI document as is shown. */
export interface ApiDescription {
  readonly info: { readonly version: string; readonly description?: string };
  readonly paths: Readonly<Record<string, Readonly<Record<string, Operation>>>>;
}

interface Shown {
  readonly id: string;
  readonly method: string;
  readonly path: string;
  readonly operation: Operation;
}

/** What the framework says where a schema says nothing. */
const NO_WORDS = 'Default Response';

function listOperations({ paths }: ApiDescription): readonly Shown[] {
  return Object.entries(paths).flatMap(([path, methods]) =>
    Object.entries(methods).map(([method, operation]) => ({
      id: `${method}${path.replaceAll(/[^a-z0-9]+/gi, '-')}`.replace(/-$/, ''),
      method: method.toUpperCase(),
      path,
      operation,
    })),
  );
}

function byTag(operations: readonly Shown[]): ReadonlyMap<string, readonly Shown[]> {
  const groups = new Map<string, Shown[]>();
  for (const shown of operations) {
    const tag = shown.operation.tags?.[0] ?? '';
    groups.set(tag, [...(groups.get(tag) ?? []), shown]);
  }
  return groups;
}

function table(caption: string, lines: readonly FieldLine[]): TemplateResult | typeof nothing {
  if (lines.length === 0) return nothing;
  return html`<div class="docs__scroll" tabindex="0" role="group" aria-label=${caption}><table>
    <caption>${caption}</caption>
    <thead><tr><th scope="col">${API_DOCS.field}</th><th scope="col">${API_DOCS.kind}</th><th scope="col">${API_DOCS.meaning}</th></tr></thead>
    <tbody>${lines.map(
      ({ path, kind, isRequired, description }) => html`<tr>
        <th scope="row"><code>${path}</code></th>
        <td>${kind}${isRequired ? `, ${API_DOCS.required}` : ''}</td>
        <td>${description}</td>
      </tr>`,
    )}</tbody>
  </table></div>`;
}

function parametersOf({ parameters = [] }: Operation): readonly FieldLine[] {
  return parameters.map(({ name, required = false, schema = {}, description = '', in: place }) => ({
    path: name,
    kind: `${kindOf(schema)} (${place})`,
    isRequired: required,
    description: description || (schema.description ?? ''),
  }));
}

function schemaIn(content: Content | undefined): ShownSchema {
  return Object.values(content ?? {})[0]?.schema ?? {};
}

function answersOf({ responses }: Operation) {
  return Object.entries(responses)
    .filter(([status]) => status !== 'default')
    .map(([status, { description, content }]) =>
      table(
        `${API_DOCS.answer} ${status}${description === NO_WORDS ? '' : `: ${description}`}`,
        fieldLines(schemaIn(content)),
      ),
    );
}

function section({ id, method, path, operation }: Shown): TemplateResult {
  return html`<article id=${id} class="docs__operation">
    <h3>${operation.summary ?? path}</h3>
    <p><code>${method} ${path}</code></p>
    <p>${operation.description}</p>
    ${table(API_DOCS.parameters, parametersOf(operation))}
    ${table(API_DOCS.body, fieldLines(schemaIn(operation.requestBody?.content)))}
    ${answersOf(operation)}
  </article>`;
}

/** The reference as one page without script: it needs nothing that a strict content security policy forbids. */
export function renderDocs(api: ApiDescription, assets: PageAssets): string {
  const groups = [...byTag(listOperations(api))];
  const body = html`<a class="nhsuk-skip-link" href="#main">${API_DOCS.skip}</a>
<header class="banner"><div class="nhsuk-width-container banner__inner">
  <a class="banner__name" href=${PATHS.docs}>${API_DOCS.title} ${api.info.version}</a>
</div></header>
<div class="nhsuk-width-container"><main class="main docs" id="main" tabindex="-1">
  <h1>${API_DOCS.title}</h1>
  <p>${api.info.description}</p>
  <p>${API_DOCS.problem}</p>
  <p>${API_DOCS.forPrograms} <a href=${PATHS.openapi}>OpenAPI 3.1</a></p>
  <nav aria-labelledby="contents"><h2 id="contents">${API_DOCS.contents}</h2>
    ${groups.map(
      ([tag, operations]) =>
        html`<h3>${tag}</h3><ul>${operations.map(
          ({ id, method, path, operation }) =>
            html`<li><a href=${`#${id}`}>${operation.summary ?? path}</a> <code>${method} ${path}</code></li>`,
        )}</ul>`,
    )}
  </nav>
  ${groups.map(([tag, operations]) => html`<section class="docs__group"><h2>${tag}</h2>${operations.map(section)}</section>`)}
</main></div>`;
  return htmlDocument({
    face: { title: API_DOCS.title, mark: 'unknown' },
    description: API_DOCS.description,
    assets,
    data: null,
    body: collectResultSync(render(body)),
  });
}
