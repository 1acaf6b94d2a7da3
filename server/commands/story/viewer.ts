import { once } from 'node:events';
import { performance } from 'node:perf_hooks';
import WebSocket from 'ws';
import { applyChange } from '../../../shared/live/apply-change.ts';
import { followFrame, followFrom } from '../../../shared/live/follow.ts';
import { parseFrame } from '../../../shared/live/parse-frame.ts';
import { PATHS } from '../../../shared/wire/paths.ts';
import type { PublicBoard } from '../../../shared/wire/public-board.ts';

/** A page that was opened at the beginning and is never loaded again: all it knows comes by frames. */
export interface Viewer {
  board(): PublicBoard | null;
  /** What it could not follow, empty when all went well. */
  readonly faults: readonly string[];
  /** Resolves when everything sent before has been received. */
  settle(): Promise<void>;
  close(): void;
}

/** Opens the public websocket and follows it by the clients' own rule. */
export async function openViewer(origin: string): Promise<Viewer> {
  const socket = new WebSocket(origin.replace(/^http/, 'ws') + PATHS.live);
  const faults: string[] = [];
  let state = followFrom('', { seq: 0, edge: 0 });
  let board: PublicBoard | null = null;

  socket.on('message', (data) => {
    const parsed = parseFrame<PublicBoard>(String(data));
    if (parsed.kind !== 'frame') {
      faults.push('a frame could not be read');
      return;
    }
    const { frame } = parsed;
    const followed = followFrame(state, frame, performance.now());
    state = followed.state;
    if (followed.action === 'replace' && frame.t === 'board') board = frame.board;
    if (followed.action === 'apply' && frame.t === 'change' && board) {
      board = applyChange(board, frame.position, frame.change);
    }
    if (followed.action === 'reconnect') faults.push(`lost the thread at a ${frame.t}`);
  });
  const closed = once(socket, 'close').then(([code]) => {
    throw new Error(`the open page was closed with ${code}`);
  });
  // The end is looked at when somebody waits for a frame; the story's own end is nobody's fault.
  closed.catch(() => {});
  await Promise.race([once(socket, 'message'), closed]);
  return {
    board: () => board,
    faults,
    async settle() {
      // A pong comes after every frame that was written before it.
      socket.ping();
      await Promise.race([once(socket, 'pong'), closed]);
    },
    close: () => socket.terminate(),
  };
}
