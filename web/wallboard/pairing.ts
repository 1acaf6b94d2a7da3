import { parseInstant } from '../../shared/live/parse-frame.ts';
import { SECOND } from '../../shared/practice/instant.ts';
import type { Pairing } from '../../shared/wire/displays.ts';
import { PATHS } from '../../shared/wire/paths.ts';
import type { Cancel } from '../live/environment.ts';
import type { StaffEnvironment } from '../staff/environment.ts';
import { send } from '../staff/send.ts';

/** What a wallboard that is not let in yet shows. */
export type PairingState =
  | { readonly kind: 'asking' }
  | { readonly kind: 'unreachable' }
  /** `holdsMs` is how long the code still holds, by no clock of the device's own. */
  | { readonly kind: 'code'; readonly code: string; readonly holdsMs: number };

export interface PairingEvents {
  onChange(): void;
  /** Let in: the credential is in the browser's cookies. */
  onPaired(): void;
}

const CLAIM_EVERY_MS = 3 * SECOND;
const ASK_AGAIN_MS = 10 * SECOND;
/** What a code holds when nobody could tell the server's time. */
const HOLDS_MS = 600 * SECOND;

type Answered = { readonly code: string; readonly secret: string; readonly until: number };

/** Asks for a code, and whether somebody entered it, until it is let in or closed. */
export function openPairing(environment: StaffEnvironment, events: PairingEvents) {
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

  /** How long the answer's code holds from now: the server's own `Date` beside its `expiresAt`. */
  function holdsMs(expiresAt: string, date: string | null): number {
    const until = parseInstant(expiresAt);
    const now = parseInstant(date);
    return until === null || now === null ? HOLDS_MS : Math.max(0, until - now);
  }

  async function ask(): Promise<void> {
    const asked = environment.monotonic();
    let date: string | null = null;
    const watching: StaffEnvironment = {
      ...environment,
      async request(request, signal) {
        const answer = await environment.request(request, signal);
        date = answer.header('date');
        return answer;
      },
    };
    const result = await send(watching, { path: PATHS.pairings, body: {}, tries: 1 });
    if (closed) return;
    if (result.kind !== 'ok') {
      become('unreachable');
      later(ASK_AGAIN_MS, ask);
      return;
    }
    const { code, secret, expiresAt } = result.body as Pairing;
    become({ code, secret, until: asked + holdsMs(expiresAt, date) });
    later(CLAIM_EVERY_MS, claim);
  }

  async function claim(): Promise<void> {
    if (typeof state === 'string') return;
    const { secret, until } = state;
    const result = await send(environment, { path: PATHS.pairingClaim, body: { secret }, tries: 1 });
    if (closed) return;
    if (result.kind === 'ok' && result.status === 201) {
      close();
      events.onPaired();
      return;
    }
    const isGone = result.kind === 'refused' && result.status >= 400 && result.status < 500 && result.status !== 429;
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
