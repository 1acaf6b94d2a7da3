import type { Generated } from 'kysely';
import type { FollowChannel, FollowKind } from '../../shared/follow/follow.ts';

/** What somebody chose, and where they are told. */
export interface FollowedColumns {
  readonly id: string;
  /** An e-mail address, a mobile number or the JSON of a push subscription, sealed. */
  readonly address_sealed: Buffer;
  /** Tells whether two are the same, to whoever has the server's secret. */
  readonly address_digest: string;
  readonly language: string;
  /** Slugs; null: every branch of the practice, also those to come. */
  readonly branches: readonly string[] | null;
  readonly kinds: readonly FollowKind[];
}

/** Somebody who is told of changes. Their row goes when they stop. */
export interface FollowerTable extends FollowedColumns {
  readonly channel: FollowChannel;
  readonly created_at: Date;
  /** When they last said that it is they who want it. */
  readonly confirmed_at: Date;
}

/** Somebody asked that an address be told, and whoever reads it has not said so yet. */
export interface FollowRequestTable extends FollowedColumns {
  readonly channel: Exclude<FollowChannel, 'push'>;
  /** Of the mailbox behind the address: what is sent to all its spellings is counted together. */
  readonly mailbox_digest: string;
  readonly made_at: Date;
  /** Of the code that was texted; null: a link was mailed. */
  readonly code_digest: string | null;
  readonly wrong_codes: Generated<number>;
  /** Who it made a follower of; null: nobody, so far. */
  readonly follower: string | null;
}
