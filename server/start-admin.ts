import { createMetrics, type Metrics } from './metrics/metrics.ts';
import { type AdminServer, startAdminServer } from './platform/admin-server.ts';
import type { Config } from './platform/config.ts';
import type { Health } from './platform/health.routes.ts';
import type { LogOptions } from './platform/request-log.ts';

/** What those who run the server can ask, and what fills in the answers. */
export interface Admin {
  readonly server: AdminServer;
  readonly metrics: Metrics;
}

/** null when it is switched off. */
export async function startAdmin(
  { adminHost: host, adminPort: port }: Config,
  log: LogOptions | null,
  health: () => Health,
): Promise<Admin | null> {
  if (port === null) return null;
  const metrics = createMetrics();
  const server = await startAdminServer({ host, port, log, health, readMetrics: metrics.read });
  return { server, metrics };
}
