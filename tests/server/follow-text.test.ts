import { describe, expect, test } from 'vitest';
import { unsealAddress } from '../../server/follow/follow-keys.ts';
import { addFollower } from '../../server/follow/add-follower.ts';
import { MINUTE } from '../../shared/practice/instant.ts';
import { openFollowPages } from '../support/follow-pages.ts';
import { createFollowKeys } from '../../server/follow/follow-keys.ts';
import { TEST_AUTH_SECRET } from '../support/running-server.ts';
import { codeIn, openPractice } from '../support/texting.ts';

const openPages = () => openFollowPages({ offered: ['text'] });
type Pages = Awaited<ReturnType<typeof openPages>>;

const ask = (pages: Pages, to = '07700 900123') =>
  pages.post('/follow', new URLSearchParams({ branch: 'clayton', by: 'text', to }).toString());

/** The page for the code of a question, and the code that was texted. */
async function asked(pages: Pages): Promise<{ readonly path: string; readonly code: string }> {
  const answer = await ask(pages);
  return { path: String(answer.headers.location), code: codeIn(pages.texts.at(-1)?.body ?? '') };
}

describe('who asks to be told by text', () => {
  test('is told of nothing before they type in the code that was texted', async () => {
    const pages = await openPages();
    const { path, code } = await asked(pages);
    expect(pages.texts).toEqual([{ to: '+447700900123', body: expect.stringContaining(`your code is ${code}.`) }]);
    expect(pages.texts[0]?.body.length).toBeLessThanOrEqual(160);
    expect((await pages.get(path)).body).toContain('Type in the code we sent you');
    expect(JSON.stringify(await pages.requests())).not.toMatch(new RegExp(`${code}|7700`));
    expect(await pages.followers()).toEqual([]);
    const confirmed = await pages.post(path, `code=${code.slice(0, 3)}+${code.slice(3)}`);
    expect(confirmed.body).toContain('We will tell you of changes');
    const [follower] = await pages.followers();
    expect(follower).toMatchObject({ channel: 'text', branches: ['clayton'] });
    expect(unsealAddress(pages.keys, follower?.address_sealed ?? Buffer.of(), follower?.address_digest ?? '')).toBe(
      '+447700900123',
    );
  });

  test('has five tries, and half an hour', async () => {
    const pages = await openPages();
    const first = await asked(pages);
    const wrong = first.code === '000000' ? '111111' : '000000';
    for (let tries = 1; tries <= 4; tries += 1) {
      const answer = await pages.post(first.path, `code=${wrong}`);
      expect([answer.statusCode, answer.body.includes('This is not the code we sent.')]).toEqual([400, true]);
    }
    expect((await pages.post(first.path, `code=${wrong}`)).statusCode).toBe(404);
    expect((await pages.post(first.path, `code=${first.code}`)).statusCode).toBe(404);
    const second = await asked(pages);
    pages.server.clock.advance(30 * MINUTE);
    expect((await pages.get(second.path)).statusCode).toBe(404);
    expect((await pages.post(second.path, `code=${second.code}`)).statusCode).toBe(404);
    expect(await pages.followers()).toEqual([]);
  });

  test.each(['', '01733 123456', '+1 212 555 0100', '070 1234 5678', '076 1234 5678', 'ann@example.org'])(
    'from %j, which is no mobile of the UK, is asked again, and nothing is sent',
    async (to) => {
      const pages = await openPages();
      const answer = await ask(pages, to);
      expect([answer.statusCode, answer.body.includes('Type in a UK mobile number')]).toEqual([400, true]);
      expect([pages.texts, await pages.requests()]).toEqual([[], []]);
    },
  );

  test('is told honestly that the text could not be sent, and can try again', async () => {
    const pages = await openPages();
    pages.failTexts(true);
    for (let tries = 0; tries < 4; tries += 1) {
      const answer = await ask(pages);
      expect([answer.statusCode, answer.body.includes('We could not send the text message.')]).toEqual([503, true]);
    }
    expect(await pages.requests()).toEqual([]);
    pages.failTexts(false);
    expect((await ask(pages)).statusCode).toBe(303);
  });

  test('gets three texts an hour, and all together twenty a minute', async () => {
    const pages = await openPages();
    for (const status of [303, 303, 303, 429]) expect((await ask(pages)).statusCode).toBe(status);
    const statuses = [];
    for (let n = 10; n < 28; n += 1) statuses.push((await ask(pages, `07700 9002${n}`)).statusCode);
    expect(statuses).toEqual([...Array.from({ length: 17 }, () => 303), 429]);
    expect(pages.texts).toHaveLength(20);
  });
});

test('STOP by text ends it at once; from a number that follows nothing it changes nothing', async () => {
  const practice = await openPractice();
  const { db } = practice.server.database;
  const keys = createFollowKeys(TEST_AUTH_SECRET);
  const follower = { channel: 'text', branches: null, kinds: ['trouble'], language: 'en' } as const;
  await addFollower(db, keys, { ...follower, address: '+447700900555' }, practice.server.clock.now());
  const from = (source_number: string) => ({ source_number });
  expect(await practice.text('STOP', from('447700900556'))).toBe('unknown-number');
  expect(await practice.text('Please stop the noise', from('447700900555'))).toBe('unknown-number');
  expect(await db.selectFrom('follower').select('id').execute()).toHaveLength(1);
  expect(await practice.text(' Stop. ', from('447700900555'))).toBe('stopped');
  expect(await db.selectFrom('follower').select('id').execute()).toEqual([]);
});
