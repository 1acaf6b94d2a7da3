import { readFile } from 'node:fs/promises';
import { createServer, type IncomingMessage, type ServerResponse } from 'node:http';
import type { AddressInfo } from 'node:net';
import { join } from 'node:path';
import { isDeepStrictEqual } from 'node:util';
import { inject } from 'vitest';
import { type WebSocket, WebSocketServer } from 'ws';
import { type PublicAssets, readPlaceAssets, readPublicAssets } from '../../server/pages/assets.ts';
import { renderNotFoundPage, renderStatusPage, renderSurgeryPage } from '../../server/pages/render-page.ts';
import { tongueFor } from '../../server/pages/languages.ts';
import { isLanguage } from '../../shared/words/languages/list.ts';
import { renderPoster } from '../../server/pages/render-poster.ts';
import { renderScreen } from '../../server/pages/render-screen.ts';
import type { PlaceInput } from '../../server/pages/place-input.ts';
import { type Instant, toIso } from '../../shared/practice/instant.ts';
import type { PublicFrame } from '../../shared/wire/live-frames.ts';
import type { PublicBoard } from '../../shared/wire/public-board.ts';
import { ASSET_TYPES, pageCsp } from './page-csp.ts';
import type { Scene } from './public-boards.ts';

/** The rendered pages with their files and a live socket whose frames the test sends. */
export interface PageServer {
  readonly origin: string;
  /** What is rendered and sent to whoever comes from now on. */
  show(scene: Scene): void;
  /** The scene as the next change, to every open page. Its position moves on by itself. */
  change(scene: Scene): void;
  /** Proof of life, `ms` after the scene's own time. */
  tick(ms?: number): void;
  /** The live socket is gone and stays away until it is back. */
  cutLive(): void;
  restoreLive(): void;
  connections(): number;
  close(): Promise<void>;
}

function changed(before: PublicBoard, after: PublicBoard) {
  const branches = after.branches.filter((branch) => {
    const was = before.branches.find(({ slug }) => slug === branch.slug);
    return !isDeepStrictEqual(was, branch);
  });
  return {
    branch: branches[0] ?? null,
    ...(branches.length > 1 && { also: branches.slice(1) }),
    ...(!isDeepStrictEqual(before.summary, after.summary) && { summary: after.summary }),
    ...(!isDeepStrictEqual(before.notice, after.notice) && { notice: after.notice }),
    ...(!isDeepStrictEqual(before.incidents, after.incidents) && { incidents: after.incidents }),
  };
}

/** What hangs in a surgery. */
const PLACES = { screen: renderScreen, poster: renderPoster } as const;

export async function startPageServer(first: Scene): Promise<PageServer> {
  const folder = inject('assets');
  const assets: PublicAssets = await readPublicAssets(folder);
  const place = await readPlaceAssets(join(folder, 'place-manifest.json'));
  const sockets = new Set<WebSocket>();
  let board = first.board;
  let now: Instant = first.now;
  let live = true;

  function render(path: string, { find = '', lang = 'en' }): { readonly status: number; readonly html: string } {
    const input = {
      board,
      now,
      checkedAt: now,
      assets,
      origin: 'https://board.example',
      tongue: tongueFor(isLanguage(lang) ? lang : 'en', lang !== 'en'),
    };
    if (path === '/') return { status: 200, html: renderStatusPage(input, find) };
    const slug = path.match(/^\/surgeries\/([a-z0-9-]+)$/)?.[1];
    const html = slug ? renderSurgeryPage({ ...input, slug, history: first.history }) : renderPlace(path, input);
    if (html !== null) return { status: 200, html };
    return { status: 404, html: renderNotFoundPage({ practice: board.practice, assets }) };
  }

  function renderPlace(path: string, input: Omit<PlaceInput, 'slug' | 'origin' | 'place'>): string | null {
    const [, slug, kind] = path.match(/^\/surgeries\/([a-z-]+)\/(screen|poster)$/) ?? [];
    const origin = 'https://board.example';
    return slug && kind ? PLACES[kind as keyof typeof PLACES]({ ...input, slug, origin, place }) : null;
  }

  async function answer(request: IncomingMessage, response: ServerResponse): Promise<void> {
    const url = new URL(request.url ?? '/', 'http://localhost');
    const path = url.pathname;
    response.setHeader('content-security-policy', pageCsp(port));
    if (path.startsWith('/assets/')) {
      response.setHeader('content-type', ASSET_TYPES[path.split('.').at(-1) ?? ''] ?? 'text/plain');
      response.end(await readFile(join(folder, path.slice('/assets/'.length))));
    } else if (path === '/api/v1/board' && live) {
      response.setHeader('content-type', 'application/json').setHeader('checked-at', toIso(now));
      response.end(JSON.stringify(board));
    } else if (path === '/api/v1/screen/build' && live) {
      response.setHeader('content-type', 'application/json');
      response.end(JSON.stringify({ build: place.build }));
    } else {
      const { status, html } = render(path, Object.fromEntries(url.searchParams));
      response.writeHead(status, { 'content-type': 'text/html; charset=utf-8' }).end(html);
    }
  }

  const http = createServer((request, response) => {
    answer(request, response).catch(() => response.writeHead(404).end());
  });
  const hub = new WebSocketServer({ noServer: true });
  const head = () => ({ epoch: board.epoch, seq: board.seq, edge: board.edge, now: toIso(now), checkedAt: toIso(now) });
  const send = (frame: PublicFrame, to: Iterable<WebSocket> = sockets) => {
    for (const socket of to) socket.send(JSON.stringify(frame));
  };
  http.on('upgrade', (request, socket, rest) => {
    if (!live) return socket.destroy();
    hub.handleUpgrade(request, socket, rest, (open) => {
      sockets.add(open);
      open.on('close', () => sockets.delete(open));
      send({ t: 'board', v: 1, ...head(), board }, [open]);
    });
  });
  await new Promise<void>((resolve) => http.listen(0, '127.0.0.1', resolve));
  const { port } = http.address() as AddressInfo;

  return {
    origin: `http://127.0.0.1:${port}`,
    show(scene) {
      ({ board, now } = scene);
    },
    change(scene) {
      const before = board;
      now = scene.now;
      board = { ...scene.board, seq: before.seq + 1, edge: before.edge };
      send({ t: 'change', ...head(), prev: { seq: before.seq, edge: before.edge }, ...changed(before, board) });
    },
    tick(ms = 0) {
      now += ms;
      send({ t: 'tick', ...head() });
    },
    cutLive() {
      live = false;
      for (const socket of sockets) socket.terminate();
    },
    restoreLive() {
      live = true;
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
