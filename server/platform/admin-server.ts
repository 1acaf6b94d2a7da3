import { type Health, registerHealth } from './health.routes.ts';
import { createHttp } from './http.ts';
import { listen, originOf } from './listen.ts';
import type { LogOptions } from './request-log.ts';

export interface AdminOptions {
  readonly host: string;
  readonly port: number;
  readonly log: LogOptions | null;
  readonly health: () => Health;
  /** The numbers at the moment, as Prometheus reads them. */
  readonly readMetrics: () => Promise<{ readonly type: string; readonly text: string }>;
}

/** What whoever runs the server asks, on a port that the public does not reach. */
export interface AdminServer {
  readonly origin: string;
  close(): Promise<void>;
}

/** Listens for questions about the process. It can be asked before there is a board, and until the very end. */
export async function startAdminServer({ host, port, log, health, readMetrics }: AdminOptions): Promise<AdminServer> {
  const app = await createHttp({ log, trustedProxies: [], origins: [] });
  registerHealth(app, health);
  app.get('/metrics', { config: { access: 'public' } }, async (_request, reply) => {
    const { type, text } = await readMetrics();
    return reply.header('cache-control', 'no-store').type(type).send(text);
  });
  try {
    return {
      origin: originOf(host, await listen(app, { host, port, variable: 'ADMIN_PORT' })),
      close: () => app.close(),
    };
  } catch (error) {
    await app.close();
    throw error;
  }
}
