import { brotliCompressSync, constants } from 'node:zlib';
import { renderStatusPage } from '../../../server/pages/render-page.ts';
import { SUMMARY_PART } from '../../../shared/views/board-part.ts';
import { now } from '../measure/now.ts';
import { openPractice } from './practice-at-work.ts';

/** Changes of one practice before the next has its turn: whole rounds of what is said. */
const CHANGES_IN_TURN = 40;
const WARM_UP_TURNS = 6;

/** What one practice costs. */
export interface SizeFigures {
  readonly branches: number;
  /** µs of CPU of a change: the mean of each turn. */
  readonly change: readonly number[];
  /** The longest frames of all changes. */
  readonly publicFrame: number;
  readonly staffFrame: number;
  readonly boardBytes: number;
  readonly staffBoardBytes: number;
  readonly greetingBytes: number;
  /** What a socket of the first page is greeted with, where that page shows a part of the board. */
  readonly partGreetingBytes: number;
  readonly pageBytes: number;
  readonly pageBrotliBytes: number;
  /** ms to render it the first time after a change; later visitors get what was made. */
  readonly pageMs: readonly number[];
  readonly boardMs: readonly number[];
}

type Practice = ReturnType<typeof openPractice>;

function timed<T>(work: () => T): { readonly result: T; readonly ms: number } {
  const began = now();
  const result = work();
  return { result, ms: now() - began };
}

function firstView({ board, clock }: Practice) {
  const files = { scripts: ['/assets/main.js'], styles: ['/assets/public.css'] };
  const assets = { home: files, big: files, surgery: files, past: '/past.css', all: [] };
  const { view } = board.publicStream.published();
  return timed(() => renderStatusPage({ board: view, now: clock.now(), checkedAt: board.checkedAt(), assets }));
}

function brotli(text: string): number {
  return brotliCompressSync(text, { params: { [constants.BROTLI_PARAM_QUALITY]: 5 } }).length;
}

function microsOf({ user, system }: NodeJS.CpuUsage): number {
  return user + system;
}

function openMeasured(branches: number) {
  const practice = openPractice(branches);
  const change: number[] = [];
  const pageMs: number[] = [];
  const boardMs: number[] = [];
  let [publicFrame, staffFrame] = [0, 0];

  function turn(isCounted: boolean): void {
    const before = process.cpuUsage();
    const frames = Array.from({ length: CHANGES_IN_TURN }, () => practice.change());
    const micros = microsOf(process.cpuUsage(before)) / CHANGES_IN_TURN;
    const page = firstView(practice).ms;
    const json = timed(() => practice.board.publicStream.published().json()).ms;
    if (!isCounted) return;
    change.push(micros);
    pageMs.push(page);
    boardMs.push(json);
    publicFrame = Math.max(publicFrame, ...frames.map(({ publicBytes }) => publicBytes));
    staffFrame = Math.max(staffFrame, ...frames.map(({ staffBytes }) => staffBytes));
  }

  function figures(): SizeFigures {
    const { board } = practice;
    const page = firstView(practice).result;
    const sizes = {
      boardBytes: Buffer.byteLength(board.publicStream.published().json()),
      staffBoardBytes: Buffer.byteLength(board.staffStream.published().json()),
      greetingBytes: board.publicStream.board().length,
      partGreetingBytes: board.publicStream.board(SUMMARY_PART).length,
      pageBytes: Buffer.byteLength(page),
      pageBrotliBytes: brotli(page),
    };
    board.stop();
    return { branches, change, publicFrame, staffFrame, ...sizes, pageMs, boardMs };
  }

  return { turn, figures };
}

/** Practices of all sizes in one process, in turn. */
export function benchGrowth(sizes: readonly number[], rounds: number): readonly SizeFigures[] {
  const practices = sizes.map(openMeasured);
  for (let round = -WARM_UP_TURNS; round < rounds; round += 1) {
    for (const { turn } of practices) turn(round >= 0);
  }
  return practices.map(({ figures }) => figures());
}
