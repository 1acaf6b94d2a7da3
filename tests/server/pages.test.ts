import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { MINUTE, toIso } from '../../shared/practice/instant.ts';
import { london } from '../support/facts.ts';
import { NINE, startTestServer, type TestServer } from '../support/running-server.ts';

const BROWSER = { accept: 'text/html,application/xhtml+xml,application/xml;q=0.9,*/*;q=0.8' };
const atEnd: (() => Promise<void>)[] = [];
let server: TestServer;

beforeAll(async () => {
  server = await startTestServer({ atEnd: (undo) => void atEnd.push(undo) });
  await server.ordinaryMorning();
});
afterAll(async () => {
  for (const undo of atEnd.toReversed()) await undo();
});

function visit(path: string, headers: Record<string, string> = {}, from = server) {
  return from.app.inject({ url: path, headers: { ...BROWSER, ...headers } });
}

/** What is read of a page: its text without markup, and without the data that its script takes. */
function textOf(html: string): string {
  const readable = html.replace(/<script[\s\S]*?<\/script>/g, ' ').replace(/<head>[\s\S]*?<\/head>/, ' ');
  return readable
    .replace(/<!--[\s\S]*?-->/g, '')
    .replace(/<[^>]+>/g, ' ')
    .replace(/\s+/g, ' ');
}

const titleOf = (html: string) => /<title>([^<]*)<\/title>/.exec(html)?.[1] ?? '';
const h1Of = (html: string) => textOf(/<h1[\s\S]*?<\/h1>/.exec(html)?.[0] ?? '').trim();
const NOTICE = 'If it is urgent and you cannot reach Clayton Surgery, use NHS 111';

describe('without any script', () => {
  test('an ordinary day is one sentence and every surgery', async () => {
    const { statusCode, body } = await visit('/');
    expect(statusCode).toBe(200);
    expect(h1Of(body)).toBe('All 18 surgeries are working normally');
    const { view } = server.board.publicStream.published();
    for (const { name, slug } of view.branches) {
      expect(textOf(body)).toContain(name);
      expect(body).toContain(`href="/surgeries/${slug}"`);
    }
    expect(textOf(body)).not.toContain('NHS 111');
    expect(textOf(body)).toContain('9am');
  });

  test('trouble stands first, with the notice and what to do', async () => {
    const own = await startTestServer();
    await own.ordinaryMorning();
    await own.say('clayton', { it: { internet: 'down' }, gps: { expected: 8, offSick: 4, away: 0, locums: 0 } });
    const { body } = await visit('/', {}, own);
    const text = textOf(body);
    expect(h1Of(body)).toBe('17 of 18 surgeries are working normally. 1 has a problem.');
    expect(titleOf(body)).toMatch(/^■ 1 problem – Example Fen/);
    expect(text).toContain(NOTICE);
    expect(text).toContain('In an emergency, call 999');
    expect(text).toContain('4 of 8 in today');
    expect(text.indexOf(NOTICE)).toBeLessThan(text.indexOf('Yaxham Surgery'));
    expect(text).not.toMatch(/sick/i);

    const surgery = await visit('/surgeries/clayton', {}, own);
    expect(surgery.statusCode).toBe(200);
    expect(h1Of(surgery.body)).toBe('Clayton Surgery has a problem');
    expect(titleOf(surgery.body)).toMatch(/^■ Clayton Surgery/);
    expect(textOf(surgery.body)).toContain(NOTICE);
    expect(textOf(surgery.body)).toContain('Orton Mere Surgery');

    const elsewhere = await visit('/surgeries/yaxham', {}, own);
    expect(h1Of(elsewhere.body)).toBe('Yaxham Surgery is working normally');
    expect(textOf(elsewhere.body)).not.toContain(NOTICE);
  });

  test('the screen of a waiting room tells of its surgery alone, and where its page is', async () => {
    const own = await startTestServer({ config: { publicOrigin: 'https://board.example' } });
    await own.ordinaryMorning();
    await own.say('clayton', { it: { internet: 'down' } });
    const { body, headers } = await visit('/surgeries/clayton/screen', {}, own);
    expect(headers['content-type']).toBe('text/html; charset=utf-8');
    expect(h1Of(body)).toBe('Clayton Surgery has a problem');
    expect(textOf(body)).toContain(NOTICE);
    expect(textOf(body)).toContain('board.example/s/clayton');
    expect(textOf(body)).not.toContain('Yaxham');
    const { build } = (await visit('/api/v1/screen/build', {}, own)).json();
    expect(body).toContain(`"build":"${build}"`);
    expect((await visit('/surgeries/nowhere/screen', {}, own)).statusCode).toBe(404);
  });

  test('a short address leads to the page of its surgery', async () => {
    const { statusCode, headers } = await visit('/s/clayton');
    expect([statusCode, headers['location']]).toEqual([302, '/surgeries/clayton']);
    expect((await visit(`/s/${encodeURIComponent('//evil.example')}`)).headers['location']).toBe(
      '/surgeries/%2F%2Fevil.example',
    );
  });

  test('a closed day says when the next surgery opens', async () => {
    const own = await startTestServer({ at: london('2020-01-05 22:00') });
    const { body } = await visit('/', {}, own);
    expect(h1Of(body)).toBe('All surgeries are closed. The next opens at 8am tomorrow.');
    expect(titleOf(body)).not.toContain('■');
  });

  test('what was typed is text, never markup', async () => {
    const own = await startTestServer();
    const message = '<script>alert(1)</script> <img src=x onerror=alert(1)> "quoted" & more';
    await own.say('clayton', { message });
    for (const path of ['/', '/surgeries/clayton']) {
      const { body } = await visit(path, {}, own);
      expect(body).not.toContain('<script>alert');
      expect(body).not.toContain('<img src=x');
    }
    expect((await visit('/surgeries/clayton', {}, own)).body).toContain('&lt;script&gt;alert(1)');
  });
});

describe('the pages keep to the strictest rules for content', () => {
  test.each(['/', '/surgeries/clayton', '/surgeries/nowhere', '/nowhere'])('%s', async (path) => {
    const { headers, body } = await visit(path);
    const csp = String(headers['content-security-policy']);
    expect(csp).toMatch(/default-src 'none';.*script-src 'self';.*style-src 'self';/);
    expect(csp).not.toMatch(/unsafe|\*|https?:/);
    expect(headers).toMatchObject({
      'content-type': 'text/html; charset=utf-8',
      'x-content-type-options': 'nosniff',
      'referrer-policy': 'no-referrer',
    });
    expect(headers['set-cookie']).toBeUndefined();
    expect(body).not.toMatch(/<style|\sstyle=|\son[a-z]+=|javascript:/i);
    const scripts = [...body.matchAll(/<script([^>]*)>/g)].map(([, attributes]) => attributes ?? '');
    const inline = scripts.filter((attributes) => !/\ssrc="\/assets\//.test(attributes));
    expect(inline.every((attributes) => /type="application\/(?:ld\+)?json"/.test(attributes))).toBe(true);
    const loaded = [...body.matchAll(/(?:src|href)="(https?:)?\/\/[^"]*"/g)];
    expect(loaded.filter(([tag]) => tag.startsWith('src'))).toEqual([]);
  });

  test('what they load is there, and may be kept for ever', async () => {
    const { body } = await visit('/');
    const files = [...body.matchAll(/(?:src|href)="(\/assets\/[^"]+)"/g)].map(([, path]) => path ?? '');
    expect(files.length).toBeGreaterThanOrEqual(2);
    for (const path of files) {
      const { statusCode, headers } = await server.app.inject({ url: path, headers: { 'accept-encoding': 'br' } });
      expect([path, statusCode, headers['cache-control'], headers['content-encoding']]).toEqual([
        path,
        200,
        'public, max-age=31536000, immutable',
        'br',
      ]);
    }
  });
});

describe('a page is rendered once', () => {
  test('for everybody who comes in the same minute to the same position', async () => {
    const own = await startTestServer({ at: NINE });
    const etags = new Set<unknown>();
    const look = async () => etags.add((await visit('/', {}, own)).headers.etag);
    for (let second = 0; second < 60; second += 5) {
      await look();
      own.clock.advance(5_000 - (second === 55 ? 1 : 0));
    }
    expect(etags.size).toBe(1);
    own.clock.advance(1);
    await look();
    expect(etags.size).toBe(2);
    await own.say('clayton', { access: 'phone-only' });
    await look();
    expect(etags.size).toBeGreaterThan(2);
  });

  test('and is the same bytes for the same ETag', async () => {
    const [one, two] = [await visit('/surgeries/clayton'), await visit('/surgeries/clayton')];
    expect(two.headers.etag).toBe(one.headers.etag);
    expect(two.body).toBe(one.body);
  });

  test('and not sent to who has it', async () => {
    const known = await visit('/');
    const again = await visit('/', { 'if-none-match': String(known.headers.etag) });
    expect(again.statusCode).toBe(304);
    expect(again.body).toBe('');
    expect(again.headers).toMatchObject({
      etag: known.headers.etag,
      vary: 'Accept-Encoding, Accept-Language',
      'cache-control': 'public, max-age=2, stale-while-revalidate=30, stale-if-error=86400',
      'checked-at': toIso(server.board.checkedAt()),
    });
  });

  test('anew when the journal was read later, for its age is in it', async () => {
    const own = await startTestServer();
    const before = await visit('/', {}, own);
    own.clock.advance(3 * MINUTE);
    await own.refresh();
    const after = await visit('/', {}, own);
    expect(after.headers.etag).not.toBe(before.headers.etag);
    expect(textOf(before.body)).toContain('Checked at 9am');
    expect(textOf(after.body)).toContain('Checked at 9:03am');
  });
});

test('a page that was not live is gone once the journal was read again, within the same minute too', async () => {
  const own = await startTestServer();
  own.clock.advance(5 * MINUTE);
  const before = await visit('/', {}, own);
  await own.refresh();
  const after = await visit('/', {}, own);
  expect(textOf(before.body)).toContain('Not live. Last checked 9am');
  expect(textOf(after.body)).not.toContain('Not live');
  expect(after.headers.etag).not.toBe(before.headers.etag);
});

test('no name of a surgery brings another page', async () => {
  expect((await visit('/')).statusCode).toBe(200);
  expect((await visit('/surgeries/%2F')).statusCode).toBe(404);
});

describe('a person who goes to a wrong address', () => {
  test.each<[string, number]>([
    ['/surgeries/nowhere', 404],
    ['/nowhere', 404],
    ['/surgeries/', 404],
    ['/assets/nothing.js', 404],
    [`/?${'q'.repeat(2_100)}`, 414],
    ['/live', 404],
  ])('%.40s reads a page and finds the way back', async (path, status) => {
    const { statusCode, headers, body } = await visit(path);
    expect(statusCode).toBe(status);
    expect(headers['content-type']).toBe('text/html; charset=utf-8');
    expect(headers['cache-control']).toBe('no-store');
    expect(body).toMatch(/^<!DOCTYPE html>/);
    expect(titleOf(body)).toContain('Example Fen Medical Practice');
    expect(textOf(body)).toContain('Go to all surgeries');
    expect(body).not.toContain('urn:branchboard');
    expect(Number(headers['content-length'])).toBe(Buffer.byteLength(body));
  });

  test.each<[string, Record<string, string>, string]>([
    ['a program', { accept: '*/*' }, '/nowhere'],
    ['a program that says nothing', { accept: '' }, '/nowhere'],
    ['a page’s script', { accept: 'application/json' }, '/nowhere'],
    ['a browser in the API', BROWSER, '/api/v1/branches/nowhere'],
  ])('%s gets a problem document instead', async (_case, headers, path) => {
    const { statusCode, headers: answered, body } = await visit(path, headers);
    expect(statusCode).toBe(404);
    expect(answered['content-type']).toBe('application/problem+json');
    expect(JSON.parse(body)).toMatchObject({ code: 'not-found' });
  });

  test('whose browser sends something gets a problem document: no page of ours sends', async () => {
    const { statusCode, headers } = await server.app.inject({ method: 'POST', url: '/', headers: BROWSER });
    expect([statusCode, headers['content-type']]).toEqual([405, 'application/problem+json']);
  });
});

describe('a fault of ours', () => {
  test('is a page that says nothing of the fault, with what to do', async () => {
    const own = await startTestServer();
    const { practice, ...rest } = own.board.publicStream.published().view;
    // A board that no page can be made of, as a fault in a template would have it.
    Object.assign(rest.branches, [null]);
    own.clock.advance(MINUTE);
    const { statusCode, headers, body } = await visit('/', {}, own);
    expect(practice.name).toBe('Example Fen Medical Practice');
    expect(statusCode).toBe(500);
    expect(headers['content-type']).toBe('text/html; charset=utf-8');
    expect(headers['cache-control']).toBe('no-store');
    expect(headers.etag).toBeUndefined();
    expect(h1Of(body)).toBe('Sorry, this page is not working');
    expect(body).not.toMatch(/TypeError|null|at .*\.ts/);
    const program = await visit('/', { accept: '*/*' }, own);
    expect(program.json()).toMatchObject({ status: 500, code: 'internal' });
  });
});
