import { brotliDecompressSync, gunzipSync } from 'node:zlib';
import { describe, expect, test } from 'vitest';
import { compressedBody } from '../../server/platform/compressed-body.ts';

const TEXT = 'What everybody reads. '.repeat(200);
const body = compressedBody(TEXT, '"1"');

describe('what a browser accepts decides the encoding', () => {
  test.each<[string | undefined, 'br' | 'gzip' | null]>([
    [undefined, null],
    ['', null],
    ['gzip, deflate, br, zstd', 'br'],
    ['gzip, deflate', 'gzip'],
    ['GZIP', 'gzip'],
    ['br;q=1.0, gzip;q=0.8, *;q=0.1', 'br'],
    ['br;q=0.2, gzip;q=0.8', 'gzip'],
    ['br;q=0, gzip', 'gzip'],
    ['br;q=0.000', null],
    ['gzip ; q=0.0', null],
    ['*', 'br'],
    ['*;q=0', null],
    ['gzip, *;q=0', 'gzip'],
    ['br;q=0, *', 'gzip'],
    ['identity', null],
    ['identity;q=0, br;q=0.1', 'br'],
    ['identity;q=1, gzip;q=0.5', null],
    ['gzip, identity', 'gzip'],
    ['deflate, zstd', null],
    ['brotli, gzipped', null],
    ['br;q=nonsense', null],
    [',,;q=1, ,gzip', 'gzip'],
  ])('%s: %s', (accepted, encoding) => {
    expect(body.forEncodings(accepted).encoding).toBe(encoding);
  });
});

test('every encoding is the same text, made once', () => {
  const [plain, brotli, gzip] = [undefined, 'br', 'gzip'].map((accepted) => body.forEncodings(accepted).bytes);
  expect(plain?.toString()).toBe(TEXT);
  expect(brotliDecompressSync(brotli ?? '').toString()).toBe(TEXT);
  expect(gunzipSync(gzip ?? '').toString()).toBe(TEXT);
  expect(body.forEncodings('br').bytes).toBe(brotli);
  expect(body.forEncodings('gzip').bytes).toBe(gzip);
  expect(body.forEncodings('').bytes).toBe(plain);
});
