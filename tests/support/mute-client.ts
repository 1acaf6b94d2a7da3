import { once } from 'node:events';
import { connect, type Socket } from 'node:net';

const UPGRADE = [
  'GET /live HTTP/1.1',
  'Host: 127.0.0.1',
  'Connection: Upgrade',
  'Upgrade: websocket',
  'Sec-WebSocket-Version: 13',
  'Sec-WebSocket-Key: dGhlIHNhbXBsZSBub25jZQ==',
];

/** A client that shakes hands by itself and then answers nothing, not even a close frame. */
export interface MuteClient {
  readonly wire: Socket;
  /** Resolves when these bytes have come. */
  hears(bytes: Buffer): Promise<void>;
}

/** Connects and waits for the board that every socket is greeted with. */
export async function connectMute(port: number): Promise<MuteClient> {
  const wire = connect(port, '127.0.0.1');
  wire.on('error', () => {});
  wire.write(`${UPGRADE.join('\r\n')}\r\n\r\n`);
  let heard = Buffer.alloc(0);
  wire.on('data', (chunk) => {
    heard = Buffer.concat([heard, chunk]);
  });
  async function hears(bytes: Buffer): Promise<void> {
    while (!heard.includes(bytes)) await once(wire, 'data');
  }
  await hears(Buffer.from('"t":"board"'));
  return { wire, hears };
}
