import { randomUUID } from 'node:crypto';
import { METHODS, STATUS_CODES } from 'node:http';
import type { Socket } from 'node:net';
import fastifyHelmet from '@fastify/helmet';
import fastifyRateLimit from '@fastify/rate-limit';
import type { TypeBoxTypeProvider } from '@fastify/type-provider-typebox';
import Fastify, { type FastifyInstance, type FastifyReply, type FastifyRequest } from 'fastify';
import { AppError, PROBLEM_TYPE, type ProblemAnswer, toProblem } from './errors.ts';
import { createInFront, type InFront } from './in-front.ts';
import { addKeptAnswers } from './kept-answers.ts';
import { isForeignWrite } from './origin.ts';
import { endRefusedUpgrades, endWhenAnswered } from './refused-upgrade.ts';
import { type LogOptions, RequestLog, toLoggerOptions } from './request-log.ts';
import { bareSecurityHeaders, PERMISSIONS_POLICY, securityHeaders } from './security-headers.ts';

/** What a request may be. The framework's own limits are for a trusted network: they leave half a body open for ever. */
export interface HttpLimits {
  readonly bodyBytes: number;
  readonly headerBytes: number;
  readonly urlBytes: number;
  /** For the whole request to arrive. */
  readonly requestMs: number;
  readonly headersMs: number;
  /** How often connections are checked against the two above. */
  readonly connectionsCheckingMs: number;
  /** From the first byte of the request to the answer. */
  readonly handlerMs: number;
}

const HTTP_LIMITS: HttpLimits = {
  bodyBytes: 16 * 1024,
  headerBytes: 8 * 1024,
  urlBytes: 2 * 1024,
  requestMs: 10_000,
  headersMs: 5_000,
  connectionsCheckingMs: 2_000,
  handlerMs: 8_000,
};

export interface HttpOptions {
  /** null: nothing is logged. */
  readonly log: LogOptions | null;
  readonly limits?: Partial<HttpLimits>;
  /** Addresses (or CIDR ranges) whose forwarding headers count. */
  readonly trustedProxies: readonly string[];
  /** Our own origins, the public one first. */
  readonly origins: readonly string[];
}

declare module 'fastify' {
  interface FastifyContextConfig {
    /** Whether the route answers during a stop as it does before. */
    answersWhileClosing?: boolean;
  }
  interface FastifyInstance {
    readonly inFront: InFront;
  }
  interface FastifyReply {
    /** Code of the problem that was answered; null when there was none. */
    problem: string | null;
  }
}

/** The server with its schemas typed by TypeBox. */
export type Http = Awaited<ReturnType<typeof createHttp>>;

/**
 * A server without routes: limits, headers of every answer, problem documents, the log. Routes are added after it
 * resolves, so that every one of them gets all of this.
 */
export async function createHttp(options: HttpOptions) {
  const { origins } = options;
  const limits = { ...HTTP_LIMITS, ...options.limits };
  const app = Fastify({
    logger: options.log ? toLoggerOptions(options.log) : false,
    logController: new RequestLog(),
    genReqId: () => randomUUID(),
    trustProxy: options.trustedProxies.length > 0 ? [...options.trustedProxies] : false,
    bodyLimit: limits.bodyBytes,
    requestTimeout: limits.requestMs,
    handlerTimeout: limits.handlerMs,
    forceCloseConnections: 'idle',
    // The framework's own 503 carries no headers of ours; `refuseWhenClosing` does the same with them.
    return503OnClosing: false,
    routerOptions: { maxParamLength: 100 },
    http: {
      maxHeaderSize: limits.headerBytes,
      headersTimeout: limits.headersMs,
      connectionsCheckingInterval: limits.connectionsCheckingMs,
    },
    // Unknown fields are refused, not dropped; a number is not a text; every fault is named at once.
    ajv: { customOptions: { removeAdditional: false, coerceTypes: false, useDefaults: true, allErrors: true } },
    frameworkErrors: (error, request, reply) => {
      endWhenAnswered(request.raw, reply.raw);
      reply.headers(bareSecurityHeaders(origins));
      sendProblem(reply, toProblem(error));
    },
    clientErrorHandler: (error, socket) => refuseConnection(error, socket, bareSecurityHeaders(origins)),
  }).withTypeProvider<TypeBoxTypeProvider>();

  // A form of another site can post text/plain without asking first.
  app.removeContentTypeParser('text/plain');
  app.decorateRequest('actor', null);
  app.decorateReply('problem', null);
  await app.register(fastifyHelmet, securityHeaders(origins));
  await app.register(fastifyRateLimit, { global: false });
  app.addHook('onRequest', async (request, reply) => {
    reply.header('permissions-policy', PERMISSIONS_POLICY);
    if (Buffer.byteLength(request.raw.url ?? '') > limits.urlBytes) throw new AppError('address-too-long');
    if (isForeignWrite(request.method, request.headers, origins)) {
      throw new AppError('not-allowed', {
        detail: 'This request was made by a page of another site. Nothing was saved.',
      });
    }
  });
  endRefusedUpgrades(app);
  const isClosing = refuseWhenClosing(app);
  app.decorate('inFront', createInFront(app, { logsAll: options.log?.level === 'debug', isClosing }));
  addKeptAnswers(app);
  app.setErrorHandler(answerError);
  app.setNotFoundHandler((request) => {
    throw unknownAddress(app, request);
  });
  return app;
}

function answerError(error: unknown, request: FastifyRequest, reply: FastifyReply): void {
  const answer = toProblem(error);
  if (answer.status >= 500) request.log.error({ err: error, code: answer.body.code }, 'request failed');
  sendProblem(reply, answer);
}

function sendProblem(reply: FastifyReply, { status, headers, body }: ProblemAnswer): void {
  reply.problem = body.code;
  reply.code(status).header('cache-control', 'no-store').headers(headers).type(PROBLEM_TYPE);
  // As bytes: to a text the framework adds a charset, which this media type does not have.
  reply.send(Buffer.from(JSON.stringify(body)));
}

/** A server that is going away says so, while it finishes what it has begun. */
function refuseWhenClosing(app: FastifyInstance): () => boolean {
  let closing = false;
  app.addHook('preClose', async () => {
    closing = true;
  });
  app.addHook('onRequest', async ({ routeOptions }) => {
    if (closing && !routeOptions.config.answersWhileClosing)
      throw new AppError('too-busy', { detail: 'The server is restarting. Try again in a few seconds.' });
  });
  return () => closing;
}

function unknownAddress(app: FastifyInstance, request: FastifyRequest): AppError {
  const url = request.url.split('?', 1)[0] ?? '/';
  const allowed = METHODS.filter((method) => app.supportedMethods.includes(method) && app.findRoute({ method, url }));
  // A route that takes the method has looked, and there was nothing: a file that is not there.
  if (allowed.length === 0 || allowed.includes(request.method)) return new AppError('not-found');
  return new AppError('method-not-allowed', { headers: { allow: allowed.join(', ') } });
}

/** Answers what the HTTP parser refused; there is no request yet, only a socket. */
function refuseConnection(
  error: Error & { code?: string },
  socket: Socket,
  security: Readonly<Record<string, string>>,
): void {
  if (error.code === 'ECONNRESET' || socket.destroyed || !socket.writable) {
    socket.destroy();
    return;
  }
  const code = CLIENT_ERRORS[error.code ?? ''] ?? 'bad-request';
  const { status, body } = toProblem(new AppError(code));
  const text = JSON.stringify(body);
  const headers = {
    ...security,
    'cache-control': 'no-store',
    'content-type': PROBLEM_TYPE,
    'content-length': String(Buffer.byteLength(text)),
    connection: 'close',
  };
  const lines = Object.entries(headers).map(([name, value]) => `${name}: ${value}`);
  socket.end([`HTTP/1.1 ${status} ${STATUS_CODES[status]}`, ...lines, '', text].join('\r\n'));
}

const CLIENT_ERRORS: Readonly<Record<string, 'headers-too-large' | 'request-timed-out'>> = {
  HPE_HEADER_OVERFLOW: 'headers-too-large',
  ERR_HTTP_REQUEST_TIMEOUT: 'request-timed-out',
};
