import type { Owed } from '../../shared/follow/decide-owed.ts';
import type { FollowChannel } from '../../shared/follow/follow.ts';
import type { MessageScene } from '../../shared/words/follow-messages.ts';

/** What goes to one follower. */
export interface OutgoingNews {
  /** The same at each try, so that who gets it twice can tell. */
  readonly id: string;
  readonly follower: string;
  /** An e-mail address, a number, or a subscription as JSON. */
  readonly address: string;
  readonly owed: Owed;
  readonly scene: MessageScene;
  /** A try before may have arrived: the process ended before it knew. */
  readonly isUnsure: boolean;
}

/**
 * How one try ended. `gone`: nobody is at that address any more. `refused`: it will be again. `failed`: it may pass;
 * `all` when it would not pass for others either.
 */
export type Delivered =
  | { readonly kind: 'sent' }
  | { readonly kind: 'gone'; readonly status: number | null; readonly reason: string }
  | {
      readonly kind: 'refused';
      readonly status: number | null;
      readonly reason: string;
      /** It says something of that address; false: others may be refused just the same. */
      readonly counts: boolean;
    }
  | {
      readonly kind: 'failed';
      readonly status: number | null;
      readonly reason: string;
      readonly all: boolean;
      /** In ms. */
      readonly retryAfter: number | null;
    };

/** A way to followers. */
export interface Channel {
  readonly name: FollowChannel;
  /** How many are under way at once at most. */
  readonly atOnce: number;
  readonly perMinute: number;
  /** Never throws. */
  deliver(news: OutgoingNews, stopping: AbortSignal): Promise<Delivered>;
}
