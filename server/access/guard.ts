import type { FastifyInstance, FastifyRequest } from 'fastify';
import { type Instant, MINUTE } from '../../shared/practice/instant.ts';
import { PATHS } from '../../shared/wire/paths.ts';
import type { Clock } from '../platform/clock.ts';
import type { Db } from '../platform/database.types.ts';
import { AppError } from '../platform/errors.ts';
import type { MinuteCount } from '../platform/minute-count.ts';
import { isOwnWrite } from '../platform/origin.ts';
import { visitOf } from '../platform/request-parts.ts';
import { type Actor, isBearer, mayUse } from './access.ts';
import { authenticate } from './authenticate.ts';
import type { KnownTokens } from './authenticate-token.ts';

export interface GuardDeps extends KnownTokens {
  readonly db: Db;
  readonly clock: Clock;
  /** Our own origins, the public one first: pages of theirs may write by a cookie. */
  readonly origins?: readonly string[];
  /** Counts the beats of each token. */
  readonly beats: MinuteCount;
  /** Unsafe requests an actor may make a minute, over all routes, by each process (30). */
  readonly writesPerMinute?: number;
}

/** As long as somebody who changes their account is at it. */
const PROOF_LASTS = 15 * MINUTE;
const STAFF_WRITES_PER_MINUTE = 30;
/** Of what is posted and stores nothing, a preview say: a person who types asks often. */
const QUESTIONS_TO_WRITES = 4;
/** All texts of a practice come by one token, and a bad morning brings many; it is there against a loop. */
const TEXTS_PER_MINUTE = 240;
const NO_TEXTS = 'Text messages are not set up on this server: it has no NOTIFY_CALLBACK_TOKEN.';
const SAFE_METHODS = new Set(['GET', 'HEAD', 'OPTIONS']);
const JSON_TYPE = /^application\/json *(?:;|$)/i;

/** Lets a request in by what its route declared; a route that declared nothing lets nobody in. */
export function addGuard(
  app: FastifyInstance,
  { db, clock, beats, origins = [], writesPerMinute = STAFF_WRITES_PER_MINUTE, ...known }: GuardDeps,
): void {
  const countWrite = app.createRateLimit({
    max: writesPerMinute,
    timeWindow: MINUTE,
    keyGenerator: (request) => request.actor?.id ?? request.ip,
  });

  const countQuestion = app.createRateLimit({
    max: writesPerMinute * QUESTIONS_TO_WRITES,
    timeWindow: MINUTE,
    keyGenerator: (request) => request.actor?.id ?? request.ip,
  });

  const countText = app.createRateLimit({
    max: TEXTS_PER_MINUTE,
    timeWindow: MINUTE,
    keyGenerator: () => 'notify',
  });

  async function limitWrites(request: FastifyRequest): Promise<void> {
    if (request.actor?.role === 'sender') return limitBeats(beats.take(request.actor.credential.id));
    const { storesNothing } = request.routeOptions.config;
    const counted = request.actor?.role === 'notify' ? countText : storesNothing ? countQuestion : countWrite;
    const count = await counted(request);
    if (count.isAllowed || !count.isExceeded) return;
    throw tooMany(count.ttlInSeconds);
  }

  app.addHook('onRequest', async (request, reply) => {
    if (request.is404) return;
    const { access } = request.routeOptions.config;
    if (access === 'public') return;
    reply.header('cache-control', 'no-store');
    if (access === 'notify' && (known.notifyToken ?? null) === null)
      throw new AppError('not-found', { detail: NO_TEXTS });
    const credentials = { headers: request.headers, address: request.ip };
    const actor = await authenticate(db, credentials, origins, clock.now(), known);
    request.actor = { ...actor, visit: visitOf(request) };
    const isSafe = SAFE_METHODS.has(request.method);
    if (!isSafe && !isBearer(actor)) requireOwnPage(request, origins);
    if (!access || !mayUse(actor.role, access)) throw new AppError('not-allowed');
    requireProofs(request, actor, clock.now());
    if (!isSafe) await limitWrites(request);
  });
}

function limitBeats(seconds: number | null): void {
  if (seconds !== null) throw tooMany(seconds);
}

function tooMany(seconds: number): AppError {
  return new AppError('too-many-requests', { headers: { 'retry-after': String(seconds) } });
}

/** A password alone lets nobody work, and a session that was left open lets nobody change an account. */
function requireProofs({ routeOptions }: FastifyRequest, { credential: { session } }: Actor, now: Instant): void {
  if (!session) return;
  const { url = '', config } = routeOptions;
  if (session.needsSecondFactor && !isOfOwnAccount(url)) throw new AppError('second-factor-missing');
  if (config.stepUp && session.provedAt <= now - PROOF_LASTS) throw new AppError('prove-again');
}

function isOfOwnAccount(url: string): boolean {
  return [PATHS.account, PATHS.session].some((path) => url === path || url.startsWith(`${path}/`));
}

/** A browser sends a cookie with whatever any page asks. What our own pages ask, no other page can. */
function requireOwnPage({ method, headers }: FastifyRequest, origins: readonly string[]): void {
  if (!isOwnWrite(headers, origins)) {
    throw new AppError('not-allowed', { detail: 'This was not asked by a page of ours. Nothing was saved.' });
  }
  const type = headers['content-type'];
  // Nothing but a script of ours can send DELETE, and it has no body to say the type of.
  if (type === undefined && method === 'DELETE') return;
  if (!JSON_TYPE.test(type ?? '')) throw new AppError('wrong-media-type');
}
