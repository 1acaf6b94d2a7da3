import type { MailQueue } from '../mail/queue-mail.ts';
import type { Clock } from '../platform/clock.ts';
import type { Db } from '../platform/database.types.ts';
import type { Log } from '../platform/log.ts';

export interface CodesDeps {
  readonly db: Db;
  readonly clock: Clock;
  readonly log: Log;
  /** Seals the secrets of apps. */
  readonly authSecret: string;
  readonly mail: MailQueue;
}
