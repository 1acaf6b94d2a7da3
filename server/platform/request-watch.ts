import type { FastifyInstance } from 'fastify';

/** One request that was answered. */
export interface AnsweredRequest {
  readonly method: string;
  /** The pattern of the route, never the path: there are few patterns. `none` when no route took it. */
  readonly route: string;
  readonly status: number;
  /** Code of the problem that was answered; null when there was none. */
  readonly problem: string | null;
}

/** Is told of each request, and how long it took. */
export type OnAnswered = (request: AnsweredRequest, seconds: number) => void;

/** Tells of each request once it is answered. Call it before the first route is added. */
export function watchRequests(app: FastifyInstance, onAnswered: OnAnswered): void {
  app.addHook('onResponse', async (request, reply) => {
    const route = request.is404 ? 'none' : (request.routeOptions.url ?? 'none');
    const { statusCode: status, problem } = reply;
    onAnswered({ method: request.method, route, status, problem }, reply.elapsedTime / 1_000);
  });
  app.inFront.onAnswered(onAnswered);
}
