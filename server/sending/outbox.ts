import { type Instant, MINUTE, SECOND } from '../../shared/practice/instant.ts';
import type { Log } from '../platform/log.ts';

/** Something that waits to be sent, taken by this process. */
export interface Due {
  readonly id: string;
  /** From then on nobody has use for it. */
  readonly giveUpAt: Instant;
  /** This one included. */
  readonly tries: number;
}

/** How many are taken, and until when no other process takes them. */
export interface TakeDue {
  readonly now: Instant;
  readonly until: Instant;
  readonly limit: number;
}

/** The reason of a failure before anything was said: it cannot have arrived. */
export const NOT_CONNECTED = 'not-connected';

/** `refused`: it will be again, however often it is tried. */
export type Sent =
  | { readonly kind: 'sent' }
  | {
      readonly kind: 'refused' | 'failed';
      readonly status: number | null;
      readonly reason: string;
      /** What the other side asked to wait, in ms. */
      readonly retryAfter?: number | null;
    };

export type SentOutcome = 'sent' | 'failed' | 'given-up';

/** Rows that wait to be sent, and what sends one. */
export interface Outbox<Row extends Due> {
  /** As it stands in log lines: "text". */
  readonly what: string;
  take(request: TakeDue): Promise<readonly Row[]>;
  /** Never throws. `stopping`: nobody waits for the answer any more; whether it arrived is not known then. */
  send(row: Row, stopping: AbortSignal): Promise<Sent>;
  /** It was sent, or is given up: what it says is forgotten. */
  close(id: string): Promise<void>;
  putOff(id: string, until: Instant): Promise<void>;
}

export interface SendDeps {
  readonly log: Log;
  readonly stopping: AbortSignal;
  /** Told how each try ended. */
  readonly onSent?: ((outcome: SentOutcome) => void) | undefined;
}

const AT_A_TIME = 10;
/** Longer than a try may take. */
const TAKEN_FOR = MINUTE;
const FIRST_WAIT = 5 * SECOND;
const LONGEST_WAIT = 5 * MINUTE;

function waitAfter(tries: number): number {
  return Math.min(LONGEST_WAIT, FIRST_WAIT * 2 ** (tries - 1));
}

async function sendOne<Row extends Due>(
  outbox: Outbox<Row>,
  { log, stopping, onSent = () => {} }: SendDeps,
  row: Row,
  now: Instant,
): Promise<void> {
  const { what } = outbox;
  const { id, tries } = row;
  const isOld = now >= row.giveUpAt;
  const sent: Sent = isOld ? { kind: 'refused', status: null, reason: 'too-late' } : await outbox.send(row, stopping);
  if (sent.kind === 'sent') {
    await outbox.close(id);
    onSent('sent');
  } else if (sent.kind === 'failed') {
    const { status, reason } = sent;
    await outbox.putOff(id, now + waitAfter(tries));
    onSent('failed');
    log.warn({ [what]: id, tries, status, reason }, `a ${what} was not sent; it is tried again`);
  } else {
    const { status, reason } = sent;
    await outbox.close(id);
    onSent('given-up');
    log.warn({ [what]: id, tries, status, reason }, `a ${what} was given up`);
  }
}

/** Sends what is due, and gives up what would come too late. */
export async function sendDue<Row extends Due>(outbox: Outbox<Row>, deps: SendDeps, now: Instant): Promise<void> {
  for (;;) {
    const due = await outbox.take({ now, until: now + TAKEN_FOR, limit: AT_A_TIME });
    await Promise.all(due.map((row) => sendOne(outbox, deps, row, now)));
    if (due.length < AT_A_TIME || deps.stopping.aborted) return;
  }
}
