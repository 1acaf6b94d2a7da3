import type { FollowChannel } from '../../shared/follow/follow.ts';
import type { MailQueue } from '../mail/queue-mail.ts';
import type { Clock } from '../platform/clock.ts';
import type { Db } from '../platform/database.types.ts';
import type { FollowKeys } from './follow-keys.ts';

/** Texts a number at once; whether it was taken. */
export type SendText = (to: string, body: string) => Promise<boolean>;

export interface FollowDeps {
  readonly db: Db;
  readonly clock: Clock;
  readonly keys: FollowKeys;
  readonly mail: MailQueue;
  /** null: no texts go out. */
  readonly sendText: SendText | null;
  readonly practiceName: () => string;
  /** Of the branches there are. */
  readonly slugs: () => readonly string[];
  readonly branchName: (slug: string) => string;
  readonly origins: readonly string[];
  /** What people are asked to choose from, best first. */
  readonly channels: readonly FollowChannel[];
}
