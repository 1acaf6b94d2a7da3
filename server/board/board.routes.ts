import type { TypeBoxTypeProvider } from '@fastify/type-provider-typebox';
import type { FastifyInstance } from 'fastify';
import { Type } from 'typebox';
import { toIso } from '../../shared/practice/instant.ts';
import { PATHS } from '../../shared/wire/paths.ts';
import { type CompressedBody, compressedBody } from '../platform/compressed-body.ts';
import { AppError } from '../platform/errors.ts';
import { sendBody } from '../platform/send-body.ts';
import type { CurrentBoard } from './current-board.ts';
import type { Published, ViewStream } from './view-stream.ts';

/** Short enough for a change to be seen within seconds, long enough to carry a rush; a proxy may serve it for a day when we are gone. */
const PUBLIC_CACHE = 'public, max-age=2, stale-while-revalidate=30, stale-if-error=86400';
const JSON_TYPE = 'application/json; charset=utf-8';

function etagOf({ epoch, position }: Published<unknown>, suffix = ''): string {
  return `"${epoch.slice(0, 8)}-${position.seq}-${position.edge}${suffix}"`;
}

/** The body of what a stream publishes, made once per position. */
function bodyOf(stream: ViewStream<unknown>): () => CompressedBody {
  let kept: { readonly of: Published<unknown>; readonly body: CompressedBody } | null = null;
  return () => {
    const published = stream.published();
    if (kept?.of !== published) kept = { of: published, body: compressedBody(published.json(), etagOf(published)) };
    return kept.body;
  };
}

/** The board as JSON: for everybody, for one branch, for staff. */
export function registerBoard(instance: FastifyInstance, board: CurrentBoard): void {
  const app = instance.withTypeProvider<TypeBoxTypeProvider>();
  const publicBody = bodyOf(board.publicStream);
  const staffBody = bodyOf(board.staffStream);
  const forEverybody = {
    'cache-control': PUBLIC_CACHE,
    'access-control-allow-origin': '*',
    'access-control-expose-headers': 'ETag, Checked-At',
    'cross-origin-resource-policy': 'cross-origin',
  };
  const checkedAt = () => ({ 'checked-at': toIso(board.checkedAt()) });

  app.get(PATHS.publicBoard, { config: { access: 'public' } }, (request, reply) => {
    reply.headers(forEverybody).headers(checkedAt());
    return sendBody(request, reply, JSON_TYPE, publicBody());
  });

  app.get(
    '/api/v1/branches/:slug',
    { config: { access: 'public' }, schema: { params: Type.Object({ slug: Type.String() }) } },
    (request, reply) => {
      const published = board.publicStream.published();
      const text = published.branchJson(request.params.slug);
      if (text === null) throw new AppError('not-found', { detail: 'There is no branch of this name.' });
      reply.headers(forEverybody).headers(checkedAt());
      return sendBody(request, reply, JSON_TYPE, compressedBody(text, etagOf(published)));
    },
  );

  app.get(PATHS.staffBoard, { config: { access: 'lead' } }, (request, reply) => {
    reply.headers({ 'cache-control': 'no-store' }).headers(checkedAt());
    return sendBody(request, reply, JSON_TYPE, staffBody());
  });
}
