import fastifySwagger from '@fastify/swagger';
import type { RouteOptions } from 'fastify';
import { Problem } from '../../shared/wire/problem.ts';
import { API_SUMMARIES } from '../../shared/words/api-docs.ts';
import { PROBLEM_TYPE } from './errors.ts';
import type { Http } from './http.ts';
import { VERSION } from './version.ts';

const DESCRIPTION = `What Branchboard can be asked and told over HTTP. Version 1 only grows: fields are added and never
renamed. What cannot be answered is told in a problem document (RFC 9457) with a code of a closed list and every fault
at once. A field that is not known is refused, and what is refused changes nothing.`;

const SECURITY_SCHEMES = {
  token: { type: 'http', scheme: 'bearer', description: 'An API token, or the token of a sender: `npm run token`.' },
  session: { type: 'apiKey', in: 'cookie', name: '__Host-branchboard', description: 'Of a person who has signed in.' },
} as const;

/** Who proves who they are otherwise than most. */
const SECURITY: Readonly<Record<string, readonly Record<string, string[]>[]>> = {
  public: [],
  sender: [{ token: [] }],
  notify: [{ token: [] }],
};

/** Who a route lets in, in words. */
const ACCESS_WORDS: Readonly<Record<string, string>> = {
  public: 'For everybody.',
  display: 'For wallboards, leads and operations.',
  lead: 'For leads and operations.',
  operations: 'For operations.',
  admin: 'For administrators.',
  sender: 'For senders.',
  notify: 'For GOV.UK Notify, with the token of NOTIFY_CALLBACK_TOKEN.',
};

/** Paths are `/api/v1/branches/{slug}/reports`: what is asked for names the group, staff's own apart. */
function tagOf(url: string): string {
  const [, , version = '', first = '', second] = url.split('/');
  if (version === 'v2') return 'statuspage';
  return first === 'staff' && second ? `staff ${second}` : first;
}

function withoutBreaks(text: string): string {
  return text.replaceAll('\n', ' ');
}

type Schema = NonNullable<RouteOptions['schema']>;

/** What each route of the API says of itself, and what is so of every route. */
function describeRoute(url: string, { schema = {}, config, method }: RouteOptions): Schema {
  const access = config?.access ?? '';
  return {
    tags: [tagOf(url)],
    summary: API_SUMMARIES[`${[method].flat()[0]} ${url}`] ?? '',
    security: SECURITY[access] ?? [{ token: [] }, { session: [] }],
    ...schema,
    description: [ACCESS_WORDS[access], schema.description].filter(Boolean).join(' '),
    response: {
      // A route that did not say what it answers still answers something.
      '2XX': { description: 'Done.' },
      ...(schema.response as object | undefined),
      default: { description: 'What went wrong.', content: { [PROBLEM_TYPE]: { schema: { $ref: 'Problem#' } } } },
    },
  };
}

function isOfApi(url: string): boolean {
  return url.startsWith('/api/') && !url.startsWith('/api/docs');
}

/** Describes every route of `/api` in OpenAPI, from the schemas that it checks requests by. Call it before the first route. */
export async function addOpenApi(app: Http): Promise<void> {
  app.addSchema({ ...Problem, $id: 'Problem' });
  await app.register(fastifySwagger, {
    openapi: {
      openapi: '3.1.0',
      info: {
        title: 'Branchboard',
        version: VERSION,
        description: withoutBreaks(DESCRIPTION),
        license: { name: 'Apache 2.0', identifier: 'Apache-2.0' },
      },
      servers: [{ url: '/' }],
      components: { securitySchemes: SECURITY_SCHEMES },
    },
    refResolver: { buildLocalReference: (json, _base, _fragment, index) => String(json['$id'] ?? `def-${index}`) },
    exposeHeadRoutes: false,
    transform: ({ schema, url, route }) =>
      isOfApi(url) ? { schema: describeRoute(url, route), url } : { schema: { ...schema, hide: true }, url },
  });
}
