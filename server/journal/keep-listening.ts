import { SECOND } from '../../shared/practice/instant.ts';
import type { Clock } from '../platform/clock.ts';
import type { DatabaseHandle } from '../platform/database.ts';
import type { Listener } from '../platform/database-listener.ts';
import type { Log } from '../platform/log.ts';
import { JOURNAL_CHANNEL } from './append-statement.ts';

interface Listening {
  readonly database: DatabaseHandle;
  readonly clock: Clock;
  readonly log: Log;
  /** The journal may have grown; also after each new connection, which heard nothing of what went before. */
  readonly onHint: () => void;
}

/** Such a connection can die without a sign: it is asked for one this often. */
const CHECK_EVERY = 10 * SECOND;
const RETRY_AFTER = 1 * SECOND;

/** Hears the journal's channel for as long as it is not stopped, on a new connection whenever one is lost. */
export function keepListening({ database, clock, log, onHint }: Listening): { stop(): Promise<void> } {
  let listener: Listener | null = null;
  let stopped = false;
  let lostOnce = false;
  let cancelRetry = (): void => {};
  let connecting = connect();

  async function connect(): Promise<void> {
    let lost = false;
    const onDown = (reason: Error): void => {
      lost = true;
      listener = null;
      retry(reason);
    };
    try {
      const opened = await database.listen(JOURNAL_CHANNEL, onHint, onDown);
      if (stopped) return await opened.close();
      if (lost) return;
      listener = opened;
      if (lostOnce) log.info({}, 'listening to the journal again');
      lostOnce = false;
      onHint();
    } catch (error) {
      retry(error);
    }
  }

  function retry(reason: unknown): void {
    if (stopped) return;
    if (!lostOnce) log.warn({ err: reason }, 'not listening to the journal, it is polled only');
    lostOnce = true;
    cancelRetry = clock.after(RETRY_AFTER, () => {
      connecting = connect();
    });
  }

  const cancelCheck = clock.every(CHECK_EVERY, () => void listener?.check());
  return {
    async stop() {
      stopped = true;
      cancelCheck();
      cancelRetry();
      await connecting;
      await listener?.close();
    },
  };
}
