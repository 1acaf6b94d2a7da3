import type { FastifyInstance } from 'fastify';
import { PATHS } from '../../shared/wire/paths.ts';
import type { PageAssets } from '../pages/assets.ts';
import { type CompressedBody, compressedBody } from '../platform/compressed-body.ts';
import { sendBody } from '../platform/send-body.ts';
import { VERSION } from '../platform/version.ts';
import { type ApiDescription, renderDocs } from './render-docs.ts';

/** A release changes it, and nothing else does. */
const CACHE = 'public, max-age=300';

/** What the API can be asked, for programs and for people; each made once, when it is first asked for. */
export function registerDocs(app: FastifyInstance, assets: PageAssets): void {
  const config = { access: 'public' } as const;
  const etag = `"${VERSION}-${Buffer.from(assets.styles.join()).toString('base64url').slice(-16)}"`;
  let json: CompressedBody | null = null;
  let page: CompressedBody | null = null;

  app.get(PATHS.openapi, { config }, (request, reply) => {
    json ??= compressedBody(JSON.stringify(app.swagger()), etag);
    reply.headers({ 'cache-control': CACHE, 'access-control-allow-origin': '*' });
    return sendBody(request, reply, 'application/json; charset=utf-8', json);
  });

  app.get(PATHS.docs, { config }, (request, reply) => {
    page ??= compressedBody(renderDocs(app.swagger() as unknown as ApiDescription, assets), etag);
    return sendBody(request, reply.header('cache-control', CACHE), 'text/html; charset=utf-8', page);
  });
}
