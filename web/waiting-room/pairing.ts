import { parseInstant } from '../../shared/live/parse-frame.ts';
import { SECOND } from '../../shared/practice/instant.ts';
import type { Pairing } from '../../shared/wire/displays.ts';
import { PLACE_PATHS } from '../../shared/wire/place-paths.ts';
import type { BrowserEnvironment, Cancel } from '../live/environment.ts';

/** What a screen that is not let in yet shows. */
export type PairingState =
  | { readonly kind: 'asking' }
  | { readonly kind: 'unreachable' }
  /** `holdsMs` is how long the code still holds, by no clock of the device's own. */
  | { readonly kind: 'code'; readonly code: string; readonly holdsMs: number };

export interface PairingEvents {
  onChange(): void;
  /** Let in as that: the credential is in the browser's cookies. */
  onPaired(as: 'wallboard' | 'waiting-room'): void;
}

export interface PairingAnswer {
  readonly status: number;
  readonly body: unknown;
  /** The server's own `Date`. */
  readonly date: string | null;
}

export interface PairingEnvironment extends Pick<BrowserEnvironment, 'after' | 'monotonic'> {
  /** Posts JSON once; null when nobody answered. Never throws. */
  post(path: string, body: object): Promise<PairingAnswer | null>;
}

const CLAIM_EVERY_MS = 3 * SECOND;
const ASK_AGAIN_MS = 10 * SECOND;
/** What a code holds when nobody could tell the server's time. */
const HOLDS_MS = 600 * SECOND;

type Answered = { readonly code: string; readonly secret: string; readonly until: number };

/** How long the answer's code holds from now: the server's own `Date` beside its `expiresAt`. */
function holdsMs(expiresAt: string, date: string | null): number {
  const until = parseInstant(expiresAt);
  const now = parseInstant(date);
  return until === null || now === null ? HOLDS_MS : Math.max(0, until - now);
}

/** Asks for a code, and whether somebody entered it, until it is let in or closed. */
export function openPairing(environment: PairingEnvironment, events: PairingEvents) {
  let state: 'asking' | 'unreachable' | Answered = 'asking';
  let closed = false;
  let cancel: Cancel = () => {};

  function become(next: typeof state): void {
    state = next;
    events.onChange();
  }

  function later(ms: number, task: () => Promise<void>): void {
    if (!closed) cancel = environment.after(ms, () => void task());
  }

  async function ask(): Promise<void> {
    const asked = environment.monotonic();
    const answer = await environment.post(PLACE_PATHS.pairings, {});
    if (closed) return;
    if (answer?.status !== 201) {
      become('unreachable');
      later(ASK_AGAIN_MS, ask);
      return;
    }
    const { code, secret, expiresAt } = answer.body as Pairing;
    become({ code, secret, until: asked + holdsMs(expiresAt, answer.date) });
    later(CLAIM_EVERY_MS, claim);
  }

  async function claim(): Promise<void> {
    if (typeof state === 'string') return;
    const { secret, until } = state;
    const answer = await environment.post(PLACE_PATHS.pairingClaim, { secret });
    if (closed) return;
    if (answer?.status === 201) {
      const { role } = answer.body as { readonly role: string };
      close();
      events.onPaired(role === 'waiting-room' ? 'waiting-room' : 'wallboard');
      return;
    }
    const status = answer?.status ?? 0;
    const isGone = status >= 400 && status < 500 && status !== 429;
    if (isGone || environment.monotonic() >= until) {
      become('asking');
      await ask();
      return;
    }
    later(CLAIM_EVERY_MS, claim);
  }

  function close(): void {
    closed = true;
    cancel();
  }

  void ask();
  return {
    state(): PairingState {
      if (typeof state === 'string') return { kind: state };
      return { kind: 'code', code: state.code, holdsMs: Math.max(0, state.until - environment.monotonic()) };
    },
    close,
  };
}
