import type { FastifyInstance, FastifyRequest } from 'fastify';
import type { ProblemCode } from '../../shared/wire/problem.ts';
import type { Clock } from '../platform/clock.ts';
import type { Db } from '../platform/database.types.ts';
import { AppError } from '../platform/errors.ts';
import { isOwnWrite } from '../platform/origin.ts';
import { visitOf } from '../platform/request-parts.ts';
import { noteRefusal } from './note-access.ts';

/** Of what somebody may do, by who they are or from where they ask. */
const REFUSALS: readonly ProblemCode[] = [
  'not-signed-in',
  'not-allowed',
  'second-factor-missing',
  'prove-again',
  'too-many-requests',
];
const FOREIGN_PAGE = 'foreign-page';
const SAFE_METHODS = new Set(['GET', 'HEAD', 'OPTIONS']);
const UUID = /^[0-9a-f-]{36}$/;

/**
 * A page whose session is over asks who it is with what it has, again and again, and whoever never signed in asks with
 * nothing: neither tried anything.
 */
function isOnlyOut({ method, headers: { authorization } }: FastifyRequest, code: ProblemCode): boolean {
  return code === 'not-signed-in' && authorization === undefined && SAFE_METHODS.has(method);
}

/** Browsers say so of what they send, and nothing else sends a cookie. */
function isForeign({ method, headers }: FastifyRequest, origins: readonly string[]): boolean {
  const isSafe = SAFE_METHODS.has(method);
  return !isSafe && headers.authorization === undefined && !isOwnWrite(headers, origins);
}

/** Keeps a note of each request that was refused, wherever that was decided. */
export function noteRefusals(
  app: FastifyInstance,
  { db, clock, origins }: { readonly db: Db; readonly clock: Clock; readonly origins: readonly string[] },
): void {
  app.addHook('onError', async (request, _reply, error) => {
    if (!(error instanceof AppError) || error.isNoted || !REFUSALS.includes(error.code)) return;
    const { url = '' } = request.routeOptions;
    if (isOnlyOut(request, error.code)) return;
    const id = request.actor?.id ?? '';
    const actor = UUID.test(id) ? id : null;
    const detail = { method: request.method, route: url };
    const note = {
      event: 'refusal',
      outcome: isForeign(request, origins) ? FOREIGN_PAGE : error.code,
      actor,
      ...visitOf(request),
      detail,
    } as const;
    await noteRefusal(db, note, clock.now()).catch((fault: unknown) => {
      request.log.warn({ err: fault }, 'no note could be kept of a refusal');
    });
  });
}
