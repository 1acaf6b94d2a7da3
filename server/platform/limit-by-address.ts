import type { FastifyInstance, FastifyRequest } from 'fastify';
import { addressKey } from './address-key.ts';
import { AppError } from './errors.ts';

/** A hook that lets so many requests of one network through in a time, each process for itself. */
export function limitByAddress(
  app: FastifyInstance,
  limit: { readonly max: number; readonly timeWindow: number },
): (request: FastifyRequest) => Promise<void> {
  const count = app.createRateLimit({ ...limit, keyGenerator: ({ ip }) => addressKey(ip) });
  return async (request) => {
    const counted = await count(request);
    if (counted.isAllowed || !counted.isExceeded) return;
    throw new AppError('too-many-requests', { headers: { 'retry-after': String(counted.ttlInSeconds) } });
  };
}
