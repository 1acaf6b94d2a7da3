import { randomUUID } from 'node:crypto';
import { sql } from 'kysely';
import { expect, test } from 'vitest';
import type { Http } from '../../server/platform/http.ts';
import { SECOND } from '../../shared/practice/instant.ts';
import type { Account } from '../../shared/wire/account.ts';
import type { AppOffer } from '../../shared/wire/codes.ts';
import type { Displays, Pairing } from '../../shared/wire/displays.ts';
import type { CreateQuestion, Passkeys, SignQuestion } from '../../shared/wire/passkeys.ts';
import type { Invitation, People } from '../../shared/wire/people.ts';
import type { StaffPractice } from '../../shared/wire/practice.ts';
import type { RecordPage } from '../../shared/wire/record.ts';
import type { Senders } from '../../shared/wire/senders.ts';
import type { ApiTokens } from '../../shared/wire/tokens.ts';
import type { TextClaims } from '../../shared/wire/texts.ts';
import { NEW_BRANCH, toBranchBody, toPracticeBody } from '../support/office.ts';
import { passkeyFor } from '../support/passkey-client.ts';
import { routeTable } from '../support/route-table.ts';
import { startTestServer } from '../support/running-server.ts';
import { appOf, passwordStep } from '../support/second-factor.ts';
import { createStaffClient, PASSWORD, signInOffice, type StaffClient } from '../support/staff-client.ts';
import { ASHA_NUMBER, ASHA_PHONE, CALLBACK_TOKEN } from '../support/texting.ts';
import { watchPractice } from '../support/watched-practice.ts';

type Answer = Awaited<ReturnType<Http['inject']>>;

/** What is posted and leaves nothing that anybody could be asked about. Whoever adds one says here why. */
const LEAVES_NOTHING: Readonly<Record<string, string>> = {
  'POST /api/v1/branches/:slug/preview': 'stores nothing',
  'POST /api/v1/session/passkey/question': 'is a question; what is answered to it is noted',
  'POST /api/v1/account/passkeys/question': 'is a question; what is answered to it is noted',
  'POST /api/v1/account/proof/question': 'is a question; what is answered to it is noted',
  'POST /api/v1/session/mail-code': 'sends a code, which counts for nothing until somebody signs in by it',
  'POST /api/v1/account/app': 'makes a secret, which counts for nothing until a code of it was typed',
  'POST /api/v1/set-up/question': 'is a question',
  'POST /api/v1/set-up/code': 'is a question; the link that it answers with is noted when it is used',
  'POST /api/v1/set-up/passkey': 'is a question; the account is noted when it is set up',
  'POST /api/v1/displays/pairings': 'shows a code on a screen; it is noted when somebody lets it in',
  'POST /api/v1/beats': 'comes every 20 s from each branch; what it changes stands in the journal',
  'POST /follow': 'is of patients, of whom the record holds nothing',
  'POST /follow/confirm': 'is of patients, of whom the record holds nothing',
  'POST /follow/choices': 'is of patients, of whom the record holds nothing',
  'POST /follow/code': 'is of patients, of whom the record holds nothing',
  'POST /unfollow': 'is of patients, of whom the record holds nothing',
  'POST /api/v1/follow/push': 'is of patients, of whom the record holds nothing',
  'POST /api/v1/follow/push/own': 'is of patients, of whom the record holds nothing',
  'POST /api/v1/follow/push/renewed': 'is of patients, of whom the record holds nothing',
};
/** Asked for in a test of its own below. */
const ELSEWHERE = ['POST /api/v1/causes/:cause/accept'];

const ADDRESS = '203.0.113.77';
const SAFE = new Set(['GET', 'HEAD', 'OPTIONS']);
const DOWN = { it: { internet: 'down' } } as const;

test('every route that changes something leaves who, what, when and from where in the record', async () => {
  const server = await startTestServer({ config: { notifyCallbackToken: CALLBACK_TOKEN }, writesPerMinute: 1_000 });
  const { db } = server.database;
  const walked: string[] = [];
  const admin = await signInOffice(server);
  await server.ordinaryMorning();

  const rows = () => db.selectFrom('access_log').selectAll().orderBy('at').orderBy(sql`ctid`).execute();
  const told = async () => (await admin.get('/api/v1/access-record?limit=200')).json<RecordPage>().lines;

  /** Does it, and looks what of it is in the record. */
  async function walk(route: string, ask: () => Promise<Answer>): Promise<Answer> {
    server.clock.advance(SECOND);
    await server.refresh();
    const before = new Set((await rows()).map(({ id }) => id));
    const answer = await ask();
    expect([route, answer.statusCode, answer.body].slice(0, answer.statusCode < 300 ? 1 : 3)).toEqual([route]);
    const added = (await rows()).filter(({ id }) => !before.has(id));
    const by = added.filter(({ actor, subject }) => actor !== null || subject !== null);
    expect([route, by.length]).not.toEqual([route, 0]);
    for (const { address, at, detail } of by) {
      // A text comes from a telephone, which has no address.
      expect([route, address ?? detail]).toEqual([
        route,
        address === null ? expect.objectContaining({ via: 'text' }) : ADDRESS,
      ]);
      expect([route, at.getTime()]).toEqual([route, server.clock.now()]);
    }
    walked.push(route);
    return answer;
  }
  const from = { address: ADDRESS };
  const keyed = (seen?: number) => ({
    address: ADDRESS,
    headers: { 'idempotency-key': randomUUID(), ...(seen !== undefined && { 'if-match': `"${seen}"` }) },
  });
  const by =
    (client: StaffClient, method: 'POST' | 'PUT' | 'DELETE', url: string, body?: object, options: object = from) =>
    () =>
      client.send(method, url, body, options);
  const practice = async () => (await admin.get('/api/v1/staff/practice')).json<StaffPractice>();

  // People.
  const asha = {
    name: 'Asha Lead',
    email: 'asha@practice.example',
    role: 'lead',
    branches: ['clayton'],
    phone: ASHA_PHONE,
  };
  await walk('POST /api/v1/people', by(admin, 'POST', '/api/v1/people', asha));
  const { people } = (await admin.get('/api/v1/people')).json<People>();
  const id = people.find(({ name }) => name === 'Asha Lead')?.id ?? '';
  const again = await walk('POST /api/v1/people/:id/set-up', by(admin, 'POST', `/api/v1/people/${id}/set-up`, {}));
  const token = again.json<Invitation>().setUp?.url.split('#')[1];
  const lead = createStaffClient(server);
  const setUp = { token, name: 'Asha Lead', email: asha.email, password: PASSWORD };
  await walk('POST /api/v1/set-up', by(lead, 'POST', '/api/v1/set-up', setUp));
  const rights = { role: 'lead', branches: ['clayton', 'yaxham'], leaving: null };
  await walk('PUT /api/v1/people/:id', by(admin, 'PUT', `/api/v1/people/${id}`, rights));

  // Signing in, and by what.
  await walk('POST /api/v1/session', by(lead, 'POST', '/api/v1/session', { email: asha.email, password: PASSWORD }));
  const second = createStaffClient(server);
  await second.send('POST', '/api/v1/session', { email: asha.email, password: PASSWORD });
  const { sessions } = (await lead.get('/api/v1/account')).json<Account>();
  const other = sessions.find(({ current }) => !current)?.id;
  await walk('DELETE /api/v1/account/sessions/:id', by(lead, 'DELETE', `/api/v1/account/sessions/${other}`));
  await walk('DELETE /api/v1/account/sessions', by(lead, 'DELETE', '/api/v1/account/sessions'));
  const offered = (await lead.send('POST', '/api/v1/account/app', {})).json<AppOffer>();
  const app = appOf(offered.secret);
  await walk('PUT /api/v1/account/app', () =>
    lead.send('PUT', '/api/v1/account/app', { code: app.codeAt(server.clock.now()) }, from),
  );
  server.clock.advance(60 * SECOND);
  const { step } = await passwordStep(second, asha.email);
  await walk('POST /api/v1/session/code', () =>
    second.send('POST', '/api/v1/session/code', { step, way: 'app', code: app.codeAt(server.clock.now()) }, from),
  );
  server.clock.advance(60 * SECOND);
  await walk('POST /api/v1/account/proof', () =>
    lead.send('POST', '/api/v1/account/proof', { password: PASSWORD, code: app.codeAt(server.clock.now()) }, from),
  );
  await walk('POST /api/v1/account/recovery-codes', by(lead, 'POST', '/api/v1/account/recovery-codes', {}));
  await walk(
    'PUT /api/v1/account/password',
    by(lead, 'PUT', '/api/v1/account/password', { password: `${PASSWORD} two` }),
  );
  await walk('DELETE /api/v1/account/app', by(lead, 'DELETE', '/api/v1/account/app'));
  const passkey = passkeyFor(server);
  const asked = (await lead.send('POST', '/api/v1/account/passkeys/question', {})).json<CreateQuestion>();
  const made = { step: asked.step, answer: passkey.create(asked.options) };
  await walk('POST /api/v1/account/passkeys', by(lead, 'POST', '/api/v1/account/passkeys', made));
  const own = (await lead.get('/api/v1/account/passkeys')).json<Passkeys>().passkeys[0]?.id;
  await walk('PUT /api/v1/account/passkeys/:id', by(lead, 'PUT', `/api/v1/account/passkeys/${own}`, { name: 'Phone' }));
  const question = (await second.send('POST', '/api/v1/session/passkey/question', {})).json<SignQuestion>();
  const signed = { step: question.step, answer: passkey.sign(question.options) };
  await walk('POST /api/v1/session/passkey', by(second, 'POST', '/api/v1/session/passkey', signed));
  await walk('DELETE /api/v1/account/passkeys/:id', by(lead, 'DELETE', `/api/v1/account/passkeys/${own}`));
  await walk('DELETE /api/v1/session', by(second, 'DELETE', '/api/v1/session'));

  // Wallboards and senders.
  const wall = createStaffClient(server);
  const pairing = (await wall.send('POST', '/api/v1/displays/pairings', {})).json<Pairing>();
  const named = { code: pairing.code, name: 'Front desk', waitingRoomOf: 'clayton' };
  await walk('POST /api/v1/displays', by(admin, 'POST', '/api/v1/displays', named));
  const claim = { secret: pairing.secret };
  await walk('POST /api/v1/displays/pairings/claim', by(wall, 'POST', '/api/v1/displays/pairings/claim', claim));
  const display = (await admin.get('/api/v1/displays')).json<Displays>().displays[0]?.id;
  const elsewhere = { waitingRoomOf: 'yaxham' };
  await walk('PUT /api/v1/displays/:id', by(admin, 'PUT', `/api/v1/displays/${display}`, elsewhere));
  await walk('DELETE /api/v1/displays/:id', by(admin, 'DELETE', `/api/v1/displays/${display}`));
  await walk('POST /api/v1/senders', by(admin, 'POST', '/api/v1/senders', { branch: 'clayton' }));
  const sender = (await admin.get('/api/v1/senders')).json<Senders>().senders[0]?.id;
  await walk('DELETE /api/v1/senders/:id', by(admin, 'DELETE', `/api/v1/senders/${sender}`));

  await server.token();
  const program = (await admin.get('/api/v1/tokens')).json<ApiTokens>().tokens[0]?.id;
  await walk('DELETE /api/v1/tokens/:id', by(admin, 'DELETE', `/api/v1/tokens/${program}`));

  // What is said of branches.
  const seen = (slug: string) => server.board.board().branches[slug]?.personSeq ?? 0;
  const reports = '/api/v1/branches/:slug/reports';
  await walk(`POST ${reports}`, () =>
    admin.send('POST', reports.replace(':slug', 'clayton'), DOWN, keyed(seen('clayton'))),
  );
  const several = { branches: [{ slug: 'yaxham', seen: seen('yaxham') }], report: { access: 'open' } };
  await walk('POST /api/v1/reports', () => admin.send('POST', '/api/v1/reports', several, keyed()));
  const text = (message: string) => () =>
    server.app.inject({
      method: 'POST',
      url: '/api/v1/texts/inbound',
      headers: { authorization: `Bearer ${CALLBACK_TOKEN}` },
      payload: { id: randomUUID(), source_number: ASHA_NUMBER, message },
    });
  for (const decision of ['refuse', 'confirm'] as const) {
    await walk('POST /api/v1/texts/inbound', text('CLAYTON UP'));
    const { claims } = (await admin.get('/api/v1/texts/claims')).json<TextClaims>();
    const url = `/api/v1/texts/claims/${claims[0]?.id}/${decision}`;
    await walk(`POST /api/v1/texts/claims/:id/${decision}`, by(admin, 'POST', url, {}));
  }

  // Incidents, notice and alert states.
  const outage = {
    title: 'Phones are down',
    severity: 'major',
    branches: ['clayton'],
    services: ['phones'],
    shown: true,
  };
  const declared = await walk('POST /api/v1/incidents', () => admin.send('POST', '/api/v1/incidents', outage, keyed()));
  const incident = declared.json<{ incident: number }>().incident;
  const of = (part: string, body: object) =>
    walk(`POST /api/v1/incidents/:id/${part}`, () =>
      admin.send('POST', `/api/v1/incidents/${incident}/${part}`, body, keyed()),
    );
  await of('updates', { staff: 'An engineer is on the way.' });
  await of('escalations', { to: 'service-desk' });
  await of('checks', { item: 'icb', done: true });
  await of('resolve', {});
  const until = new Date(server.clock.now() + 3_600 * SECOND).toISOString();
  const keepUp = { control: 'keep', reason: 'Lines were cut.', until, branches: ['clayton'] };
  await walk('PUT /api/v1/notice', () => admin.send('PUT', '/api/v1/notice', keepUp, keyed()));
  await server.refresh();
  await walk('POST /api/v1/notice/checks', () =>
    admin.send('POST', '/api/v1/notice/checks', { item: 'dos-lead', done: true }, keyed()),
  );
  const [begins, ends] = [24, 25].map((hours) => new Date(server.clock.now() + hours * 3_600 * SECOND).toISOString());
  const work = { title: 'A new line', branches: ['clayton'], services: ['internet'], from: begins, to: ends };
  const planned = await walk('POST /api/v1/planned', () => admin.send('POST', '/api/v1/planned', work, keyed()));
  const cancel = `/api/v1/planned/${planned.json<{ seq: number }>().seq}/cancel`;
  await walk('POST /api/v1/planned/:id/cancel', () => admin.send('POST', cancel, {}, keyed()));
  const alert = { branch: 'clayton', state: 'RED', reason: 'Two are away.' };
  await walk('PUT /api/v1/alert', () => admin.send('PUT', '/api/v1/alert', alert, keyed()));

  // How the practice is set.
  await walk('POST /api/v1/branches', by(admin, 'POST', '/api/v1/branches', NEW_BRANCH));
  const added = (await practice()).branches.find(({ slug }) => slug === NEW_BRANCH.slug);
  if (!added) throw new Error('no branch was added');
  const place = `/api/v1/branches/${added.slug}`;
  const moved = { ...toBranchBody(added), phone: '01632 960222' };
  await walk('PUT /api/v1/branches/:slug', () => admin.send('PUT', place, moved, keyed(added.seq)));
  const after = (await practice()).branches.find(({ slug }) => slug === added.slug)?.seq;
  await walk('DELETE /api/v1/branches/:slug', () => admin.send('DELETE', place, undefined, keyed(after)));
  await walk('DELETE /api/v1/sample', by(admin, 'DELETE', '/api/v1/sample'));
  const set = (await practice()).practice;
  const renamed = { ...toPracticeBody(set), name: 'Fenland Practice' };
  await walk('PUT /api/v1/practice', () => admin.send('PUT', '/api/v1/practice', renamed, keyed(set.seq)));
  await walk('DELETE /api/v1/people/:id', by(admin, 'DELETE', `/api/v1/people/${id}`));

  // What is erased.
  const erased = { fields: ['staff'], reason: 'Somebody was named.' };
  const fact = `/api/v1/facts/${incident + 1}/erasures`;
  await walk('POST /api/v1/facts/:seq/erasures', by(admin, 'POST', fact, erased));
  const name = `/api/v1/names/${id}/erasures`;
  await walk('POST /api/v1/names/:id/erasures', by(admin, 'POST', name, { reason: 'They asked for it.' }));

  // Nothing that can be written is missing here.
  const table = (await routeTable(server))
    .filter(({ method }) => !SAFE.has(method))
    .map(({ method, url }) => `${method} ${url}`);
  const known = [...new Set([...walked, ...Object.keys(LEAVES_NOTHING), ...ELSEWHERE])];
  expect(known.toSorted()).toEqual(table.toSorted());
  // And each has words.
  const wordless = (await told()).filter(({ what }) => /^[a-z-]+: /.test(what));
  expect(wordless).toEqual([]);
});

test('whoever accepts that branches have one cause stands in the record', async () => {
  const practice = await watchPractice();
  const [server] = practice.servers;
  if (!server) throw new Error('no server is there');
  await practice.sender(null);
  const checks = { records: 'working', phones: 'working' } as const;
  const senders = [await practice.sender('clayton'), await practice.sender('orton-mere')];
  for (const sender of senders) sender.checks = checks;
  await practice.pass(60);
  for (const sender of senders) sender.checks = { ...checks, records: 'down' };
  await practice.pass(60);
  const admin = await signInOffice(server);
  const [cause] = (await practice.watch()).offers ?? [];
  const url = `/api/v1/causes/${encodeURIComponent(cause?.cause ?? '')}/accept`;
  const accepted = await admin.send('POST', url, {}, { address: ADDRESS });
  expect(accepted.statusCode).toBe(201);
  const notes = await server.database.db.selectFrom('access_log').selectAll().where('event', '=', 'incident').execute();
  expect(notes.map(({ outcome, address }) => [outcome, address])).toContainEqual(['declared', ADDRESS]);
  expect(new Set(notes.map(({ address }) => address))).toEqual(new Set([ADDRESS]));
});
