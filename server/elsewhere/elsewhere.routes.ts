import type { FastifyInstance } from 'fastify';
import { createAnswers } from './answers.routes.ts';
import { registerFeeds } from './feeds.routes.ts';
import type { ShelfDeps } from './shelf.ts';
import { registerStatuspage } from './statuspage.routes.ts';

/** The practice as other places show it. */
export function registerElsewhere(app: FastifyInstance, deps: ShelfDeps): void {
  const answer = createAnswers(deps);
  registerStatuspage(app, answer);
  registerFeeds(app, deps, answer);
}
