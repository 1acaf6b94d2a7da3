import { reconnectDelay } from '../../shared/live/backoff.ts';
import { SECOND } from '../../shared/practice/instant.ts';
import type { Problem } from '../../shared/wire/problem.ts';
import { SEND_FAULTS } from '../../shared/words/staff.ts';
import type { HttpAnswer, HttpRequest, StaffEnvironment } from './environment.ts';

/** A problem document with the members beside the standard ones, `changed` say. */
export type SentProblem = Problem & Readonly<Record<string, unknown>>;

/** What became of a request. `unreachable`: nobody can tell whether it arrived; the same key may be sent again. */
export type SendResult =
  | { readonly kind: 'ok'; readonly status: number; readonly body: unknown; readonly etag: string | null }
  | { readonly kind: 'refused'; readonly status: number; readonly problem: SentProblem }
  | { readonly kind: 'unreachable' };

export interface SendOptions {
  readonly method?: HttpRequest['method'];
  readonly path: string;
  /** Becomes JSON; absent for a request without a body. */
  readonly body?: unknown;
  /** Made by `newKey()` before the first try, and kept for as long as it is the same thing that is said. */
  readonly key?: string;
  /** The seq that the person saw: `If-Match: "12"`. */
  readonly ifMatch?: number;
  /** Sent beside the usual ones. */
  readonly headers?: Readonly<Record<string, string>>;
  /** How often it is tried before the answer is `unreachable` (4). A queue that tries by itself asks for one. */
  readonly tries?: number;
}

export type SendEnvironment = Pick<StaffEnvironment, 'request' | 'after' | 'random' | 'newKey'>;

const TRIES = 4;
const TRY_WITHIN_MS = 10 * SECOND;
/** A proxy without its server, or a server that is just starting: the next try may find one. */
const PASSING = new Set([502, 503, 504]);

function toRequest({ method = 'POST', path, body, ifMatch, headers: more }: SendOptions, key: string): HttpRequest {
  const headers = {
    accept: 'application/json',
    ...(method === 'GET' ? {} : { 'idempotency-key': key }),
    ...(body === undefined ? {} : { 'content-type': 'application/json' }),
    ...(ifMatch === undefined ? {} : { 'if-match': `"${ifMatch}"` }),
    ...more,
  };
  return { method, path, headers, body: body === undefined ? null : JSON.stringify(body) };
}

function parseJson(text: string): unknown {
  try {
    return JSON.parse(text);
  } catch {
    return null;
  }
}

function isProblem(body: unknown): body is SentProblem {
  return typeof body === 'object' && body !== null && 'code' in body && 'detail' in body;
}

/** Something on the way answered, a proxy's own page say: it is told in our words. */
function foreignProblem(status: number): SentProblem {
  const { title, detail } = SEND_FAULTS.foreign;
  return { type: 'about:blank', title, status, code: 'internal', detail, faults: [] };
}

async function toResult(answer: HttpAnswer): Promise<SendResult> {
  const { status } = answer;
  const body = parseJson(await answer.text());
  if (status >= 200 && status < 300) return { kind: 'ok', status, body, etag: answer.header('etag') };
  if (!isProblem(body)) return { kind: 'refused', status, problem: foreignProblem(status) };
  return { kind: 'refused', status, problem: { ...body, faults: body.faults ?? [] } };
}

async function tryOnce(environment: SendEnvironment, request: HttpRequest): Promise<SendResult> {
  const limit = new AbortController();
  const cancelLimit = environment.after(TRY_WITHIN_MS, () => limit.abort());
  try {
    return await toResult(await environment.request(request, limit.signal));
  } catch {
    return { kind: 'unreachable' };
  } finally {
    cancelLimit();
  }
}

/** Sends JSON, and sends it again with the same key while the network fails. Never throws. */
export async function send(environment: SendEnvironment, options: SendOptions): Promise<SendResult> {
  const request = toRequest(options, options.key ?? environment.newKey());
  const tries = options.tries ?? TRIES;
  for (let tried = 1; ; tried += 1) {
    const result = await tryOnce(environment, request);
    const mayPass = result.kind === 'unreachable' || (result.kind === 'refused' && PASSING.has(result.status));
    if (!mayPass || tried >= tries) return result;
    await new Promise<void>((resolve) => {
      environment.after(reconnectDelay(tried, environment.random), resolve);
    });
  }
}
