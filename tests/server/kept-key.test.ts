import { describe, expect, test } from 'vitest';
import { toOrdinary } from '../../server/platform/kept-key.ts';

const TAKES = ['Accept-Encoding', 'gzip, deflate, br, zstd'] as const;
const HAS = ['If-None-Match', '"1"'] as const;

function ask(...rawHeaders: readonly string[]) {
  return toOrdinary({ method: 'GET', url: '/', rawHeaders: ['Host', 'board.example', ...rawHeaders] });
}

describe('a request can be given what was answered to another', () => {
  test.each<[string, readonly string[], string | null]>([
    ['as all browsers send it', TAKES, null],
    ['with the one ETag that it has', [...TAKES, ...HAS], '"1"'],
    ['in whatever letters headers are named', ['ACCEPT-ENCODING', 'br', 'if-none-match', '"1"'], '"1"'],
    ['whatever else it says', [...TAKES, 'Cookie', 'a=b', 'Sec-Fetch-Mode', 'navigate', 'Accept', '*/*'], null],
    ['that is to come from the server', [...TAKES, 'Cache-Control', 'no-cache'], null],
  ])('%s', (_name, headers, condition) => {
    expect(ask(...headers)).toEqual({ address: '/', condition });
  });
});

describe('the router is asked', () => {
  test.each<[string, readonly string[]]>([
    ['without brotli', ['Accept-Encoding', 'gzip']],
    ['by weights', ['Accept-Encoding', 'br;q=0.5, gzip']],
    ['by encodings that come twice', [...TAKES, ...TAKES]],
    ['by nothing that it takes', []],
    ['with conditions that come twice', [...TAKES, ...HAS, ...HAS]],
    ['with a condition that no cache may know of', [...TAKES, ...HAS, 'Cache-Control', 'no-cache']],
    ['with a body', [...TAKES, 'Content-Length', '0']],
    ['with a body in pieces', [...TAKES, 'transfer-ENCODING', 'chunked']],
    ['with an expectation', [...TAKES, 'Expect', '100-continue']],
    ['for a part', [...TAKES, 'Range', 'bytes=0-9']],
    ['for what is newer', [...TAKES, 'If-Modified-Since', 'Wed, 25 Nov 2099 08:00:00 GMT']],
    ['for what is not', [...TAKES, 'If-Unmodified-Since', 'Wed, 25 Nov 2099 08:00:00 GMT']],
    ['for what it knows', [...TAKES, 'If-Match', '"1"']],
    ['for a part of what it knows', [...TAKES, 'If-Range', '"1"']],
  ])('%s', (_name, headers) => {
    expect(ask(...headers)).toBeNull();
  });

  test('by any other method', () => {
    for (const method of ['HEAD', 'POST', 'OPTIONS'])
      expect(toOrdinary({ method, url: '/', rawHeaders: [...TAKES] })).toBeNull();
  });
});
