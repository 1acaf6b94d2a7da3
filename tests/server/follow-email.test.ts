import { describe, expect, test } from 'vitest';
import { stopPath } from '../../server/follow/follow-links.ts';
import { unsealAddress } from '../../server/follow/follow-keys.ts';
import { stopFollowing } from '../../server/follow/stop-following.ts';
import { DAY, HOUR, MINUTE } from '../../shared/practice/instant.ts';
import { openFollowPages } from '../support/follow-pages.ts';

const ANN = 'to=Ann%40example.org';
const CLAYTON = `branch=clayton&by=email&${ANN}`;

type Pages = Awaited<ReturnType<typeof openFollowPages>>;

async function follow(pages: Pages, body = CLAYTON): Promise<string> {
  const confirmed = await pages.post(await pages.linkFor(body), 'answer=yes');
  const link = /\/follow\/choices\?link=([\w-]+)/.exec(confirmed.body)?.[1];
  if (!link) throw new Error(confirmed.body);
  return link;
}

describe('who asks to be told by email', () => {
  test('is told of nothing before they open the link and press the button', async () => {
    const pages = await openFollowPages();
    const asked = await pages.post('/follow', CLAYTON);
    expect([asked.statusCode, asked.headers.location]).toEqual([303, '/follow/sent']);
    expect((await pages.get('/follow/sent')).body).toContain('We sent you a link.');
    await pages.server.mailing.look();
    const [mail] = pages.mails.received;
    expect(mail?.to).toEqual(['Ann@example.org']);
    expect(mail?.raw).toContain('Somebody asked us to tell you of changes at Clayton Surgery.');
    const path = /(\/follow\/confirm\?link=[\w-]+)/.exec(mail?.raw ?? '')?.[1] ?? '';
    expect((await pages.get(path)).body).toContain('Yes, tell me');
    expect(await pages.followers()).toEqual([]);
    const confirmed = await pages.post(path, 'answer=yes');
    expect(confirmed.body).toContain('We will tell you of changes');
    const [follower] = await pages.followers();
    expect(follower).toMatchObject({ channel: 'email', branches: ['clayton'], kinds: ['trouble', 'planned'] });
    expect(unsealAddress(pages.keys, follower?.address_sealed ?? Buffer.of(), follower?.address_digest ?? '')).toBe(
      'Ann@example.org',
    );
    // Whoever taps twice follows once, and reads the same.
    expect((await pages.post(path, 'answer=yes')).body).toBe(confirmed.body);
    expect(await pages.followers()).toHaveLength(1);
  });

  test('waits where nobody reads an address: not in the database, not in a copy of it, not in the log', async () => {
    const lines: string[] = [];
    const logStream = { write: (line: string) => void lines.push(line) };
    const pages = await openFollowPages({ config: { logLevel: 'debug' }, logStream });
    await pages.post('/follow', CLAYTON);
    const { db } = pages.server.database;
    const rows = [await pages.requests(), await db.selectFrom('mail_outbox').selectAll().execute()];
    expect(rows.map((table) => table.length)).toEqual([1, 1]);
    await follow(pages, `all=1&by=email&to=bo%40example.org`);
    const told = JSON.stringify([rows, await pages.followers(), lines]);
    expect(told).not.toMatch(/ann@|bo@|example\.org/i);
    expect(await db.selectFrom('access_log').selectAll().where('event', '<>', 'set-up').execute()).toEqual([]);
  });

  test('reads the same whether they follow already or not, and changes nothing of what they follow', async () => {
    const pages = await openFollowPages();
    const other = await pages.post('/follow', 'branch=clayton&by=email&to=new%40example.org');
    await follow(pages);
    const again = await pages.post('/follow', `all=1&by=email&${ANN}`);
    const seen = ({ statusCode, body, headers }: typeof again) => ({ statusCode, body, ...headers, date: '' });
    expect(seen(again)).toEqual(seen(other));
    expect(await pages.followers()).toMatchObject([{ branches: ['clayton'] }]);
  });

  test('changes what they follow by a new link, and what they were sent before still stops it', async () => {
    const pages = await openFollowPages();
    const link = await follow(pages);
    await follow(pages, 'all=1&kind=planned&by=email&to=ANN%40example.org');
    expect(await pages.followers()).toMatchObject([{ branches: null, kinds: ['planned'] }]);
    await pages.post(`/unfollow?link=${link}`, '');
    expect(await pages.followers()).toEqual([]);
  });

  test('is too late after two days, and is forgotten then', async () => {
    const pages = await openFollowPages();
    const path = await pages.linkFor(CLAYTON);
    pages.server.clock.advance(2 * DAY - MINUTE);
    expect((await pages.get(path)).statusCode).toBe(200);
    pages.server.clock.advance(MINUTE);
    for (const answer of [await pages.get(path), await pages.post(path, 'answer=yes')]) {
      expect(answer.statusCode).toBe(404);
      expect(answer.body).toContain('This link does not work any more');
    }
    expect(await pages.followers()).toEqual([]);
    pages.server.clock.advance(HOUR);
    await expect.poll(pages.requests).toEqual([]);
  });

  test.each([
    ['no address', `branch=clayton&by=email&to=`],
    ['no address that mail can go to', `branch=clayton&by=email&to=ann%40example`],
    ['two addresses', 'branch=clayton&by=email&to=a%40example.org%2Cb%40example.org'],
    ['a header', 'branch=clayton&by=email&to=a%40example.org%0D%0ABcc%3A+b%40example.org'],
  ])('with %s is asked again, and nothing is sent', async (_, body) => {
    const pages = await openFollowPages();
    const answer = await pages.post('/follow', body);
    expect(answer.statusCode).toBe(400);
    expect(answer.body).toContain('Type in an email address, such as name@example.com.');
    expect(await pages.requests()).toEqual([]);
  });

  test('of no surgery, or of one that is none, is asked which', async () => {
    const pages = await openFollowPages();
    for (const body of [`by=email&${ANN}`, `branch=atlantis&by=email&${ANN}`]) {
      expect((await pages.post('/follow', body)).body).toContain('Which surgeries do you want to hear about?');
    }
    expect(await pages.requests()).toEqual([]);
  });
});

describe('nobody can fill a mailbox from here', () => {
  test('one address gets three links an hour and six in two days, in all its spellings', async () => {
    const pages = await openFollowPages();
    const spellings = ['ann%40gmail.com', 'ANN%40gmail.com', 'ann%2Bnhs%40gmail.com', 'a.n.n%40gmail.com'];
    const statuses = [];
    for (const [n, to] of [...spellings, ...spellings, ...spellings].entries()) {
      if (n === 4 || n === 8) pages.server.clock.advance(HOUR);
      statuses.push((await pages.post('/follow', `all=1&by=email&to=${to}`)).statusCode);
    }
    expect(statuses).toEqual([303, 303, 303, 429, 303, 303, 303, 429, 429, 429, 429, 429]);
    const full = await pages.post('/follow', 'all=1&by=email&to=ann%40gmail.com');
    expect(full.body).toContain('We have sent some links to this address already.');
    expect((await pages.post('/follow', 'all=1&by=email&to=bo%40gmail.com')).statusCode).toBe(303);
  });

  test('one network asks thirty times an hour, whatever addresses it has', async () => {
    const pages = await openFollowPages();
    const askFrom = (from: string, n: number) =>
      pages.post('/follow', `all=1&by=email&to=p${n}%40example.org`, { 'x-from': from });
    for (let n = 0; n < 30; n += 1) expect((await askFrom(`2001:db8::${n + 1}`, n)).statusCode).toBe(303);
    const refused = await askFrom('2001:db8::ffff', 31);
    expect([refused.statusCode, refused.headers['retry-after']]).toEqual([429, '3600']);
    expect(refused.body).toContain('Try again in 1 hour.');
    expect((await askFrom('2001:db8:0:1::1', 32)).statusCode).toBe(303);
    pages.server.clock.advance(HOUR);
    expect((await askFrom('2001:db8::1', 33)).statusCode).toBe(303);
  });

  test('all networks together have sixty links a minute sent', async () => {
    const pages = await openFollowPages();
    const ask = (n: number) =>
      pages.post('/follow', `all=1&by=email&to=p${n}%40example.org`, { 'x-from': `198.51.100.${n}` });
    for (let n = 1; n <= 60; n += 1) expect((await ask(n)).statusCode).toBe(303);
    expect((await ask(61)).statusCode).toBe(429);
    expect(await pages.requests()).toHaveLength(60);
    pages.server.clock.advance(MINUTE);
    expect((await ask(62)).statusCode).toBe(303);
  });

  test('a page of another site has nothing sent', async () => {
    const pages = await openFollowPages();
    for (const foreign of [{ origin: 'https://evil.example' }, { 'sec-fetch-site': 'cross-site' }]) {
      expect((await pages.post('/follow', CLAYTON, foreign)).statusCode).toBe(403);
    }
    expect(await pages.requests()).toEqual([]);
  });
});

describe('who follows', () => {
  test('changes what they are told of by the link in each message', async () => {
    const pages = await openFollowPages();
    const link = await follow(pages);
    const before = await pages.get(`/follow/choices?link=${link}`);
    expect(before.body).toMatch(/id="branch-clayton"[^>]* checked/);
    expect(before.body).not.toMatch(/id="branch-yaxham"[^>]* checked/);
    const saved = await pages.post(`/follow/choices?link=${link}`, 'branch=clayton&branch=yaxham&kind=trouble');
    expect(saved.body).toContain('Your choices are saved');
    expect(await pages.followers()).toMatchObject([{ branches: ['clayton', 'yaxham'], kinds: ['trouble'] }]);
    for (const [body, fault] of [
      ['kind=trouble', 'Choose at least one surgery.'],
      ['all=1', 'Choose at least one of these.'],
    ] as const) {
      const refused = await pages.post(`/follow/choices?link=${link}`, body);
      expect([refused.statusCode, refused.body.includes(fault)]).toEqual([400, true]);
    }
    expect(await pages.followers()).toMatchObject([{ branches: ['clayton', 'yaxham'] }]);
  });

  test.each([
    ['the button', 'answer=yes', 'application/x-www-form-urlencoded'],
    ['a mail program, by one click', 'List-Unsubscribe=One-Click', 'application/x-www-form-urlencoded'],
    [
      'a mail program that sends parts',
      '--x\r\nContent-Disposition: form-data; name="List-Unsubscribe"\r\n\r\nOne-Click\r\n--x--\r\n',
      'multipart/form-data; boundary=x',
    ],
  ])('stops at once by %s, and is forgotten', async (_, body, type) => {
    const pages = await openFollowPages();
    await follow(pages);
    const [follower] = await pages.followers();
    const path = stopPath(pages.keys, follower?.id ?? '');
    // Whoever only opens it stops nothing.
    expect((await pages.get(path)).body).toContain('Do you want us to stop?');
    expect(await pages.followers()).toHaveLength(1);
    const stopped = await pages.post(path, body, { 'content-type': type });
    expect([stopped.statusCode, stopped.headers['set-cookie']]).toEqual([200, undefined]);
    expect(stopped.body).toContain('We have stopped');
    expect([await pages.followers(), await pages.requests()]).toEqual([[], []]);
    expect((await pages.get(path)).body).toContain('We have stopped');
  });

  test('is stopped by nobody who has no link of theirs', async () => {
    const pages = await openFollowPages();
    const link = await follow(pages);
    const confirm = await pages.linkFor('all=1&by=email&to=bo%40example.org');
    for (const forged of ['', 'x', `${link}A`, link.replace(/^./, 'A'), confirm.split('=')[1] ?? '']) {
      await pages.post(`/unfollow?link=${forged}`, 'answer=yes');
      expect((await pages.post(`/follow/choices?link=${forged}`, 'all=1&kind=trouble')).statusCode).toBe(404);
    }
    expect(await pages.followers()).toMatchObject([{ branches: ['clayton'] }]);
  });

  test('is forgotten when nothing reaches them any more', async () => {
    const pages = await openFollowPages();
    await follow(pages);
    const [follower] = await pages.followers();
    expect(await stopFollowing(pages.db, follower?.id ?? '')).toBe(true);
    expect(await stopFollowing(pages.db, follower?.id ?? '')).toBe(false);
    expect([await pages.followers(), await pages.requests()]).toEqual([[], []]);
  });
});

describe('the pages', () => {
  test('ask one thing at a time, and carry what was said', async () => {
    const pages = await openFollowPages({ offered: ['push', 'email'] });
    const ask = async (query: string) =>
      /<h1[^>]*>(?:<[^>]+>)*([^<]+)/.exec((await pages.get(`/follow${query}`)).body)?.[1];
    expect(await ask('')).toBe('Which surgeries do you want to hear about?');
    expect((await pages.get('/follow?asked=which')).body).toContain('Choose at least one surgery.');
    expect(await ask('?asked=which&branch=clayton')).toBe('How should we tell you?');
    expect((await pages.get('/follow?asked=how&branch=clayton')).body).toContain('Choose how we should tell you.');
    const last = await pages.get('/follow?asked=how&branch=clayton&by=email');
    expect(last.body).toContain('What is your email address?');
    expect(last.body).toContain('<input type="hidden" name="branch" value="clayton"');
    expect(await ask('?branch=clayton&by=email&step=what')).toBe('What do you want to hear about?');
    expect((await pages.get('/follow?branch=clayton&asked=what')).body).toContain('Choose at least one of these.');
    expect((await pages.get('/surgeries/clayton/follow')).body).toContain('How should we tell you?');
    expect((await pages.get('/surgeries/atlantis/follow')).statusCode).toBe(404);
  });

  test('lead to the feed and the calendar, also where nobody is told by us', async () => {
    const pages = await openFollowPages({ offered: [] });
    const { body } = await pages.get('/surgeries/clayton/follow');
    expect(body).toContain('href="/surgeries/clayton/feed.atom"');
    expect(body).toContain('href="/calendar.ics"');
    expect(body).not.toContain('<form');
    expect((await pages.get('/follow')).body).toContain('href="/feed.atom"');
    const refused = await pages.post('/follow', CLAYTON);
    expect(refused.body).toContain('href="/calendar.ics"');
    expect(await pages.requests()).toEqual([]);
  });

  test('are kept by nobody, and set no cookie', async () => {
    const pages = await openFollowPages();
    const link = await follow(pages);
    for (const url of ['/follow', '/follow/sent', `/follow/choices?link=${link}`, `/unfollow?link=${link}`]) {
      const { headers } = await pages.get(url);
      expect([headers['cache-control'], headers['set-cookie']]).toEqual(['no-store', undefined]);
    }
  });
});
