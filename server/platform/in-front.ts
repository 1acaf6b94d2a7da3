import type { IncomingMessage, ServerResponse } from 'node:http';
import type { FastifyInstance } from 'fastify';
import { systemClock } from './clock.ts';
import type { AnsweredRequest, OnAnswered } from './request-watch.ts';

/** Takes a request, then or by what follows, and may hand it on after all; false: it is not for it. */
export type Front = (request: IncomingMessage, response: ServerResponse, handOn: Handle) => boolean;

type Handle = (request: IncomingMessage, response: ServerResponse) => void;

/** An answer as it is given, again and again. */
export interface ReadyAnswer {
  readonly of: AnsweredRequest;
  /** Names and values in turn. */
  readonly headers: string[];
  readonly body: Buffer | undefined;
}

/** What is answered in front of the router, since thousands ask it and the router costs more than the answer. */
export interface InFront {
  /** How many requests were answered so. */
  readonly given: number;
  /** Puts one in front of the router and of those that were added before. Call it before the server listens. */
  add(front: Front): void;
  /** Whether the server is about to stop: the router says so. */
  isClosing(): boolean;
  /** Gives an answer, and tells whoever counts them. */
  give(response: ServerResponse, answer: ReadyAnswer): void;
  /** Tells of each request that was answered so. */
  onAnswered(listener: OnAnswered): void;
}

export interface InFrontOptions {
  /** Every answer is logged by the router: all is left to it. */
  readonly logsAll: boolean;
  readonly isClosing: () => boolean;
}

export function createInFront({ server }: FastifyInstance, { logsAll, isClosing }: InFrontOptions): InFront {
  let watch: OnAnswered | null = null;
  let given = 0;
  return {
    get given() {
      return given;
    },
    isClosing,
    add(front) {
      if (logsAll) return;
      const [listener] = server.listeners('request');
      if (!listener) throw new Error('nothing answers requests');
      const handOn: Handle = (request, response) => void listener.call(server, request, response);
      server.removeAllListeners('request');
      server.on('request', (request, response) => {
        if (!front(request, response, handOn)) handOn(request, response);
      });
    },
    give(response, { of, headers, body }) {
      given += 1;
      const begun = watch ? systemClock.monotonic() : 0;
      response.writeHead(of.status, headers).end(body);
      // All of it is the kernel's by now, unless the client reads slowly.
      watch?.(of, (systemClock.monotonic() - begun) / 1_000);
    },
    onAnswered(listener) {
      watch = listener;
    },
  };
}

/** Names and values in turn; null when there is one that cannot be given to others. */
export function flattenHeaders(headers: Readonly<Record<string, unknown>>): string[] | null {
  const flat: string[] = [];
  for (const [name, value] of Object.entries(headers)) {
    if (name === 'set-cookie' || (typeof value !== 'string' && typeof value !== 'number')) return null;
    flat.push(name, String(value));
  }
  return flat;
}
