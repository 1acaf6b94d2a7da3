import { readdirSync, readFileSync } from 'node:fs';
import { request } from 'node:http';
import { join } from 'node:path';
import { sql } from 'kysely';
import { beforeAll, describe, expect, onTestFinished, test } from 'vitest';
import { SYSTEM_ACTOR } from '../../server/access/actor.table.ts';
import { PROJECT_ROOT } from '../../server/platform/project-root.ts';
import type { ContactState, GpCounts } from '../../shared/facts/fact.ts';
import { MINUTE } from '../../shared/practice/instant.ts';
import type { PublicBoard } from '../../shared/wire/public-board.ts';
import type { StaffBoard } from '../../shared/wire/staff-board.ts';
import { openFollowingPage } from '../support/following-page.ts';
import { type StaffSideOfIncident, writeOfIncident } from '../support/write-of-incident.ts';
import { type TableRoute, routeTable } from '../support/route-table.ts';
import { startTestServer, type TestServer } from '../support/running-server.ts';

/** Everything that is for staff alone, in one of two worlds that are the same to patients. */
interface StaffSide extends StaffSideOfIncident {
  readonly note: string;
  readonly lead: string;
  readonly office: string;
  readonly clayton: GpCounts;
  readonly glinton: GpCounts;
  readonly signals: readonly ContactState[];
  readonly lastBeatMinutesAgo: number;
}

const ONE: StaffSide = {
  note: 'zq7-note: agency phoned, two with the flu',
  lead: 'Zq7-lead Asha',
  office: 'Zq7-office Mo',
  clayton: { expected: 90, offSick: 37, away: 41, locums: 71 },
  glinton: { expected: 4, offSick: 2, away: 0, locums: 0 },
  signals: ['late', 'suspect', 'heard'],
  lastBeatMinutesAgo: 7,
  typed: 'zq7-typed INC0012345',
  severity: 'serious',
  alert: 'BLACK',
};

const OTHER: StaffSide = {
  note: 'x',
  lead: 'B',
  office: 'C',
  clayton: { expected: 90, offSick: 0, away: 7, locums: 0 },
  // Another number of GPs is the same words.
  glinton: { expected: 2, offSick: 1, away: 0, locums: 0 },
  signals: ['suspect', 'late', 'suspect'],
  lastBeatMinutesAgo: 3,
  typed: 'y',
  severity: 'major',
  alert: 'RED',
};

const EPOCH = '00000000-0000-4000-8000-0000000000aa';
const ASSETS = join(PROJECT_ROOT, 'dist', 'assets');

/** What an address with places to fill in is asked for; a route this does not know must be taught to it. */
function addressesOf({ url }: TableRoute): readonly string[] {
  if (url.endsWith('/:slug')) return ['clayton', 'glinton-cross', 'nowhere'].map((slug) => url.replace(':slug', slug));
  if (/\/surgeries\/:slug\/./.test(url)) return ['clayton', 'nowhere'].map((slug) => url.replace(':slug', slug));
  if (/:slug\/(?:reports|timeline|preview|history)$/.test(url)) return [url.replace(':slug', 'clayton')];
  if (/\/(?:people|names|displays|senders|tokens|sessions|passkeys)\/:id/.test(url)) return [url.replace(':id', EPOCH)];
  if (/\/texts\/claims\/:id/.test(url)) return [url.replace(':id', EPOCH)];
  if (/\/causes\/:cause/.test(url)) return [url.replace(':cause', 'records:emis')];
  if (/\/(?:incidents|facts|planned)\/:/.test(url)) return [url.replace(/:(?:id|seq)/, '1')];
  if (url === '/operations/:screen') return ['/operations/people', '/operations/nothing'];
  if (url === '/assets/*') return [...readdirSync(ASSETS), 'nothing.js'].map((file) => `/assets/${file}`);
  if (/[:*]/.test(url)) throw new Error(`say here how ${url} is asked`);
  return [url];
}

/**
 * Answers that rightly name fields of staff: the scripts of their own pages, and what the API is documented by. They
 * hold no fact.
 */
function namesFieldsOfStaff(answer: string, publicFiles: readonly string[]): boolean {
  const path = answer.split(' ')[1] ?? '';
  if (path.startsWith('/assets/')) return !publicFiles.some((file) => path.startsWith(`/assets/${file}`));
  return path === '/api/docs' || path === '/api/docs/openapi.json';
}

/** What patients load, by the manifests of their pages and of what hangs in surgeries. */
function filesOfPatients(): readonly string[] {
  return ['manifest.json', 'place-manifest.json'].flatMap((name) => {
    const manifest: Record<string, { readonly file: string }> = JSON.parse(readFileSync(join(ASSETS, name), 'utf8'));
    return Object.values(manifest).map(({ file }) => file);
  });
}

const WRONG_ADDRESSES = [
  '/nowhere',
  '/surgeries/%E0%A4%A',
  '/surgeries/',
  '/live',
  '/live/staff',
  `/?${'q'.repeat(3_000)}`,
];
const READERS = [
  { accept: 'text/html' },
  { accept: '*/*' },
  { accept: '*/*', 'accept-encoding': 'br, gzip' },
  { accept: 'text/html', 'if-none-match': '*' },
];
/** Of the moment or the connection, and told by nobody's facts. */
const TRANSPORT = new Set(['date', 'connection', 'keep-alive']);

/** One answer, whole: status, headers and body as they came. */
function ask(origin: string, method: string, path: string, headers: Record<string, string>): Promise<string> {
  return new Promise((resolve, reject) => {
    const asked = request(origin + path, { method, headers }, async (response) => {
      const chunks: Buffer[] = [];
      for await (const chunk of response) chunks.push(chunk);
      const lines = Object.entries(response.headers).filter(([name]) => !TRANSPORT.has(name));
      const head = lines.map(([name, value]) => `${name}: ${value}`).join('\n');
      const body = Buffer.concat(chunks);
      const packed = response.headers['content-encoding'] !== undefined;
      resolve(`${response.statusCode}\n${head}\n\n${packed ? body.toString('base64') : body.toString()}`);
    });
    asked.on('error', reject).end();
  });
}

async function everyAnswer(server: TestServer, table: readonly TableRoute[]): Promise<Record<string, string>> {
  const answers: Record<string, string> = {};
  const known = table.flatMap((route) => addressesOf(route).map((path) => ({ method: route.method, path })));
  const wrong = WRONG_ADDRESSES.map((path) => ({ method: 'GET', path }));
  for (const { method, path } of [...known, ...wrong, { method: 'DELETE', path: '/' }]) {
    for (const headers of READERS) {
      const name = `${method} ${path.slice(0, 80)} ${JSON.stringify(headers)}`;
      answers[name] = await ask(server.origin, method, path, headers);
    }
  }
  return answers;
}

interface World {
  readonly answers: Record<string, string>;
  readonly frames: readonly string[];
  readonly logLines: readonly string[];
  readonly staffBoard: string;
  readonly table: readonly TableRoute[];
}

/** Lives one morning with everything that staff may say, and keeps every byte that anybody could read. */
async function live(staffSide: StaffSide): Promise<World> {
  const undos: (() => Promise<void>)[] = [];
  const logLines: string[] = [];
  const server = await startTestServer({
    atEnd: (undo) => void undos.push(undo),
    config: { logLevel: 'debug', publicOrigin: 'https://board.example' },
    logStream: { write: (line) => void logLines.push(line) },
  });
  try {
    await sql`update journal_head set epoch = ${EPOCH}::uuid`.execute(server.database.db);
    await server.settle();
    await server.ordinaryMorning();
    server.clock.advance(MINUTE);
    await server.refresh();
    const page = await openFollowingPage<PublicBoard>(`${server.origin}/live`);
    const first = await page.came();

    const lead = await server.token({ role: 'lead', branches: ['clayton'], name: staffSide.lead });
    const office = await server.token({ name: staffSide.office });
    const authorization = `Bearer ${office}`;
    const staffPage = await openFollowingPage<StaffBoard>(`${server.origin}/live/staff`, {
      headers: { authorization },
    });
    const reports = [
      [lead, 'clayton', { gps: staffSide.clayton, note: staffSide.note }],
      [office, 'clayton', { it: { internet: 'down' }, note: staffSide.note, message: 'Please phone first.' }],
      [office, 'glinton-cross', { gps: staffSide.glinton, it: { records: 'degraded' } }],
      [office, 'yaxham', { note: staffSide.note }],
    ] as const;
    for (const [token, branch, body] of reports) {
      expect((await server.post(token, branch, body)).status).toBe(201);
      await server.settle();
    }
    const lastBeatAt = server.clock.now() - staffSide.lastBeatMinutesAgo * MINUTE;
    await server.append(
      ...staffSide.signals.map((contact) => ({
        kind: 'signal' as const,
        branch: 'stanway',
        contact,
        lastBeatAt,
        public: false,
        at: server.clock.now(),
        actor: SYSTEM_ACTOR,
      })),
    );
    await writeOfIncident(server, authorization, staffSide);
    // A refusal that is told to staff must not find its way elsewhere.
    await server.post(lead, 'yaxham', { note: staffSide.note });
    // What the database tells of by itself may come late: every tick says the same of the last time it was read.
    await server.refresh();
    server.clock.advance(30_000);
    await server.refresh();
    const later = await page.came();
    const [held] = first;
    const back = await openFollowingPage<PublicBoard>(
      `${server.origin}/live?epoch=${EPOCH}&seq=${held?.json.seq}&edge=${held?.json.edge}`,
    );
    const resumed = await back.came();
    const table = await routeTable(server);
    const answers = await everyAnswer(server, table);
    const staffBoard = await (await server.fetch('/api/v1/staff/board', { authorization })).text();
    for (const open of [page, back, staffPage]) open.close();
    return { answers, frames: [...first, ...later, ...resumed].map(({ text }) => text), logLines, staffBoard, table };
  } finally {
    for (const undo of undos.toReversed()) await undo();
  }
}

let one: World;
let other: World;
beforeAll(async () => {
  one = await live(ONE);
  other = await live(OTHER);
}, 120_000);

describe('what is for staff alone', () => {
  const MARKS = /zq7-(?:note|lead|office|typed)|INC0012345/i;

  test('was said, so that it could have got out', () => {
    for (const mark of [ONE.note, ONE.lead, ONE.office, ONE.typed]) expect(one.staffBoard).toContain(mark);
    expect(one.staffBoard).toContain(`"reference":"${ONE.typed}"`);
    expect(one.frames.join()).toContain('Records are away');
    expect(one.staffBoard).toMatch(/"offSick":37,"away":41,"locums":71/);
    expect(one.staffBoard).toContain('"state":"heard"');
    expect(other.staffBoard).toContain('"state":"suspect"');
  });

  test('is in no answer of any route to somebody without a token', () => {
    const open = one.table.filter(({ access }) => access === 'public').map(({ url }) => url);
    expect(open).toEqual(
      expect.arrayContaining(['/', '/surgeries/:slug', '/api/v1/board', '/api/v1/branches/:slug', '/readyz', '/live']),
    );
    const telling = Object.entries(one.answers).filter(([, answer]) => MARKS.test(answer));
    expect(telling.map(([name]) => name)).toEqual([]);
    const cookies = Object.entries(one.answers).filter(([, answer]) => /^set-cookie:/im.test(answer));
    expect(cookies).toEqual([]);
  });

  test('is in no name of a field, in no word and in no number', () => {
    const fields =
      /offSick|locums|"away"|onBehalf|confirmDue|lastBeatAt|disputed|\bnote"|actorName|"suspect"|"late"|severity|escalation|"serious"|noticeControl|declared|checklist|nextUpdateAt/;
    const files = filesOfPatients();
    const answers = Object.entries(one.answers).filter(([name]) => !namesFieldsOfStaff(name, files));
    const texts = [...answers, ...one.frames.map((text, n) => [`frame ${n}`, text] as const)];
    const looked = texts.map(([name]) => name).join('\n');
    for (const one of ['GET / ', 'GET /readyz ', `GET /assets/${files[0]} `, 'frame 0']) expect(looked).toContain(one);
    expect(texts.filter(([, text]) => fields.test(text)).map(([name]) => name)).toEqual([]);
    expect(one.frames.join()).toContain('"available":83,"expected":90');
  });

  test('is in no frame of the public socket', () => {
    const kinds = new Set(one.frames.map((text) => JSON.parse(text).t));
    expect(kinds).toEqual(new Set(['board', 'change', 'tick']));
    expect(one.frames.filter((text) => MARKS.test(text))).toEqual([]);
  });

  test('is in no line of the log', () => {
    expect(one.logLines.length).toBeGreaterThan(50);
    expect(one.logLines.filter((line) => MARKS.test(line))).toEqual([]);
    expect(one.logLines.join('')).not.toContain('bb_');
  });

  test('makes no difference to any byte that patients can read', () => {
    expect(one.table).toEqual(other.table);
    // Prepared at the same moments by the clock of the test, so that nothing else can differ.
    const names = Object.keys(one.answers);
    expect(names).toEqual(Object.keys(other.answers));
    expect(names.filter((name) => one.answers[name] !== other.answers[name])).toEqual([]);
    expect(one.frames).toEqual(other.frames);
    expect(names.length).toBeGreaterThan(100);
  });
});

describe('the GPs of a small surgery', () => {
  test('are told in words, by every way there is', async () => {
    const server = await startTestServer();
    await server.ordinaryMorning();
    await server.say('glinton-cross', { gps: { expected: 4, offSick: 2, away: 0, locums: 0 } });
    await server.say('huntly-lane', { gps: { expected: 5, offSick: 2, away: 0, locums: 0 } });
    const page = await openFollowingPage<PublicBoard>(`${server.origin}/live`);
    onTestFinished(page.close);
    await page.came();

    const board = (await (await server.fetch('/api/v1/board')).json()) as PublicBoard;
    const gpsOf = ({ branches }: PublicBoard, wanted: string) => branches.find(({ slug }) => slug === wanted)?.gps;
    expect(gpsOf(board, 'glinton-cross')).toEqual({ level: 'few' });
    expect(gpsOf(board, 'huntly-lane')).toEqual({ level: 'few', available: 3, expected: 5 });
    expect(page.board()).toEqual(board);

    const html = await (await server.fetch('/surgeries/glinton-cross')).text();
    // A surgery near it that can help is large enough for numbers.
    expect(/\d of 4/.test(html)).toBe(false);
    expect(await (await server.fetch('/surgeries/huntly-lane')).text()).toContain('3 of 5');
  });
});
