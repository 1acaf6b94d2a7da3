import type { FollowChannel } from '../../shared/follow/follow.ts';

/** By what people are told: nobody is offered what would then stay silent. */
const DELIVERED: readonly FollowChannel[] = ['push', 'email', 'text'];

/** The channels that people may choose, of those that are set up. */
export function offeredChannels(isSetUp: { readonly [C in FollowChannel]: boolean }): readonly FollowChannel[] {
  return DELIVERED.filter((channel) => isSetUp[channel]);
}
