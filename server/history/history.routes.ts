import type { TypeBoxTypeProvider } from '@fastify/type-provider-typebox';
import type { FastifyInstance } from 'fastify';
import { Type } from 'typebox';
import { PublicHistory } from '../../shared/wire/history.ts';
import { AppError } from '../platform/errors.ts';
import { readyMade } from '../platform/ready-made.ts';
import { sendBody } from '../platform/send-body.ts';
import type { HistoryShelf } from './history-shelf.ts';

/** A day that is over changes seldom, and the next one comes at midnight. */
const CACHE = 'public, max-age=60, stale-while-revalidate=300, stale-if-error=86400';

/** The days that are over, for everybody. */
export function registerHistory(instance: FastifyInstance, shelf: HistoryShelf): void {
  const app = instance.withTypeProvider<TypeBoxTypeProvider>();
  app.get(
    '/api/v1/branches/:slug/history',
    {
      config: { access: 'public' },
      schema: { params: Type.Object({ slug: Type.String() }), response: { 200: readyMade(PublicHistory) } },
    },
    (request, reply) => {
      const told = shelf.of(request.params.slug);
      if (!told) throw new AppError('not-found', { detail: 'There is no branch of this name.' });
      reply.headers({
        'cache-control': told.view.isKnown ? CACHE : 'no-store',
        'access-control-allow-origin': '*',
        'cross-origin-resource-policy': 'cross-origin',
      });
      return sendBody(request, reply, 'application/json; charset=utf-8', told.json());
    },
  );
}
