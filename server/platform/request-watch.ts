import type { FastifyInstance } from 'fastify';

/** One request that was answered. */
export interface AnsweredRequest {
  readonly method: string;
  /** The pattern of the route, never the path: there are few patterns. `none` when no route took it. */
  readonly route: string;
  readonly status: number;
  /** Code of the problem that was answered; null when there was none. */
  readonly problem: string | null;
  readonly seconds: number;
}

/** Tells of each request once it is answered. Call it before the first route is added. */
export function watchRequests(app: FastifyInstance, onAnswered: (request: AnsweredRequest) => void): void {
  app.addHook('onResponse', async (request, reply) => {
    onAnswered({
      method: request.method,
      route: request.is404 ? 'none' : (request.routeOptions.url ?? 'none'),
      status: reply.statusCode,
      problem: reply.problem,
      seconds: reply.elapsedTime / 1_000,
    });
  });
  app.inFront.onAnswered(onAnswered);
}
