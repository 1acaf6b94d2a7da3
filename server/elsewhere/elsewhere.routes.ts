import type { FastifyInstance } from 'fastify';
import { createAnswers } from './answers.routes.ts';
import { registerBadges } from './badge.routes.ts';
import { readEmbed, registerEmbed } from './embed.routes.ts';
import { registerFeeds } from './feeds.routes.ts';
import type { ShelfDeps } from './shelf.ts';
import { registerStatuspage } from './statuspage.routes.ts';

/** The practice as other places show it. `widgetManifest` is of the build of what other sites load. */
export async function registerElsewhere(app: FastifyInstance, deps: ShelfDeps, widgetManifest: string): Promise<void> {
  const answer = createAnswers(deps);
  registerStatuspage(app, answer);
  registerFeeds(app, deps, answer);
  registerBadges(app, answer);
  registerEmbed(app, await readEmbed(widgetManifest));
}
