import { type Instant, MINUTE, SECOND } from '../../shared/practice/instant.ts';
import { GIVE_UP_AFTER } from '../../shared/texts/text-limits.ts';
import type { Db } from '../platform/database.types.ts';
import type { Log } from '../platform/log.ts';
import type { SendText } from './notify-client.ts';
import { closeText, type DueText, putOff, takeDueTexts } from './outbox.queries.ts';

export interface SendDeps {
  readonly db: Db;
  readonly log: Log;
  readonly send: SendText;
  readonly stopping: AbortSignal;
  /** Told how each try ended. */
  readonly onSent?: (outcome: 'sent' | 'failed' | 'given-up') => void;
}

const AT_A_TIME = 10;
/** Longer than a try may take. */
const TAKEN_FOR = MINUTE;
const FIRST_WAIT = 5 * SECOND;
const LONGEST_WAIT = 5 * MINUTE;

function waitAfter(tries: number): number {
  return Math.min(LONGEST_WAIT, FIRST_WAIT * 2 ** (tries - 1));
}

async function sendOne(
  { db, log, send, stopping, onSent = () => {} }: SendDeps,
  text: DueText,
  now: Instant,
): Promise<void> {
  const { id, phone, body, madeAt, tries } = text;
  const isOld = now - madeAt >= GIVE_UP_AFTER;
  const sent = phone === null || isOld ? null : await send({ id, phone, body }, stopping);
  if (sent?.kind === 'sent') {
    await closeText(db, id);
    onSent('sent');
  } else if (sent?.kind === 'failed') {
    await putOff(db, id, now + waitAfter(tries));
    onSent('failed');
    log.warn({ text: id, tries, status: sent.status, reason: sent.reason }, 'a text was not sent; it is tried again');
  } else {
    await closeText(db, id);
    onSent('given-up');
    const reason = sent?.reason ?? (phone === null ? 'no-number' : 'too-late');
    log.warn({ text: id, tries, status: sent?.status ?? null, reason }, 'a text was given up');
  }
}

/** Sends what is due, and gives up what would come too late. */
export async function sendTexts(deps: SendDeps, now: Instant): Promise<void> {
  for (;;) {
    const due = await takeDueTexts(deps.db, { now, until: now + TAKEN_FOR, limit: AT_A_TIME });
    await Promise.all(due.map((text) => sendOne(deps, text, now)));
    if (due.length < AT_A_TIME || deps.stopping.aborted) return;
  }
}
