import { Validator } from '@seriousme/openapi-schema-validator';
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { toSetCookie } from '../../server/access/cookies.ts';
import { VERSION } from '../../server/platform/version.ts';
import { API_SUMMARIES } from '../../shared/words/api-docs.ts';
import { routeTable } from '../support/route-table.ts';
import { startTestServer, type TestServer } from '../support/running-server.ts';

type Operation = {
  readonly summary?: string;
  readonly tags?: readonly string[];
  readonly security?: readonly unknown[];
  readonly responses: Readonly<Record<string, any>>;
};
type Document = { readonly paths: Readonly<Record<string, Readonly<Record<string, Operation>>>> } & Record<string, any>;

const atEnd: (() => Promise<void>)[] = [];
let server: TestServer;
let api: Document;
beforeAll(async () => {
  server = await startTestServer({ atEnd: (undo) => void atEnd.push(undo) });
  api = (await (await server.fetch('/api/docs/openapi.json')).json()) as Document;
});
afterAll(async () => {
  for (const undo of atEnd.toReversed()) await undo();
});

function operations(): readonly (Operation & { readonly name: string })[] {
  return Object.entries(api.paths).flatMap(([path, methods]) =>
    Object.entries(methods).map(([method, operation]) => ({ name: `${method.toUpperCase()} ${path}`, ...operation })),
  );
}

describe('the description of the API', () => {
  test('is valid OpenAPI 3.1, of this version', async () => {
    const { valid, errors } = await new Validator().validate(structuredClone(api));
    expect({ valid, errors }).toEqual({ valid: true, errors: undefined });
    expect(api['openapi']).toBe('3.1.0');
    expect(api['info'].version).toBe(VERSION);
  });

  test('holds every route of the API, and no page, file or socket', async () => {
    const routes = (await routeTable(server))
      .filter(({ method, url }) => method !== 'HEAD' && url.startsWith('/api/') && !url.startsWith('/api/docs'))
      .map(({ method, url }) => `${method} ${url.replaceAll(/:(\w+)/g, '{$1}')}`);
    expect(routes).toContain('POST /api/v1/branches/{slug}/reports');
    expect(
      operations()
        .map(({ name }) => name)
        .toSorted(),
    ).toEqual(routes.toSorted());
  });

  test('says of each what it is for, whom it lets in, and how it refuses', async () => {
    expect(
      operations()
        .filter(({ summary }) => !summary)
        .map(({ name }) => name),
    ).toEqual([]);
    const access = new Map((await routeTable(server)).map(({ method, url, access }) => [`${method} ${url}`, access]));
    for (const { name, security, tags, responses } of operations()) {
      expect(tags, name).toHaveLength(1);
      const letsIn = access.get(name.replaceAll(/\{(\w+)\}/g, ':$1'));
      const sessions = letsIn === 'sender' || letsIn === 'notify' ? [] : [{ session: [] }];
      expect(security, name).toEqual(letsIn === 'public' ? [] : [{ token: [] }, ...sessions]);
      expect(responses['default'].content['application/problem+json'].schema, name).toEqual({
        $ref: '#/components/schemas/Problem',
      });
    }
    expect(Object.keys(api['components'].securitySchemes)).toEqual(['token', 'session']);
    const cookie = toSetCookie('session', 'secret', ['https://board.example'], { now: 0, until: 0 });
    expect(cookie.split('=', 1)).toEqual([api['components'].securitySchemes.session.name]);
  });

  test('shows what a report takes and answers, as the server checks it', () => {
    const report = api.paths['/api/v1/branches/{slug}/reports']?.['post'] as any;
    const { properties } = report.requestBody.content['application/json'].schema;
    expect(properties.gps.properties.offSick).toMatchObject({ type: 'integer', minimum: 0, maximum: 99 });
    expect(Object.keys(report.responses)).toEqual(expect.arrayContaining(['200', '201', 'default']));
  });
});

test('no summary is of an address that is not there', async () => {
  const names = new Set((await routeTable(server)).map(({ method, url }) => `${method} ${url}`));
  expect(Object.keys(API_SUMMARIES).filter((name) => !names.has(name))).toEqual([]);
});

describe('the reference to read', () => {
  test('names every operation and is complete without script or style of its own', async () => {
    const answer = await server.fetch('/api/docs');
    expect(answer.headers.get('content-type')).toBe('text/html; charset=utf-8');
    const html = await answer.text();
    const text = html.replaceAll(/<!--[\s\S]*?-->/g, '');
    for (const { name } of operations()) expect(text).toContain(name);
    expect(text).toContain('gps.offSick');
    expect(html).not.toMatch(/<script|<style|style=|\son\w+=/);
    expect([...html.matchAll(/(?:src|href)="(?!\/|#|data:image)/g)]).toEqual([]);
  });
});
