import { HOUR, type Instant, SECOND } from '../../shared/practice/instant.ts';
import type { Clock } from '../platform/clock.ts';
import type { Log } from '../platform/log.ts';
import { askLeads } from './ask-leads.ts';
import type { SendText } from './notify-client.ts';
import { type SendDeps, sendTexts } from './send-texts.ts';
import { settleBySignal } from './settle-by-signal.ts';
import type { TextDeps } from './text-deps.ts';
import { forgetOldTexts } from './texts.queries.ts';

const LOOK_EVERY = 2 * SECOND;

export interface TextingDeps extends Omit<TextDeps, 'sends'> {
  readonly clock: Clock;
  readonly log: Log;
  /** null: texts cannot be sent. */
  readonly send: SendText | null;
  /** The automatic checks do not see: what they say of branches is old. */
  readonly isBlind: () => boolean;
  readonly onSent?: SendDeps['onSent'];
}

export interface Texting {
  /** Does what is due now; resolves when that is done. */
  look(): Promise<void>;
  stop(): Promise<void>;
}

/** Confirms claims by signals, asks leads, sends what waits. Instances share the work by locks on its rows. */
export function keepTexting(deps: TextingDeps): Texting {
  const { db, clock, log, send } = deps;
  const texts: TextDeps = { ...deps, sends: send !== null };
  let turn: Promise<void> = Promise.resolve();
  let failing = false;
  const stopping = new AbortController();
  let tidiedAt: Instant | null = null;

  async function tidy(now: Instant): Promise<void> {
    if (tidiedAt !== null && now - tidiedAt < HOUR) return;
    await forgetOldTexts(db, now);
    tidiedAt = now;
  }

  async function lookOnce(): Promise<void> {
    if (stopping.signal.aborted) return;
    const now = clock.now();
    try {
      await settleBySignal(texts, now);
      if (send) {
        const asked = await askLeads(texts, deps.isBlind(), now);
        if (asked.length > 0) log.info({ branches: asked }, 'leads were asked by text');
        await sendTexts({ db, log, send, stopping: stopping.signal, ...(deps.onSent && { onSent: deps.onSent }) }, now);
      }
      await tidy(now);
      failing = false;
    } catch (error) {
      if (!failing) log.error({ err: error }, 'texts could not be looked after; it is tried again');
      failing = true;
    }
  }

  /** One at a time: who comes during one waits for another, because the one under way may have looked too early. */
  function look(): Promise<void> {
    turn = turn.then(lookOnce);
    return turn;
  }

  const cancel = clock.every(LOOK_EVERY, () => void look());
  return {
    look,
    async stop() {
      cancel();
      // What is under way to Notify ends now, and is sent again by the next start.
      stopping.abort();
      await turn;
    },
  };
}
