import type { FastifyRequest } from 'fastify';
import { Type } from 'typebox';
import { ASKED_PER_HOUR } from '../../shared/follow/follow-limits.ts';
import { HOUR } from '../../shared/practice/instant.ts';
import { FOLLOW_PATHS } from '../../shared/wire/follow-paths.ts';
import { FollowByPush, OwnPush, PushKey, PushLink, RenewedPush } from '../../shared/wire/push.ts';
import { addressKey } from '../platform/address-key.ts';
import { AppError } from '../platform/errors.ts';
import type { Http } from '../platform/http.ts';
import { createMinuteCount } from '../platform/minute-count.ts';
import { findOwnPush, followByPush, type PushDeps, renewPush } from './follow-by-push.ts';

export interface PushRoutesDeps extends PushDeps {
  /** By which push services know us; null: nothing is pushed. */
  readonly publicKey: string | null;
}

const LANGUAGE = 'en';

/** What a patient's browser says of the messages that it shows. None of it is of anybody who is signed in. */
export function registerPush(app: Http, deps: PushRoutesDeps): void {
  const asking = createMinuteCount(deps.clock, ASKED_PER_HOUR, HOUR);

  async function limit({ ip }: FastifyRequest): Promise<void> {
    const seconds = asking.take(addressKey(ip));
    if (seconds !== null) throw new AppError('too-many-requests', { headers: { 'retry-after': String(seconds) } });
  }

  app.get(
    FOLLOW_PATHS.push,
    { config: { access: 'public' }, schema: { response: { 200: PushKey } } },
    async (_request, reply) => {
      if (deps.publicKey === null || !deps.channels.includes('push')) throw new AppError('not-found');
      reply.header('cache-control', 'no-store');
      return { key: deps.publicKey };
    },
  );

  app.post(
    FOLLOW_PATHS.push,
    {
      config: { access: 'public' },
      preHandler: limit,
      schema: {
        description: 'Whoever has this subscription is told of changes, also if they were told of others before.',
        body: FollowByPush,
        response: { 201: PushLink },
      },
    },
    async ({ body: { subscription, branches, kinds } }, reply) => {
      const link = await followByPush(deps, subscription, { branches, kinds, language: LANGUAGE });
      return reply.code(201).header('cache-control', 'no-store').send({ link });
    },
  );

  app.post(
    FOLLOW_PATHS.ownPush,
    { config: { access: 'public' }, schema: { body: OwnPush, response: { 200: PushLink } } },
    async ({ body }, reply) => {
      const link = await findOwnPush(deps, body.endpoint);
      if (link === null) throw new AppError('not-found');
      reply.header('cache-control', 'no-store');
      return { link };
    },
  );

  app.post(
    FOLLOW_PATHS.renewedPush,
    {
      config: { access: 'public' },
      preHandler: limit,
      schema: {
        description: 'A browser has another subscription in place of the one that it names.',
        body: RenewedPush,
        response: { 204: Type.Null() },
      },
    },
    async ({ body: { old, subscription } }, reply) => {
      await renewPush(deps, old, subscription);
      return reply.code(204).send(null);
    },
  );
}
