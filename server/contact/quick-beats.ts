import type { IncomingHttpHeaders, IncomingMessage, ServerResponse } from 'node:http';
import { Compile } from 'typebox/compile';
import { BeatBody } from '../../shared/wire/beats.ts';
import { PATHS } from '../../shared/wire/paths.ts';
import type { Actor } from '../access/access.ts';
import { hashToken, isSenderToken } from '../access/token-secret.ts';
import type { Http } from '../platform/http.ts';
import { flattenHeaders, type ReadyAnswer } from '../platform/in-front.ts';
import type { BeatsDeps } from './beats-deps.ts';

const BEARER = 'Bearer ';
const LENGTH = /^[1-9]\d{0,2}$/;
/** Such a request is not all that the answer depends on, or its body is not what it seems. */
const ROUTER_ONLY = ['origin', 'sec-fetch-site', 'transfer-encoding', 'content-encoding', 'expect', 'trailer'] as const;
const isBeat = Compile(BeatBody);

/** Whether the headers are those of an ordinary beat, with a short body. */
function isOrdinary(headers: IncomingHttpHeaders): boolean {
  if (headers['content-type'] !== 'application/json' || !LENGTH.test(headers['content-length'] ?? '')) return false;
  return ROUTER_ONLY.every((name) => headers[name] === undefined);
}

function parse(bytes: Buffer): unknown {
  try {
    return JSON.parse(bytes.toString());
  } catch {
    return null;
  }
}

/**
 * Takes ordinary beats in front of the router: those that come by a token in memory, are well formed, within their limit
 * and the very next of their sender. Thousands of them come all day long, and the router costs more than all that is
 * done with them. Every other one is the router's, which also made the answer that is given here.
 */
export function takeBeatsInFront(app: Http, { now, lastHeard, senders, beats }: BeatsDeps) {
  let answer: ReadyAnswer | null = null;

  function senderOf({ authorization = '' }: IncomingHttpHeaders): Actor | null {
    if (!authorization.startsWith(BEARER)) return null;
    const token = authorization.slice(BEARER.length);
    return isSenderToken(token) ? senders.findHeld(hashToken(token)) : null;
  }

  /** Whether it is taken: it is counted, heard and answered then. */
  function take(bytes: Buffer, { branches, credential }: Actor, response: ServerResponse): boolean {
    const body = parse(bytes);
    const branch = branches[0] ?? null;
    if (!answer || app.inFront.isClosing() || !isBeat.Check(body) || !lastHeard.expects(branch, body)) return false;
    if (beats.take(credential.id) !== null) return false;
    lastHeard.hearNext(branch, { body, at: now(), token: credential.id });
    app.inFront.give(response, answer);
    return true;
  }

  app.inFront.add((request: IncomingMessage, response, handOn) => {
    if (request.method !== 'POST' || request.url !== PATHS.beats || !answer || !isOrdinary(request.headers))
      return false;
    const sender = senderOf(request.headers);
    if (!sender) return false;
    request.once('data', (bytes: Buffer) => {
      const isWhole = bytes.length === Number(request.headers['content-length']);
      if (isWhole && take(bytes, sender, response)) return;
      // Put back as it came, before anybody was told of its end.
      request.pause();
      request.unshift(bytes);
      handOn(request, response);
    });
    return true;
  });

  return {
    /** Keeps the answer that the router gave to a beat. */
    keep(status: number, headers: Readonly<Record<string, unknown>>): void {
      if (!app.server.listening || status !== 204) return;
      const flat = flattenHeaders(headers);
      const of = { method: 'POST', route: PATHS.beats, status, problem: null };
      answer = flat && { of, headers: flat, body: undefined };
    },
  };
}
