import type { FastifyInstance, FastifyReply, FastifyRequest } from 'fastify';
import type { CurrentBoard } from '../board/current-board.ts';
import { PROBLEM_TYPE } from '../platform/errors.ts';
import type { PublicAssets } from './assets.ts';
import { tongueFor } from './languages.ts';
import { wishOf } from './language-wish.ts';
import { renderErrorPage, renderNotFoundPage } from './render-page.ts';

export const HTML_TYPE = 'text/html; charset=utf-8';

export interface ProblemPagesDeps {
  readonly board: CurrentBoard;
  readonly assets: PublicAssets;
}

/** A browser that goes to an address says that it wants HTML; programs and scripts of pages do not. */
function isForReading({ method, url, headers }: FastifyRequest): boolean {
  const isApi = url.startsWith('/api/');
  return (method === 'GET' || method === 'HEAD') && !isApi && (headers.accept?.includes('text/html') ?? false);
}

function pageFor({ statusCode }: FastifyReply) {
  if (statusCode >= 500) return renderErrorPage;
  return statusCode === 404 || statusCode === 414 ? renderNotFoundPage : null;
}

/**
 * People who follow a wrong link, or come when we fail, read a page instead of a problem document, with the same status
 * and headers. Call it before the first route is added.
 */
export function addProblemPages(app: FastifyInstance, { board, assets }: ProblemPagesDeps): void {
  app.addHook('onSend', async (request, reply, payload) => {
    if (reply.getHeader('content-type') !== PROBLEM_TYPE || !isForReading(request)) return payload;
    const render = pageFor(reply);
    if (!render) return payload;
    reply.header('content-type', HTML_TYPE);
    const { practice } = board.publicStream.published().view;
    return render({ practice, assets, tongue: tongueFor(...wishOf(request)) });
  });
}
