/** What a socket has read and not understood yet: the end of a frame is missing. */
export interface Scan {
  carry: Buffer | null;
}

export const TEXT = 0x1;
export const PING = 0x9;

/** Visits each whole frame in what a server sent, unmasked and unfragmented as servers send. */
export function scanFrames(scan: Scan, read: Buffer, visit: (opcode: number, payload: Buffer) => void): void {
  const bytes = scan.carry ? Buffer.concat([scan.carry, read]) : read;
  let at = 0;
  for (;;) {
    const start = payloadStart(bytes, at);
    const end = start + payloadLength(bytes, at, start);
    if (end > bytes.length) break;
    visit((bytes[at] ?? 0) & 0x0f, bytes.subarray(start, end));
    at = end;
  }
  // A copy: all sockets are read into one buffer.
  scan.carry = at < bytes.length ? Buffer.from(bytes.subarray(at)) : null;
}

function payloadStart(bytes: Buffer, at: number): number {
  const length = bytes[at + 1] ?? 0;
  return at + (length < 126 ? 2 : length === 126 ? 4 : 10);
}

function payloadLength(bytes: Buffer, at: number, start: number): number {
  if (start > bytes.length) return Number.POSITIVE_INFINITY;
  if (start - at === 2) return bytes[at + 1] ?? 0;
  return start - at === 4 ? bytes.readUInt16BE(at + 2) : Number(bytes.readBigUInt64BE(at + 2));
}
