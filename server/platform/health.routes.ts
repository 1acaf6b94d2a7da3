import type { FastifyInstance } from 'fastify';
import { type Instant, toIso } from '../../shared/practice/instant.ts';

/** What the process can tell of itself. */
export interface Health {
  readonly epoch: string;
  readonly seq: number;
  /** When the journal was last read to its end. */
  readonly checkedAt: Instant;
  readonly databaseAway: boolean;
}

/**
 * `/healthz`: the process answers. `/readyz`: it holds a board that it can show; a proxy keeps an instance that serves
 * from memory while the database is away, which is a field of the body.
 */
export function registerHealth(app: FastifyInstance, health: () => Health): void {
  const options = { config: { access: 'public' as const } };
  app.get('/healthz', options, (_request, reply) => reply.header('cache-control', 'no-store').send({ status: 'ok' }));
  app.get('/readyz', options, (_request, reply) => {
    const { epoch, seq, checkedAt, databaseAway } = health();
    const body = { ready: true, epoch, seq, checkedAt: toIso(checkedAt), database: databaseAway ? 'away' : 'up' };
    return reply.header('cache-control', 'no-store').send(body);
  });
}
