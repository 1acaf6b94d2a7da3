import { type FastifyReply, type FastifyRequest, LogController } from 'fastify';
import { toIso } from '../../shared/practice/instant.ts';
import { systemClock } from './clock.ts';
import { toErrorFields } from './error-fields.ts';

/** Where log lines go: one JSON object a line, so that no input can start a line of its own. */
export interface LogOptions {
  readonly level: 'debug' | 'info' | 'warn' | 'error';
  /** Standard output when absent. */
  readonly stream?: { write(line: string): void };
}

/** Options of the framework's logger: levels by name, UTC times, no host name, and only what is named here of a request. */
export function toLoggerOptions({ level, stream }: LogOptions) {
  return {
    level,
    base: null,
    formatters: { level: (label: string) => ({ level: label }) },
    timestamp: () => `,"time":"${toIso(systemClock.now())}"`,
    serializers: {
      req: (request: { method: string }) => ({ method: request.method }),
      err: toErrorFields,
      res: (reply: { statusCode: number }) => ({ statusCode: reply.statusCode }),
    },
    ...(stream && { stream }),
  };
}

/** One line per answer: who, from where, what, how it ended. Never bodies, cookies, tokens or query strings. */
export class RequestLog extends LogController {
  override incomingRequest(): void {}
  override routeNotFound(): void {}
  override defaultErrorLog(): void {}

  override requestCompleted(error: Error | null | undefined, request: FastifyRequest, reply: FastifyReply): void {
    const line = {
      method: request.method,
      route: request.is404 ? null : request.routeOptions.url,
      path: request.url.split('?', 1)[0],
      outcome: reply.statusCode,
      ms: Math.round(reply.elapsedTime),
      address: request.ip,
      actor: request.actor?.id ?? null,
    };
    if (error) request.log.error({ ...line, err: error }, 'answer cut off');
    else if (isOrdinary(request) && reply.statusCode < 400) request.log.debug(line, 'answered');
    else request.log.info(line, 'answered');
  }
}

/** What readers ask and senders beat, all day long. */
function isOrdinary({ actor }: FastifyRequest): boolean {
  return actor === null || actor.role === 'sender';
}
