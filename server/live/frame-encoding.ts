const FIN_TEXT = 0x81;
const LENGTH_IN_16_BITS = 126;
const LENGTH_IN_64_BITS = 127;

/** One unmasked text frame, header and payload in one buffer, as RFC 6455 section 5.2 has a server send it. */
export function encodeTextFrame(text: string): Buffer {
  const length = Buffer.byteLength(text);
  const head = encodeHead(length);
  const frame = Buffer.allocUnsafeSlow(head.length + length);
  frame.set(head);
  frame.write(text, head.length);
  return frame;
}

function encodeHead(length: number): Buffer {
  if (length < LENGTH_IN_16_BITS) return Buffer.from([FIN_TEXT, length]);
  if (length < 2 ** 16) {
    const head = Buffer.from([FIN_TEXT, LENGTH_IN_16_BITS, 0, 0]);
    head.writeUInt16BE(length, 2);
    return head;
  }
  const head = Buffer.alloc(10);
  head.set([FIN_TEXT, LENGTH_IN_64_BITS]);
  head.writeBigUInt64BE(BigInt(length), 2);
  return head;
}
