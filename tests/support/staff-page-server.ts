import { readFile } from 'node:fs/promises';
import { createServer, type IncomingMessage, type ServerResponse } from 'node:http';
import type { AddressInfo } from 'node:net';
import { join } from 'node:path';
import { text } from 'node:stream/consumers';
import { inject } from 'vitest';
import { type WebSocket, WebSocketServer } from 'ws';
import { serialiseStaff } from '../../server/board/serialise.ts';
import { boardFrame, boardJson, changeFrame, type PublishedView, tickFrame } from '../../server/board/view-frames.ts';
import { readStaffAssets } from '../../server/pages/assets.ts';
import { renderStaffShell } from '../../server/pages/staff-shell.ts';
import { type Instant, toIso } from '../../shared/practice/instant.ts';
import { CLOSE } from '../../shared/wire/live-frames.ts';
import { SAID_BY_HEADER } from '../../shared/wire/said-by.ts';
import { PATHS } from '../../shared/wire/paths.ts';
import { type ProblemCode, PROBLEM_STATUS } from '../../shared/wire/problem.ts';
import type { Session } from '../../shared/wire/session.ts';
import type { StaffBoard } from '../../shared/wire/staff-board.ts';
import type { StaffWatch } from '../../shared/wire/staff-watch.ts';
import { STAFF_PATHS, type StaffFace } from '../../shared/wire/staff-paths.ts';
import { ASSET_TYPES, pageCsp } from './page-csp.ts';
import type { StaffScene } from './staff-boards.ts';
import { calmWatch } from './staff-watches.ts';

const FACES: ReadonlyMap<string, StaffFace> = new Map([
  [STAFF_PATHS.wallboard, 'wallboard'],
  [STAFF_PATHS.lead, 'lead'],
  [STAFF_PATHS.operations, 'operations'],
  [PATHS.signInPage, 'sign-in'],
  [PATHS.setUpPage, 'sign-in'],
  [PATHS.mailsPage, 'sign-in'],
  [PATHS.accountPage, 'account'],
]);

export const SESSIONS = {
  lead: {
    id: 'jo',
    name: 'Jo Smith',
    role: 'lead',
    branches: ['clayton'],
    expiresAt: '2019-12-31T22:00:00.000Z',
    needs: null,
  },
  operations: {
    id: 'sam',
    name: 'Sam Jones',
    role: 'admin',
    branches: [],
    expiresAt: '2019-12-31T22:00:00.000Z',
    needs: null,
  },
  display: { id: 'wall', name: null, role: 'display', branches: [], expiresAt: null, needs: null },
} as const satisfies { readonly [role: string]: Session };

/** A request of the page that may have changed something. */
export interface Recorded {
  readonly method: string;
  readonly path: string;
  readonly headers: IncomingMessage['headers'];
  readonly body: any;
}

export interface Scripted {
  readonly status: number;
  readonly body?: unknown;
  readonly headers?: Readonly<Record<string, string>>;
}

/** The staff pages with their files, a board, and a live socket whose frames the test sends. */
export interface StaffPageServer {
  readonly origin: string;
  /** What is given to whoever comes from now on. */
  show(scene: StaffScene): void;
  /** The scene as the next change, to every open page. Its position moves on by itself. */
  change(scene: StaffScene, spokenOf?: readonly string[]): void;
  /** Proof of life, `ms` after the scene's own time. */
  tick(ms?: number): void;
  /** How the automatic checks stand from now on, told to every open page. A server that has none tells nothing. */
  watch(watch: Partial<StaffWatch>): void;
  /** Who is signed in from now on; null: nobody. Open sockets stay. */
  signIn(session: Session | null): void;
  /** Nobody is signed in any more, and open sockets are told so. */
  endSession(): void;
  /** Requests and sockets fail until they are let through again: the shells and their files come. */
  cut(): void;
  restore(): void;
  /** The build that the server says it serves. */
  serveBuild(build: string): void;
  /** Answers to requests of `METHOD /path`, in turn, the last one again and again; `lost` breaks the connection. */
  answer(request: string, ...answers: readonly (Scripted | 'lost')[]): void;
  /** What was sent, oldest first: every request that is no GET. */
  readonly recorded: readonly Recorded[];
  connections(): number;
  close(): Promise<void>;
}

/** A problem document as the server writes it. */
export function problemAnswer(code: ProblemCode, detail: string, extra: object = {}): Scripted {
  const status = PROBLEM_STATUS[code];
  const type = `urn:branchboard:problem:${code}`;
  return { status, body: { ...extra, type, title: detail, status, code, detail, faults: [] } };
}

const SIGNED_OUT = problemAnswer('not-signed-in', 'This needs a valid credential.');

function published(board: StaffBoard): PublishedView {
  const position = { seq: board.seq, edge: Date.parse(board.edge) };
  return { ...serialiseStaff(board), epoch: board.epoch, position };
}

export async function startStaffPageServer(first: StaffScene, who: Session | null): Promise<StaffPageServer> {
  const folder = inject('assets');
  const assets = await readStaffAssets(join(folder, 'staff-manifest.json'));
  const sockets = new Set<WebSocket>();
  const recorded: Recorded[] = [];
  const scripts = new Map<string, (Scripted | 'lost')[]>();
  let { board, now } = first as { board: StaffBoard; now: Instant };
  let session = who;
  let build = assets.build;
  let watch: StaffWatch | null = null;
  let isCut = false;

  function give(response: ServerResponse, { status, body, headers = {} }: Scripted): void {
    const type = status >= 400 ? 'application/problem+json' : 'application/json';
    response.writeHead(status, { 'content-type': type, 'cache-control': 'no-store', ...headers });
    response.end(body === undefined ? undefined : JSON.stringify(body));
  }

  function known(path: string): Scripted | null {
    if (path === PATHS.staffWatch) return { status: 200, body: watch };
    if (path === STAFF_PATHS.build) return { status: 200, body: { build, now: toIso(now) } };
    if (path === PATHS.signInWays) return { status: 200, body: { provider: null, mail: false } };
    if (path === PATHS.textClaims) return { status: 200, body: { claims: [] } };
    const isSession = path === PATHS.session;
    if (!isSession && path !== PATHS.staffBoard) return null;
    if (!session) return SIGNED_OUT;
    if (isSession) return { status: 200, body: session };
    const headers = { 'checked-at': toIso(now), date: new Date(now).toUTCString() };
    return { status: 200, body: JSON.parse(boardJson(published(board))), headers };
  }

  async function answerApi(path: string, request: IncomingMessage, response: ServerResponse): Promise<void> {
    const { method = 'GET', headers } = request;
    const body = await text(request);
    if (isCut) return void response.destroy();
    if (method !== 'GET') recorded.push({ method, path, headers, body: body === '' ? null : JSON.parse(body) });
    const saidBy = headers[SAID_BY_HEADER];
    if (saidBy !== undefined && saidBy !== session?.id) return give(response, SIGNED_OUT);
    const script = scripts.get(`${method} ${path}`) ?? [];
    const scripted = script.length > 1 ? script.shift() : script[0];
    if (scripted === 'lost') return void response.destroy();
    const usual = method === 'GET' ? known(path) : null;
    give(response, scripted ?? usual ?? problemAnswer('not-found', 'There is nothing at this address.'));
  }

  async function answer(request: IncomingMessage, response: ServerResponse): Promise<void> {
    const path = new URL(request.url ?? '/', 'http://localhost').pathname;
    const face = FACES.get(path.replace(/^(\/operations)\/[a-z-]+$/, '$1'));
    response.setHeader('content-security-policy', pageCsp(port));
    if (path.startsWith('/assets/')) {
      response.setHeader('content-type', ASSET_TYPES[path.split('.').at(-1) ?? ''] ?? 'text/plain');
      response.end(await readFile(join(folder, path.slice('/assets/'.length))));
    } else if (face) {
      response.setHeader('content-type', 'text/html; charset=utf-8');
      response.end(renderStaffShell({ face, practice: board.practice.name, assets }));
    } else await answerApi(path, request, response);
  }

  const http = createServer((request, response) => {
    answer(request, response).catch(() => response.writeHead(404).end());
  });
  const hub = new WebSocketServer({ noServer: true });
  const times = () => ({ now, checkedAt: now });
  const send = (frame: string) => {
    for (const socket of sockets) socket.send(frame);
  };
  const watchFrame = () => JSON.stringify({ t: 'watch', watch });
  http.on('upgrade', (request, socket, rest) => {
    if (isCut) return socket.destroy();
    hub.handleUpgrade(request, socket, rest, (open) => {
      if (!session) return open.close(CLOSE.sessionEnded);
      sockets.add(open);
      open.on('close', () => sockets.delete(open));
      open.send(boardFrame(published(board), times()));
      if (watch) open.send(watchFrame());
    });
  });
  await new Promise<void>((resolve) => http.listen(0, '127.0.0.1', resolve));
  const { port } = http.address() as AddressInfo;

  return {
    origin: `http://127.0.0.1:${port}`,
    recorded,
    show(scene) {
      ({ board, now } = scene);
    },
    change(scene, spokenOf = []) {
      const before = published(board);
      now = scene.now;
      board = { ...scene.board, seq: board.seq + 1, edge: board.edge };
      const after = published(board);
      send(changeFrame(before, after, spokenOf, times()) ?? boardFrame(after, times()));
    },
    tick(ms = 0) {
      now += ms;
      send(tickFrame(published(board), times()));
    },
    watch(says) {
      watch = { ...calmWatch(board, now), ...says };
      send(watchFrame());
    },
    signIn(next) {
      session = next;
    },
    endSession() {
      session = null;
      for (const socket of sockets) socket.close(CLOSE.sessionEnded);
    },
    cut() {
      isCut = true;
      for (const socket of sockets) socket.terminate();
    },
    restore() {
      isCut = false;
    },
    serveBuild(next) {
      build = next;
    },
    answer(request, ...answers) {
      scripts.set(request, [...answers]);
    },
    connections: () => sockets.size,
    async close() {
      for (const socket of sockets) socket.terminate();
      hub.close();
      http.closeAllConnections();
      await new Promise<void>((resolve) => http.close(() => resolve()));
    },
  };
}
