import { HOUR, type Instant } from '../../shared/practice/instant.ts';
import type { Clock } from '../platform/clock.ts';
import type { Log } from '../platform/log.ts';
import { keepLooking, type Looking } from '../sending/keep-looking.ts';
import { type Outbox, type SendDeps, sendDue } from '../sending/outbox.ts';
import { askLeads } from './ask-leads.ts';
import type { DueText } from './outbox.queries.ts';
import { settleBySignal } from './settle-by-signal.ts';
import type { TextDeps } from './text-deps.ts';
import { forgetOldTexts } from './texts.queries.ts';

export interface TextingDeps extends Omit<TextDeps, 'sends'> {
  readonly clock: Clock;
  readonly log: Log;
  /** null: texts cannot be sent. */
  readonly outbox: Outbox<DueText> | null;
  /** The automatic checks do not see: what they say of branches is old. */
  readonly isBlind: () => boolean;
  readonly onSent?: SendDeps['onSent'];
}

export type Texting = Looking;

/** Confirms claims by signals, asks leads, sends what waits. */
export function keepTexting(deps: TextingDeps): Texting {
  const { db, clock, log, outbox, onSent } = deps;
  const texts: TextDeps = { ...deps, sends: outbox !== null };
  let tidiedAt: Instant | null = null;

  async function tidy(now: Instant): Promise<void> {
    if (tidiedAt !== null && now - tidiedAt < HOUR) return;
    await forgetOldTexts(db, now);
    tidiedAt = now;
  }

  return keepLooking({
    clock,
    log,
    what: 'texts',
    async look(now, stopping) {
      await settleBySignal(texts, now);
      if (outbox) {
        const asked = await askLeads(texts, deps.isBlind(), now);
        if (asked.length > 0) log.info({ branches: asked }, 'leads were asked by text');
        await sendDue(outbox, { log, stopping, onSent }, now);
      }
      await tidy(now);
    },
  });
}
