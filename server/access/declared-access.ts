import type { FastifyInstance, RouteOptions } from 'fastify';
import { ACCESS_LEVELS, BRANCH_REACHES } from './access.ts';

const NAMES_OF_BRANCHES = new Set(['branch', 'branches', 'slug']);

/**
 * Refuses to start while a route does not say who may use it or, where it names branches, of which; it names every such
 * route. Call it before the first route is added. It looks when all are there, so that a plugin's own routes can be given
 * their access by a hook.
 */
export function requireDeclaredAccess(app: FastifyInstance): void {
  const routes: RouteOptions[] = [];
  app.addHook('onRoute', (route) => {
    routes.push(route);
  });
  app.addHook('onReady', async () => {
    const open = routes.filter((route) => !ACCESS_LEVELS.some((level) => level === route.config?.access));
    const wide = routes.filter((route) => !open.includes(route) && !saysOfWhichBranches(route));
    const faults = [
      ...(open.length > 0 ? [`routes without a declared access: ${namesOf(open)}`] : []),
      ...(wide.length > 0 ? [`routes that name branches and do not say of which: ${namesOf(wide)}`] : []),
    ];
    if (faults.length > 0) throw new Error(faults.join('. '));
  });
}

function saysOfWhichBranches({ config, url, schema }: RouteOptions): boolean {
  if (config?.access === 'public' || BRANCH_REACHES.some((reach) => reach === config?.branch)) return true;
  return !url.split('/').includes(':slug') && !namesBranches(schema?.body);
}

/** Whether a body of this schema has a field that names branches, at any depth. */
function namesBranches(schema: unknown): boolean {
  if (typeof schema !== 'object' || schema === null) return false;
  const { properties } = schema as { readonly properties?: unknown };
  if (typeof properties === 'object' && properties !== null) {
    if (Object.keys(properties).some((name) => NAMES_OF_BRANCHES.has(name))) return true;
  }
  return Object.values(schema).some(namesBranches);
}

function namesOf(routes: readonly RouteOptions[]): string {
  return [...new Set(routes.map((route) => `${[route.method].flat().join(',')} ${route.url}`))].join('; ');
}
