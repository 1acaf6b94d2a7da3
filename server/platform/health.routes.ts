import type { FastifyInstance } from 'fastify';
import { migrations } from '../../migrations/index.ts';
import { type Instant, toIso } from '../../shared/practice/instant.ts';

/** What is shown, and how it stands with the database. */
interface Shown {
  readonly epoch: string;
  readonly seq: number;
  /** When the journal was last read to its end. */
  readonly checkedAt: Instant;
  readonly databaseAway: boolean;
  /** The automatic checks: made in time; not; or made, and unable to judge. */
  readonly evaluator: 'ok' | 'late' | 'blind';
}

/** What the process can tell of itself. Once it is ready, its database has been brought to the schema of this version. */
export type Health =
  | { readonly state: 'starting' }
  | ({ readonly state: 'ready' } & Shown)
  | ({ readonly state: 'stopping' } & Shown);

/** The newest migration that this version knows. */
export const SCHEMA_VERSION = Object.keys(migrations).toSorted().at(-1) ?? '';

function toBody(health: Health) {
  const { state } = health;
  const ready = state === 'ready';
  if (state === 'starting') return { ready, state, schema: SCHEMA_VERSION };
  const { epoch, seq, checkedAt, databaseAway, evaluator } = health;
  const database = databaseAway ? 'away' : 'up';
  return { ready, state, schema: SCHEMA_VERSION, epoch, seq, checkedAt: toIso(checkedAt), database, evaluator };
}

/**
 * `/healthz`: the process answers. `/readyz`: it holds a board that it can show, and will for a while; a proxy keeps an
 * instance that serves from memory while the database is away, which is a field of the body. Both answer during a stop,
 * so that whoever asks learns which of the two it is.
 */
export function registerHealth(app: FastifyInstance, health: () => Health): void {
  const config = { access: 'public', answersWhileClosing: true } as const;
  app.get('/healthz', { config }, (_request, reply) =>
    reply.header('cache-control', 'no-store').send({ status: 'ok' }),
  );
  app.get('/readyz', { config }, (_request, reply) => {
    const body = toBody(health());
    return reply
      .code(body.ready ? 200 : 503)
      .header('cache-control', 'no-store')
      .send(body);
  });
}
