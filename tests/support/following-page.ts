import { once } from 'node:events';
import { performance } from 'node:perf_hooks';
import { type ClientOptions, WebSocket } from 'ws';
import { applyChange } from '../../shared/live/apply-change.ts';
import { type FollowState, followFrame, followFrom } from '../../shared/live/follow.ts';
import type { LiveBoardBody } from '../../shared/live/frame.ts';
import { parseFrame } from '../../shared/live/parse-frame.ts';

/** What a page knows by frames alone, by the clients' own rule. */
export interface Follower<B extends LiveBoardBody> {
  take(text: string): void;
  board(): B | null;
  /** What could not be followed; empty when all went well. */
  readonly faults: readonly string[];
}

export function createFollower<B extends LiveBoardBody>(): Follower<B> {
  const faults: string[] = [];
  let state: FollowState = followFrom('', { seq: 0, edge: 0 });
  let board: B | null = null;
  return {
    take(text) {
      // It is told beside the board, and moves nothing in it.
      if (text.startsWith('{"t":"watch"')) return;
      const parsed = parseFrame<B>(text);
      if (parsed.kind !== 'frame') {
        faults.push(`${parsed.kind}: ${text.slice(0, 80)}`);
        return;
      }
      const { frame } = parsed;
      const { state: next, action } = followFrame(state, frame, performance.now());
      state = next;
      if (frame.t === 'board' && action === 'replace') board = frame.board;
      else if (frame.t === 'change' && action === 'apply' && board)
        board = applyChange(board, frame.position, frame.change);
      else if (action !== 'proof') faults.push(`${action} at a ${frame.t}`);
    },
    board: () => board,
    faults,
  };
}

/** A frame as it came, and as JSON. */
export interface CameFrame {
  readonly text: string;
  // biome-ignore lint/suspicious/noExplicitAny: tests look at any part of it
  readonly json: any;
}

/** An open page at the other end of a real socket. */
export interface FollowingPage<B extends LiveBoardBody> extends Pick<Follower<B>, 'board' | 'faults'> {
  /** What the page knows: a further connection can go on with it. */
  readonly follower: Follower<B>;
  /** The frames that came since this was asked last, all that were sent before included. */
  came(): Promise<readonly CameFrame[]>;
  close(): void;
}

export async function openFollowingPage<B extends LiveBoardBody>(
  address: string,
  options: ClientOptions = {},
  follower = createFollower<B>(),
): Promise<FollowingPage<B>> {
  const socket = new WebSocket(address.replace(/^http/, 'ws'), options);
  let fresh: CameFrame[] = [];
  socket.on('message', (data) => {
    const text = String(data);
    fresh.push({ text, json: JSON.parse(text) });
    follower.take(text);
  });
  const closed = once(socket, 'close').then(([code]) => {
    throw new Error(`the page's socket was closed with ${code}`);
  });
  // Looked at when a frame is waited for.
  closed.catch(() => {});
  await once(socket, 'open');
  return {
    follower,
    board: follower.board,
    faults: follower.faults,
    async came() {
      // A pong comes after every frame that was written before it.
      socket.ping();
      await Promise.race([once(socket, 'pong'), closed]);
      const taken = fresh;
      fresh = [];
      return taken;
    },
    close: () => socket.terminate(),
  };
}
