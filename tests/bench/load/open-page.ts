import { connect, type Socket } from 'node:net';
import { connect as connectTls } from 'node:tls';
import { PING, scanFrames, TEXT } from './scan-frames.ts';

/** One open page: as little of one as can be, since tens of thousands share this machine with the server. */
export interface Page {
  readonly socket: Socket;
  carry: Buffer | null;
  /** Number of the newest expectation that was met. */
  met: number;
}

export interface PageOptions {
  readonly port: number;
  readonly path: string;
  /** By HTTPS, whatever the certificate says: for pages behind a proxy, which take more than those that are not. */
  readonly isTls?: boolean;
  /** Where it comes from: a port number is used once per address. */
  readonly localAddress: string;
  readonly onOpen: (page: Page) => void;
  readonly onRefused: () => void;
  readonly onText: (page: Page, payload: Buffer) => void;
  readonly onGone: (page: Page) => void;
  /** How long it waits for the first text; absent: as long as it takes. */
  readonly patienceMs?: number;
}

/** The key of RFC 6455's own example: nothing here looks at the answer to it. */
const KEY = 'dGhlIHNhbXBsZSBub25jZQ==';

/** All sockets of the process are read into it, one after the other. */
const inbox = Buffer.allocUnsafeSlow(64 * 1024);

/** Connects, upgrades, answers pings and hands over texts. */
export function openPage(options: PageOptions): void {
  const { port, path, localAddress, onOpen, onRefused, onText, onGone, patienceMs, isTls = false } = options;
  const place = { host: '127.0.0.1', port, localAddress };
  let isOpen = false;
  const onread = {
    buffer: inbox,
    callback(length: number) {
      take(inbox.subarray(0, length));
      return true;
    },
  };
  const socket = isTls ? connectTls({ ...place, rejectUnauthorized: false }) : connect({ ...place, onread });
  if (isTls) socket.on('data', take);
  const page: Page = { socket, carry: null, met: 0 };
  const patience = patienceMs === undefined ? undefined : setTimeout(() => socket.destroy(), patienceMs);

  function take(read: Buffer): void {
    if (isOpen) return scanFrames(page, read, visit);
    const bytes = page.carry ? Buffer.concat([page.carry, read]) : Buffer.from(read);
    const end = bytes.indexOf('\r\n\r\n');
    page.carry = end < 0 ? bytes : null;
    if (end < 0) return;
    if (!bytes.subarray(0, end).includes(' 101 ')) return void socket.destroy();
    isOpen = true;
    onOpen(page);
    scanFrames(page, bytes.subarray(end + 4), visit);
  }

  function visit(opcode: number, payload: Buffer): void {
    clearTimeout(patience);
    if (opcode === TEXT) onText(page, payload);
    if (opcode === PING) socket.write(pong(payload));
  }

  socket.on(isTls ? 'secureConnect' : 'connect', () => {
    socket.write(
      `GET ${path} HTTP/1.1\r\nHost: 127.0.0.1:${port}\r\nUpgrade: websocket\r\nConnection: Upgrade\r\n` +
        `Sec-WebSocket-Version: 13\r\nSec-WebSocket-Key: ${KEY}\r\n\r\n`,
    );
  });
  socket.on('error', () => {});
  socket.on('close', () => {
    clearTimeout(patience);
    if (isOpen) onGone(page);
    else onRefused();
  });
}

/** Masked, as a client must, with the key 0, which changes nothing. */
function pong(payload: Buffer): Buffer {
  return Buffer.concat([Buffer.from([0x8a, 0x80 | payload.length, 0, 0, 0, 0]), payload]);
}
