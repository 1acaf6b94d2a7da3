import { followText } from '../../shared/words/follow-messages.ts';
import type { AskNotify, PostToNotify } from '../sending/notify-client.ts';
import type { Channel } from './channel.ts';
import { toDelivered, wasDelivered } from './sent-before.ts';

export interface TextChannelDeps {
  readonly post: PostToNotify;
  readonly ask: AskNotify;
  readonly templateId: string;
  readonly perMinute: number;
  /** null: a reply with STOP ends them. */
  readonly stopUrl: ((follower: string) => string) | null;
}

/** Texts to those who follow, by the template that holds nothing but ((message)). */
export function createTextChannel({ post, ask, templateId, perMinute, stopUrl }: TextChannelDeps): Channel {
  return {
    name: 'text',
    atOnce: 25,
    perMinute,
    async deliver(news, stopping) {
      const { id, address, owed, scene, follower } = news;
      if (await wasDelivered(ask, news, stopping)) return { kind: 'sent' };
      const personalisation = { message: followText(owed, scene, stopUrl?.(follower) ?? null) };
      const message = { phone_number: address, template_id: templateId, personalisation, reference: id };
      return toDelivered(await post('sms', message, stopping));
    },
  };
}
