import type { FastifyInstance, RouteOptions } from 'fastify';
import { ACCESS_LEVELS } from './access.ts';

/**
 * Refuses to start while a route does not say who may use it, and names every such route. Call it before the first
 * route is added. It looks when all are there, so that a plugin's own routes can be given their access by a hook.
 */
export function requireDeclaredAccess(app: FastifyInstance): void {
  const routes: RouteOptions[] = [];
  app.addHook('onRoute', (route) => {
    routes.push(route);
  });
  app.addHook('onReady', async () => {
    const open = routes.filter((route) => !ACCESS_LEVELS.some((level) => level === route.config?.access));
    if (open.length === 0) return;
    const names = open.map((route) => `${[route.method].flat().join(',')} ${route.url}`);
    throw new Error(`routes without a declared access: ${[...new Set(names)].join('; ')}`);
  });
}
