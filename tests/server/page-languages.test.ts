import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { startTestServer, type TestServer } from '../support/running-server.ts';

const BROWSER = { accept: 'text/html', 'accept-encoding': 'gzip, deflate, br, zstd' };
const atEnd: (() => Promise<void>)[] = [];
let server: TestServer;

beforeAll(async () => {
  server = await startTestServer({ atEnd: (undo) => void atEnd.push(undo) });
  await server.ordinaryMorning();
});
afterAll(async () => {
  for (const undo of atEnd.toReversed()) await undo();
});

/** Over a real connection, where answers are kept. */
async function visit(path: string, wished?: string, more: Record<string, string> = {}) {
  const language = wished === undefined ? {} : { 'accept-language': wished };
  const answer = await fetch(server.origin + path, {
    headers: { ...BROWSER, ...language, ...more },
    redirect: 'manual',
  });
  const body = await answer.text();
  return { answer, body, lang: /<html lang="([^"]+)"/.exec(body)?.[1] ?? '' };
}

describe('the language of a page', () => {
  test.each([
    ['nothing is wished', undefined, 'en-GB'],
    ['English', 'en-GB,en;q=0.9', 'en-GB'],
    ['Polish', 'pl', 'pl'],
    ['Polish of a country', 'pl-PL,pl;q=0.9,en;q=0.8', 'pl'],
    ['English before Polish', 'en-GB,en;q=0.9,pl;q=0.8', 'en-GB'],
    ['a language that nobody translated, then Polish', 'de-DE,de;q=0.9,pl;q=0.5', 'pl'],
    ['Polish last and with more weight', 'en;q=0.2, pl;q=0.7', 'pl'],
    ['not Polish', 'pl;q=0', 'en-GB'],
    ['anything', '*', 'en-GB'],
    ['nonsense', ';;q=,,pl-', 'pl'],
    ['a header without end', `${'xx,'.repeat(500)}pl`, 'en-GB'],
  ])('by the browser: %s', async (_what, wished, lang) => {
    // The second answer is one that was kept.
    for (const turn of ['first', 'again']) {
      const { answer, lang: got } = await visit('/', wished);
      expect(got, turn).toBe(lang);
      expect(answer.headers.get('content-language')).toBe(lang === 'en-GB' ? 'en' : lang);
      expect(answer.headers.get('vary')).toBe('Accept-Encoding, Accept-Language');
      expect(answer.headers.get('set-cookie')).toBeNull();
    }
  });

  test.each([
    ['/?lang=pl', 'en-GB', 'pl'],
    ['/?lang=en', 'pl', 'en-GB'],
    ['/?lang=xx', 'pl', 'pl'],
    ['/?lang=PL', undefined, 'en-GB'],
    ['/surgeries/clayton?lang=pl', undefined, 'pl'],
    ['/?find=clay&lang=pl', undefined, 'pl'],
    ['/surgeries/nowhere?lang=pl', undefined, 'pl'],
    ['/nowhere?lang=pl', undefined, 'pl'],
    ['/nowhere', 'pl', 'pl'],
  ])('%s, wished %s: %s', async (path, wished, lang) => {
    for (const turn of ['first', 'again']) expect((await visit(path, wished)).lang, turn).toBe(lang);
  });

  test('is kept by the links of a page that was asked for by its address, and by nothing else', async () => {
    const polish = await visit('/?lang=pl');
    expect(polish.body).toContain('href="/surgeries/clayton?lang=pl"');
    expect(polish.body).toContain('<input type="hidden" name="lang" value="pl"');
    // A browser that wishes for Polish, whose reader chose English.
    const english = await visit('/?lang=en', 'pl');
    expect(english.body).toContain('href="/surgeries/clayton?lang=en"');
    expect((await visit('/', 'en')).body).toContain('href="/surgeries/clayton"');
  });

  test('leads to the same page in each language, each named in itself', async () => {
    const { body } = await visit('/surgeries/clayton');
    expect(body).toContain('<a href="?lang=pl" hreflang="pl" lang="pl">Polski</a>');
    const header = body.slice(0, body.indexOf('<main'));
    expect(header).toContain('Polski');
    expect(body.slice(body.indexOf('<footer'))).toContain('href="#languages"');
  });

  test('has an ETag of its own, and a 304 for who has it', async () => {
    const [polish, english] = [await visit('/', 'pl'), await visit('/', 'en')];
    const etag = polish.answer.headers.get('etag') ?? '';
    expect(etag).toMatch(/^"[^"]+"$/);
    expect(etag).not.toBe(english.answer.headers.get('etag'));
    for (const turn of ['first', 'again']) {
      expect((await visit('/', 'pl', { 'if-none-match': etag })).answer.status, turn).toBe(304);
      expect((await visit('/', 'en', { 'if-none-match': etag })).answer.status).toBe(200);
    }
  });

  test('says once that nobody has checked it', async () => {
    const { body } = await visit('/', 'pl');
    expect(body.match(/Nobody has checked this translation yet/g)).toHaveLength(1);
    expect((await visit('/')).body).not.toContain('Nobody has checked');
  });
});
