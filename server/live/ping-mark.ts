import { randomInt } from 'node:crypto';

const BYTES = 4;

/** What a ping carries and its pong must repeat. A client that does not read cannot guess it and so cannot seem to read. */
export function drawPingMark(): number {
  return randomInt(2 ** 31);
}

export function encodePingMark(mark: number): Buffer {
  const payload = Buffer.allocUnsafe(BYTES);
  payload.writeUInt32BE(mark);
  return payload;
}

export function isMarkOf(payload: Buffer, mark: number): boolean {
  return payload.length === BYTES && payload.readUInt32BE() === mark;
}
