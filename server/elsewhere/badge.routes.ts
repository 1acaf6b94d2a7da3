import type { TypeBoxTypeProvider } from '@fastify/type-provider-typebox';
import type { FastifyInstance } from 'fastify';
import { Type } from 'typebox';
import { toToldStatus } from '../../shared/views/told-status.ts';
import type { ToldBoard } from '../../shared/views/told-board.ts';
import { badgeFramePath, badgeImagePath } from '../../shared/wire/elsewhere-paths.ts';
import { checkedWithDay } from '../../shared/words/widget.ts';
import { AppError } from '../platform/errors.ts';
import { type Answer, CACHE_OF_STATES } from './answers.routes.ts';
import { BADGE_CSP, badgePage } from './badge-page.ts';
import { badgeSvg } from './badge-svg.ts';

function statusOf({ board, checkedAt, now, oldSince }: ToldBoard, slug: string) {
  const status = toToldStatus(board, slug, { checkedAt, now, isOld: oldSince !== null });
  return status && { status, checked: checkedWithDay(checkedAt, board.practice.timeZone) };
}

/** A surgery's status for pages that run no script of ours: as a picture, and as a page to frame. */
export function registerBadges(instance: FastifyInstance, answer: Answer): void {
  const app = instance.withTypeProvider<TypeBoxTypeProvider>();
  const options = {
    config: { access: 'public' as const },
    schema: { params: Type.Object({ slug: Type.String() }) },
  };
  const noSurgery = () => new AppError('not-found', { detail: 'There is no surgery of this name.' });

  app.get('/surgeries/:slug/badge.svg', options, (request, reply) => {
    const { slug } = request.params;
    const make = (told: ToldBoard) => {
      const found = statusOf(told, slug);
      return found && badgeSvg(found.status, found.checked);
    };
    const address = badgeImagePath(slug);
    const answered = answer(request, reply, { address, type: 'image/svg+xml', cache: CACHE_OF_STATES, make });
    if (!answered) throw noSurgery();
    return answered;
  });

  app.get('/surgeries/:slug/badge', options, (request, reply) => {
    const { slug } = request.params;
    const make = (told: ToldBoard) => {
      const found = statusOf(told, slug);
      return found && badgePage(found.status, found.checked, told.origin);
    };
    const address = badgeFramePath(slug);
    const type = 'text/html; charset=utf-8';
    reply.removeHeader('x-frame-options').header('content-security-policy', BADGE_CSP);
    const answered = answer(request, reply, { address, type, cache: CACHE_OF_STATES, make });
    if (!answered) throw noSurgery();
    return answered;
  });
}
