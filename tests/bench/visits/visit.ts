import { connect } from 'node:net';
import { connect as connectTls } from 'node:tls';
import type { VisitPlan } from './visitor-messages.ts';

/** What a browser says of itself; all of it is read by whoever answers. */
const BROWSER = [
  'User-Agent: Mozilla/5.0 (Linux; Android 10; K) AppleWebKit/537.36 (KHTML, like Gecko) Chrome/142.0.0.0 Mobile Safari/537.36',
  'Accept: text/html,application/xhtml+xml,application/xml;q=0.9,image/avif,image/webp,*/*;q=0.8',
  'Accept-Encoding: gzip, deflate, br, zstd',
  'Accept-Language: en-GB,en;q=0.9',
  'Sec-Fetch-Site: none',
  'Sec-Fetch-Mode: navigate',
  'Sec-Fetch-Dest: document',
].join('\r\n');

/** The requests of a plan as bytes, made once. */
export function requestsOf({ port, paths }: VisitPlan): readonly Buffer[] {
  return paths.map((path) => Buffer.from(`GET ${path} HTTP/1.1\r\nHost: 127.0.0.1:${port}\r\n${BROWSER}\r\n\r\n`));
}

export interface VisitOptions {
  readonly plan: VisitPlan;
  readonly requests: readonly Buffer[];
  readonly localAddress: string;
  /** Called once; null: every answer was 200 and whole. */
  readonly onEnd: (failure: string | null) => void;
}

/** All sockets of the process are read into it, one after the other. */
const inbox = Buffer.allocUnsafeSlow(64 * 1024);

/** One person comes: a new connection, then each request once the answer before it is whole. */
export function visit({ plan, requests, localAddress, onEnd }: VisitOptions): void {
  let asked = 0;
  /** Bytes of the body that are to come; null: of the head. */
  let left: number | null = null;
  let carry: Buffer | null = null;
  let ended = false;
  const where = {
    host: '127.0.0.1',
    port: plan.port,
    localAddress,
    onread: {
      buffer: inbox,
      callback(length: number) {
        take(inbox.subarray(0, length));
        return true;
      },
    },
  };
  const socket = plan.isTls
    ? connectTls({ ...where, rejectUnauthorized: false }).once('secureConnect', ask)
    : connect(where).once('connect', ask);
  socket.on('error', (error: NodeJS.ErrnoException) => end(error.code ?? error.message));
  socket.on('close', () => end('closed before the answer was whole'));

  function end(failure: string | null): void {
    if (ended) return;
    ended = true;
    socket.destroy();
    onEnd(failure);
  }

  function ask(): void {
    const request = requests[asked];
    if (!request) return end(null);
    asked += 1;
    left = null;
    socket.write(request);
  }

  function take(read: Buffer): void {
    const body = left === null ? bodyOf(read) : read;
    if (body === null || left === null) return;
    left -= body.length;
    if (left < 0) end('more bytes than announced');
    else if (left === 0) ask();
  }

  /** What follows the head in what was read; null while the head is not whole. */
  function bodyOf(read: Buffer): Buffer | null {
    const bytes = carry ? Buffer.concat([carry, read]) : read;
    const at = bytes.indexOf('\r\n\r\n');
    carry = at < 0 ? Buffer.from(bytes) : null;
    if (at < 0) return null;
    const head = bytes.toString('latin1', 0, at);
    const length = /\ncontent-length: *(\d+)/i.exec(head)?.[1];
    if (!head.startsWith('HTTP/1.1 200 ') || length === undefined) {
      end(head.slice(0, 'HTTP/1.1 200'.length));
      return null;
    }
    left = Number(length);
    return bytes.subarray(at + 4);
  }
}
