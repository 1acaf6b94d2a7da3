import { describe, expect, test } from 'vitest';
import { ON_THE_MACHINE } from '../../server/access/doer.ts';
import { issueSender, listSenders, revokeSender } from '../../server/contact/issue-sender.ts';
import type { PublicBoard } from '../../shared/wire/public-board.ts';
import { london } from '../support/facts.ts';
import { watchPractice } from '../support/watched-practice.ts';

/** Clayton falls silent after its beat at 40 s; another branch and the canary go on. */
async function silentClayton(options: Parameters<typeof watchPractice>[0] = {}) {
  const practice = await watchPractice(options);
  const clayton = await practice.sender('clayton');
  const yaxham = await practice.sender('yaxham');
  const canary = await practice.sender(null);
  await practice.pass(42);
  clayton.silent = true;
  const news = async () =>
    (await practice.signals()).filter((line) => !line.endsWith(' heard') || !line.startsWith('0'));
  const says = async (it: object, secondsAgo = 0) => {
    const [server] = practice.servers;
    const at = (server?.clock.now() ?? 0) - secondsAgo * 1_000;
    await server?.append({
      kind: 'report',
      branch: 'clayton',
      onBehalf: false,
      at,
      actor: '00000000-0000-4000-8000-000000000001',
      it,
    });
  };
  return { practice, clayton, yaxham, canary, news, says };
}

describe('a branch that falls silent', () => {
  test('is late, suspect and lost in time; the notice goes up and leaves by rule', async () => {
    const { practice, clayton, news } = await silentClayton();
    await practice.pass(176);
    expect(await news()).toEqual(['86 clayton late', '116 clayton suspect']);
    expect((await practice.board()).notice).toBeNull();
    await practice.pass(2);
    expect(await news()).toEqual(['86 clayton late', '116 clayton suspect', '220 clayton lost']);
    const board = await practice.board();
    expect(board.notice?.branches).toEqual(['clayton']);
    expect(board.branches.find(({ slug }) => slug === 'clayton')).toMatchObject({
      state: 'degraded',
      reasons: ['not-heard'],
      contact: 'lost',
    });
    const lost = (await practice.facts('signal')).find(({ contact }) => contact === 'lost');
    expect(lost).toMatchObject({ lastBeatAt: lost && lost.at - 180_000, actorName: 'Automatic checks', public: true });

    clayton.silent = false;
    await practice.pass(336);
    expect((await news()).slice(3)).toEqual(['260 clayton recovering']);
    expect((await practice.board()).notice).not.toBeNull();
    await practice.pass(4);
    expect((await news()).slice(3)).toEqual(['260 clayton recovering', '560 clayton heard']);
    expect((await practice.board()).notice).toBeNull();
  });

  test('with a record for staff from its last good beat on, which patients do not see', async () => {
    const { practice, clayton } = await silentClayton();
    await practice.pass(180);
    clayton.silent = false;
    await practice.pass(370);
    const facts = await practice.facts('incident');
    expect(facts.map((fact) => [practice.second(fact.at), fact.title, fact.shown, fact.resolved])).toEqual([
      [40, 'We have not heard from Clayton Surgery', false, undefined],
      [practice.second(facts[1]?.at), undefined, undefined, true],
    ]);
    expect((await practice.board()).incidents).toEqual([]);
  });

  test('leaves that record to the incident that a person declares of it', async () => {
    const { practice } = await silentClayton();
    await practice.pass(180);
    const [server] = practice.servers;
    const declared = await server?.app.inject({
      method: 'POST',
      url: '/api/v1/incidents',
      headers: { authorization: `Bearer ${await server.token()}`, 'idempotency-key': 'declare-one' },
      payload: { title: 'No internet', severity: 'major', branches: ['clayton'], services: ['internet'], shown: true },
    });
    const id = declared?.json().incident;
    await practice.pass(4);
    const last = (await practice.facts('incident')).at(-1);
    expect(last).toMatchObject({ resolved: true, staff: `One incident speaks for this now: number ${id}.` });
    expect(last?.incident).not.toBe(id);
    await practice.pass(20);
    expect((await practice.facts('incident')).at(-1)).toEqual(last);
  });

  test('is lost at once when its lead confirms, by a word made after the last beat alone', async () => {
    const { practice, news, says } = await silentClayton();
    await says({ internet: 'down' }, 10);
    await practice.pass(76);
    expect(await news()).toEqual(['86 clayton late', '116 clayton suspect']);
    await practice.pass(2);
    await says({ internet: 'down' });
    await practice.pass(4);
    expect((await news()).slice(2)).toEqual(['122 clayton lost']);
  });

  test('is heard and disputed when its lead says that it works, and asked about again after 10 min', async () => {
    const { practice, news, says } = await silentClayton();
    await practice.pass(80);
    await says({ internet: 'working' });
    await practice.pass(2);
    expect((await news()).slice(2)).toEqual(['124 clayton heard']);
    expect((await practice.watch()).branches.clayton?.disputedSince).toBe(
      new Date((await practice.facts('report'))[0]?.at ?? 0).toISOString(),
    );
    await practice.pass(598);
    expect((await news()).slice(3)).toEqual(['692 clayton late', '722 clayton suspect']);
  });

  test('counts each word once, whatever is appended after it', async () => {
    const { practice, news, says } = await silentClayton();
    await practice.pass(80);
    await says({ internet: 'working' });
    await practice.pass(4);
    await says({ phones: 'working' });
    await practice.pass(20);
    expect((await news()).slice(2)).toEqual(['124 clayton heard']);
  });

  test('is not missed outside its opening hours', async () => {
    const { practice, news } = await silentClayton({ at: london('2019-12-31 18:27') });
    await practice.pass(600);
    expect(await news()).toEqual(['86 clayton late', '116 clayton suspect']);
  });
});

describe('a branch whose last token was revoked', () => {
  async function revokeAll({ practice }: Awaited<ReturnType<typeof silentClayton>>) {
    const [server] = practice.servers;
    if (!server) throw new Error('no server');
    const { db } = server.database;
    for (const { id, branch } of await listSenders(db)) {
      if (branch === 'clayton') await revokeSender(db, ON_THE_MACHINE, id, server.clock.now());
    }
    return { db, now: () => server.clock.now() };
  }
  const contactOf = (board: PublicBoard) => board.branches.find(({ slug }) => slug === 'clayton')?.contact;

  test('is not missed: nobody can beat for it, so its silence is no outage', async () => {
    const all = await silentClayton();
    await revokeAll(all);
    await all.practice.pass(600);
    expect(await all.news()).toEqual([]);
    expect((await all.practice.board()).notice).toBeNull();
  });

  test('is not missed either while its next sender has not beaten yet, and is once it has', async () => {
    const all = await silentClayton();
    const { practice, clayton, news } = all;
    const { db, now } = await revokeAll(all);
    await practice.pass(10);
    await issueSender(db, ON_THE_MACHINE, 'clayton', now());
    await practice.pass(600);
    expect(await news()).toEqual([]);
    clayton.silent = false;
    await practice.pass(40);
    clayton.silent = true;
    await practice.pass(220);
    expect((await news()).map((line) => line.split(' ')[2])).toEqual(['heard', 'late', 'suspect', 'lost']);
  });

  test('stays lost when patients were told so: that nobody can beat any more heals nothing', async () => {
    const all = await silentClayton();
    await all.practice.pass(180);
    await revokeAll(all);
    await all.practice.pass(400);
    const board = await all.practice.board();
    expect(contactOf(board)).toBe('lost');
    expect(board.notice?.branches).toEqual(['clayton']);
    await all.says({ internet: 'working', records: 'working', phones: 'working' });
    await all.practice.pass(400);
    expect((await all.practice.board()).notice).toBeNull();
  });
});
