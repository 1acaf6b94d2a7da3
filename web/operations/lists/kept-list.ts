import type { ReactiveControllerHost } from 'lit';
import { type Instant, MINUTE, SECOND } from '../../../shared/practice/instant.ts';
import type { Cancel } from '../../live/environment.ts';
import { createSteadyClock, type SteadyClock } from '../../live/steady-clock.ts';
import type { Face } from '../../staff/open-face.ts';
import { send } from '../../staff/send.ts';

/** A list of the server, as it was read last. */
export type ListState<T> =
  | { readonly kind: 'loading' }
  | { readonly kind: 'unreachable' }
  | { readonly kind: 'refused'; readonly detail: string }
  /** `failed`: it could not be read again, so what is shown may have changed. */
  | { readonly kind: 'open'; readonly list: T; readonly failed: boolean };

export interface KeptList<T> {
  state(): ListState<T>;
  /** When it was read, by the server's clock. */
  readAt(): Instant;
  /** Reads it now. What was asked before counts no more. */
  read(): Promise<void>;
}

/** What a list is read with; the element has it once it is on the page. */
export interface ListSource {
  readonly face: Face;
  readonly path: string;
  /** The server's clock. */
  readonly now: Instant;
}

const EVERY_MS = 20 * SECOND;
/**
 * Each request proves that somebody is at work, and the session of a computer that was left must end: so the list is
 * read again only while somebody is there.
 */
const IDLE_ABOVE_MS = 5 * MINUTE;
const SIGNS_OF_LIFE = ['pointermove', 'pointerdown', 'keydown'] as const;

/** Keeps a list read while its element is on the page, and renders the element when it changed. */
export function keepList<T>(host: ReactiveControllerHost, source: () => ListSource): KeptList<T> {
  let state: ListState<T> = { kind: 'loading' };
  let cancel: Cancel = () => {};
  let lastSign = 0;
  let readAfter = 0;
  let clock: SteadyClock | null = null;
  let asked = 0;
  let closed = true;

  const elapsed = () => {
    clock ??= createSteadyClock(source().face.environment);
    return clock.elapsed();
  };
  const isIdle = () => elapsed() - lastSign > IDLE_ABOVE_MS;

  async function read(): Promise<void> {
    if (closed) return;
    cancel();
    asked += 1;
    const question = asked;
    const { face, path } = source();
    const result = await send(face.environment, { method: 'GET', path, tries: 1 });
    if (closed || question !== asked) return;
    if (result.kind === 'ok') {
      state = { kind: 'open', list: result.body as T, failed: false };
      readAfter = elapsed();
    } else if (state.kind === 'open') state = { ...state, failed: true };
    else if (result.kind === 'unreachable') state = { kind: 'unreachable' };
    else state = { kind: 'refused', detail: result.problem.detail };
    host.requestUpdate();
    cancel = face.environment.after(EVERY_MS, () => {
      if (!isIdle()) void read();
    });
  }

  function onSign(): void {
    const wasIdle = isIdle();
    lastSign = elapsed();
    if (wasIdle) void read();
  }

  function begin(): void {
    if (closed) return;
    lastSign = elapsed();
    for (const sign of SIGNS_OF_LIFE) addEventListener(sign, onSign, { passive: true });
    void read();
  }

  host.addController({
    hostConnected() {
      closed = false;
      // What the element is given, it is given after this.
      queueMicrotask(begin);
    },
    hostDisconnected() {
      closed = true;
      cancel();
      for (const sign of SIGNS_OF_LIFE) removeEventListener(sign, onSign);
    },
  });
  // The page learns the server's clock with its socket, and that may be after the list was read.
  return { state: () => state, readAt: () => source().now - (elapsed() - readAfter), read };
}
