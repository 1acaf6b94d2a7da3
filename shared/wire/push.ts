import { type Static, Type } from 'typebox';
import { FOLLOW_KINDS } from '../follow/follow.ts';

const closed = { additionalProperties: false } as const;

/** Where a push service takes messages for one browser: whoever knows it has the browser. */
const Endpoint = Type.String({ minLength: 1, maxLength: 2_000 });

/** What a browser gives out so that we can send to it, as it writes it. */
export const PushSubscription = Type.Object(
  {
    endpoint: Endpoint,
    keys: Type.Object(
      {
        p256dh: Type.String({ pattern: '^B[A-Za-z0-9_-]{86}=?$' }),
        auth: Type.String({ pattern: '^[A-Za-z0-9_-]{22}(==)?$' }),
      },
      closed,
    ),
  },
  closed,
);
export type PushSubscription = Static<typeof PushSubscription>;

/** With which a browser asks a push service for a subscription. */
export const PushKey = Type.Object({ key: Type.String() }, closed);
export type PushKey = Static<typeof PushKey>;

/** `branches`: slugs; null: all. */
export const FollowByPush = Type.Object(
  {
    subscription: PushSubscription,
    branches: Type.Union([Type.Array(Type.String({ maxLength: 100 }), { maxItems: 1_000 }), Type.Null()]),
    kinds: Type.Array(Type.Union(FOLLOW_KINDS.map((kind) => Type.Literal(kind))), { maxItems: FOLLOW_KINDS.length }),
  },
  closed,
);
export type FollowByPush = Static<typeof FollowByPush>;

/** A browser has another subscription than before. */
export const RenewedPush = Type.Object({ old: Endpoint, subscription: PushSubscription }, closed);
export type RenewedPush = Static<typeof RenewedPush>;

export const OwnPush = Type.Object({ endpoint: Endpoint }, closed);
export type OwnPush = Static<typeof OwnPush>;

/** By which the browser's user changes or stops what it is told. */
export const PushLink = Type.Object({ link: Type.String() }, closed);
export type PushLink = Static<typeof PushLink>;

/** What a worker is sent, and shows. */
export interface PushMessage {
  readonly title: string;
  readonly body: string;
  /** A path of ours, which opens when it is tapped. */
  readonly url: string;
  /** A newer message with the same tag takes the place of the older. */
  readonly tag: string;
  /** An ISO instant. */
  readonly at: string;
}
