import { describe, expect, test } from 'vitest';
import { encodeTextFrame } from '../../server/live/frame-encoding.ts';

describe('a text frame', () => {
  test.each([
    [0, '8100'],
    [125, '817d'],
    [126, '817e007e'],
    [65_535, '817effff'],
    [65_536, '817f0000000000010000'],
  ])('of %i bytes says its length as RFC 6455 has it, unmasked', (length, head) => {
    const frame = encodeTextFrame('a'.repeat(length));
    expect(frame.subarray(0, frame.length - length).toString('hex')).toBe(head);
    expect(frame.subarray(frame.length - length).toString()).toBe('a'.repeat(length));
  });

  test('counts bytes, not letters', () => {
    expect(encodeTextFrame('é').toString('hex')).toBe('8102c3a9');
  });
});
