import type { FastifyInstance, FastifyRequest } from 'fastify';
import { MINUTE } from '../../shared/practice/instant.ts';
import type { Clock } from '../platform/clock.ts';
import type { Db } from '../platform/database.types.ts';
import { AppError } from '../platform/errors.ts';
import { mayUse } from './access.ts';
import { authenticateToken } from './authenticate-token.ts';

export interface GuardDeps {
  readonly db: Db;
  readonly clock: Clock;
  /** Unsafe requests an actor may make a minute, over all routes, by each process (30). */
  readonly writesPerMinute?: number;
}

const STAFF_WRITES_PER_MINUTE = 30;
const SAFE_METHODS = new Set(['GET', 'HEAD', 'OPTIONS']);

/**
 * Lets a request in by what its route declared; a route that declared nothing lets nobody in. Cookies are not looked
 * at: a request that a browser sends by itself carries no Authorization header.
 */
export function addGuard(
  app: FastifyInstance,
  { db, clock, writesPerMinute = STAFF_WRITES_PER_MINUTE }: GuardDeps,
): void {
  const countWrite = app.createRateLimit({
    max: writesPerMinute,
    timeWindow: MINUTE,
    keyGenerator: (request) => request.actor?.id ?? request.ip,
  });

  async function limitWrites(request: FastifyRequest): Promise<void> {
    const count = await countWrite(request);
    if (count.isAllowed || !count.isExceeded) return;
    throw new AppError('too-many-requests', { headers: { 'retry-after': String(count.ttlInSeconds) } });
  }

  app.addHook('onRequest', async (request, reply) => {
    if (request.is404) return;
    const { access } = request.routeOptions.config;
    if (access === 'public') return;
    reply.header('cache-control', 'no-store');
    const actor = await authenticateToken(db, request.headers.authorization, clock.now());
    request.actor = actor;
    if (!access || !mayUse(actor.role, access)) throw new AppError('not-allowed');
    if (!SAFE_METHODS.has(request.method)) await limitWrites(request);
  });
}
