import { request } from 'node:http';
import { brotliDecompressSync, gunzipSync } from 'node:zlib';
import { Check } from 'typebox/value';
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { toIso } from '../../shared/practice/instant.ts';
import { PublicBoard, PublicBranch } from '../../shared/wire/public-board.ts';
import { StaffBoard } from '../../shared/wire/staff-board.ts';
import { NINE, startTestServer, type TestServer } from '../support/running-server.ts';

const BOARD = '/api/v1/board';
const atEnd: (() => Promise<void>)[] = [];
let server: TestServer;

beforeAll(async () => {
  server = await startTestServer({ atEnd: (undo) => void atEnd.push(undo) });
  await server.ordinaryMorning();
});
afterAll(async () => {
  for (const undo of atEnd.toReversed()) await undo();
});

/** The answer as it comes over the wire: nothing is unpacked on the way. */
function ask(path: string, headers: Record<string, string> = {}, method = 'GET') {
  return new Promise<{ status: number; headers: Record<string, string | undefined>; body: Buffer }>(
    (resolve, reject) => {
      const asked = request(server.origin + path, { headers, method }, async (response) => {
        const chunks: Buffer[] = [];
        for await (const chunk of response) chunks.push(chunk);
        resolve({
          status: response.statusCode ?? 0,
          headers: response.headers as Record<string, string | undefined>,
          body: Buffer.concat(chunks),
        });
      });
      asked.on('error', reject).end();
    },
  );
}

describe('the public board', () => {
  test('has the shape of the contract and its position for an ETag', async () => {
    const { status, headers, body } = await ask(BOARD);
    const board: PublicBoard = JSON.parse(body.toString());
    expect(status).toBe(200);
    expect(Check(PublicBoard, board)).toBe(true);
    expect(board.branches).toHaveLength(18);
    expect(headers.etag).toBe(`"${board.epoch.slice(0, 8)}-${board.seq}-${Date.parse(board.edge)}"`);
  });

  test('may be kept for a moment, be shown elsewhere, and sets no cookie', async () => {
    const { headers } = await ask(BOARD);
    expect(headers).toMatchObject({
      'content-type': 'application/json; charset=utf-8',
      'cache-control': 'public, max-age=2, stale-while-revalidate=30, stale-if-error=86400',
      'checked-at': toIso(server.board.checkedAt()),
      'access-control-allow-origin': '*',
      'access-control-expose-headers': 'ETag, Checked-At, Date, Age',
      'cross-origin-resource-policy': 'cross-origin',
      vary: 'Accept-Encoding',
    });
    expect(headers['set-cookie']).toBeUndefined();
  });

  test('comes in the encoding that is asked for, each under an ETag of its own', async () => {
    const plain = await ask(BOARD);
    const brotli = await ask(BOARD, { 'accept-encoding': 'gzip, deflate, br' });
    const gzip = await ask(BOARD, { 'accept-encoding': 'gzip' });

    expect([plain, brotli, gzip].map(({ headers }) => headers['content-encoding'])).toEqual([undefined, 'br', 'gzip']);
    expect(brotliDecompressSync(brotli.body)).toEqual(plain.body);
    expect(gunzipSync(gzip.body)).toEqual(plain.body);
    expect(new Set([plain, brotli, gzip].map(({ headers }) => headers.etag)).size).toBe(3);
    expect([plain, brotli, gzip].map(({ headers }) => headers.vary)).toEqual(Array(3).fill('Accept-Encoding'));
    expect(brotli.body.length).toBeLessThan(plain.body.length / 4);
  });

  test.each<[string, (etag: string) => string, number]>([
    ['the ETag', (etag) => etag, 304],
    ['its weak form', (etag) => `W/${etag}`, 304],
    ['a list with it', (etag) => `"other", W/"more" ,${etag}`, 304],
    ['a star', () => '*', 304],
    ['another', () => '"other"', 200],
    ['part of it', (etag) => etag.slice(0, -2), 200],
  ])('is not sent again to who names %s', async (_case, toHeader, status) => {
    const known = await ask(BOARD, { 'accept-encoding': 'br' });
    const again = await ask(BOARD, {
      'accept-encoding': 'br',
      'if-none-match': toHeader(known.headers.etag ?? ''),
    });
    expect(again.status).toBe(status);
    expect(again.headers).toMatchObject({
      etag: known.headers.etag,
      vary: 'Accept-Encoding',
      'cache-control': known.headers['cache-control'],
      'checked-at': toIso(server.board.checkedAt()),
      'access-control-allow-origin': '*',
    });
    expect(again.body.length > 0).toBe(status === 200);
  });

  test('is another body to who holds it in another encoding', async () => {
    const { headers } = await ask(BOARD, { 'accept-encoding': 'br' });
    const { status } = await ask(BOARD, { 'accept-encoding': 'gzip', 'if-none-match': headers.etag ?? '' });
    expect(status).toBe(200);
  });

  test('tells its head without its body', async () => {
    const [head, get] = [await ask(BOARD, {}, 'HEAD'), await ask(BOARD)];
    expect(head.status).toBe(200);
    expect(head.body).toHaveLength(0);
    expect(head.headers.etag).toBe(get.headers.etag);
  });

  test('says when the journal was read last, also where nothing else changed', async () => {
    const own = await startTestServer();
    const before = await own.fetch(BOARD);
    own.clock.advance(61_000);
    await own.refresh();
    const etag = before.headers.get('etag') ?? '';
    const after = await own.fetch(BOARD, { 'if-none-match': etag, 'accept-encoding': 'br, gzip' });
    // fetch asks for encodings by itself; both times the same ones.
    expect((await own.fetch(BOARD)).headers.get('etag')).toBe(etag);
    expect(before.headers.get('checked-at')).toBe(toIso(NINE));
    expect(after.headers.get('checked-at')).toBe(toIso(NINE + 61_000));
  });
});

describe('facts for staff alone', () => {
  test('change neither body nor ETag nor what /readyz tells, and are in the staff board', async () => {
    const own = await startTestServer();
    await own.ordinaryMorning();
    const token = await own.token();
    const look = async () => {
      const [board, ready] = [await own.fetch(BOARD), await own.fetch('/readyz')];
      return { etag: board.headers.get('etag'), body: await board.text(), ready: await ready.text() };
    };
    const before = await look();
    const staffBefore = own.board.staffStream.at().position.seq;

    expect((await own.post(token, 'clayton', { note: 'Only for us.' })).status).toBe(201);
    await own.append({
      kind: 'signal',
      branch: 'clayton',
      contact: 'suspect',
      lastBeatAt: NINE - 80_000,
      public: false,
      at: own.clock.now(),
      actor: '00000000-0000-4000-8000-000000000001',
    });
    const withoutTimes = (ready: string) => ({ ...JSON.parse(ready), checkedAt: null });
    const after = await look();
    expect({ ...after, ready: withoutTimes(after.ready) }).toEqual({ ...before, ready: withoutTimes(before.ready) });
    expect(own.board.staffStream.at().position.seq).toBe(staffBefore + 2);

    await own.say('clayton', { access: 'phone-only' });
    expect((await look()).etag).not.toBe(before.etag);
  });
});

describe('one branch', () => {
  test('is the branch of the board, under the position of the board', async () => {
    const [board, branch] = [await ask(BOARD), await ask('/api/v1/branches/clayton')];
    const view = JSON.parse(branch.body.toString());
    expect(Check(PublicBranch, view)).toBe(true);
    expect(view).toEqual(
      JSON.parse(board.body.toString()).branches.find((one: PublicBranch) => one.slug === 'clayton'),
    );
    expect(branch.headers.etag).toBe(board.headers.etag);
    expect(branch.headers['access-control-allow-origin']).toBe('*');
    const again = await ask('/api/v1/branches/clayton', { 'if-none-match': branch.headers.etag ?? '' });
    expect(again.status).toBe(304);
  });

  test.each(['nowhere', 'Clayton', '__proto__', 'constructor', '..%2fclayton', ''])(
    'that there is not, "%s", is a problem of 404',
    async (slug) => {
      const { status, headers, body } = await ask(`/api/v1/branches/${slug}`);
      expect(status).toBe(404);
      expect(headers['content-type']).toBe('application/problem+json');
      expect(headers['cache-control']).toBe('no-store');
      expect(JSON.parse(body.toString())).toMatchObject({ status: 404, code: 'not-found' });
    },
  );
});

describe('the staff board', () => {
  test('is for who has a token', async () => {
    const nobody = await ask('/api/v1/staff/board');
    const wrong = await ask('/api/v1/staff/board', { authorization: 'Bearer bb_wrong' });
    expect([nobody.status, wrong.status]).toEqual([401, 401]);
    expect(nobody.headers['cache-control']).toBe('no-store');
    expect(nobody.body.toString()).not.toContain('clayton');
  });

  test('holds counts, notes and names, is kept nowhere and shown to no other site', async () => {
    const own = await startTestServer();
    await own.ordinaryMorning();
    const lead = await own.token({ role: 'lead', branches: ['clayton'], name: 'Asha Lead' });
    const posted = await own.post(lead, 'clayton', {
      gps: { expected: 8, offSick: 4, away: 1, locums: 2 },
      note: 'Fault logged.',
    });
    const { seq } = (await posted.json()) as { seq: number };
    await own.settle();

    const answer = await own.fetch('/api/v1/staff/board', { authorization: `Bearer ${lead}` });
    const board = (await answer.json()) as StaffBoard;
    expect(answer.headers.get('cache-control')).toBe('no-store');
    expect(answer.headers.get('access-control-allow-origin')).toBeNull();
    expect(answer.headers.get('cross-origin-resource-policy')).toBe('same-origin');
    expect(Check(StaffBoard, board)).toBe(true);
    expect(board.totals).toMatchObject({ offSick: 4, away: 1, locums: 2, branches: 18, patients: 85_000 });
    const clayton = board.branches.find(({ slug }) => slug === 'clayton');
    expect(clayton).toMatchObject({
      seq,
      gps: { counts: { expected: 8, offSick: 4, away: 1, locums: 2, available: 5 }, said: { by: 'Asha Lead', seq } },
      note: { text: 'Fault logged.', said: { by: 'Asha Lead', onBehalf: false } },
    });
  });

  test('gives with `seq` what If-Match asks for', async () => {
    const own = await startTestServer();
    const token = await own.token();
    const seqOf = async (slug: string) => {
      const answer = await own.fetch('/api/v1/staff/board', { authorization: `Bearer ${token}` });
      return ((await answer.json()) as StaffBoard).branches.find((branch) => branch.slug === slug)?.seq;
    };
    expect(await seqOf('yaxham')).toBe(0);
    const first = await own.post(token, 'yaxham', { access: 'open' });
    await own.settle();
    expect(await seqOf('yaxham')).toBe(((await first.json()) as { seq: number }).seq);
  });
});
