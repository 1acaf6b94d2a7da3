import { followMail, followMessage } from '../../shared/words/follow-messages.ts';
import type { SendMail } from '../mail/send-mail.ts';
import type { AskNotify } from '../sending/notify-client.ts';
import type { Channel } from './channel.ts';
import { toDelivered, wasDelivered } from './sent-before.ts';

export interface MailChannelDeps {
  readonly send: SendMail;
  /** null: mails do not go by Notify. A mail server shows once what came twice, by its id. */
  readonly ask: AskNotify | null;
  readonly perMinute: number;
  readonly stopUrl: (follower: string) => string;
}

export const MAILS_AT_ONCE = 20;

/** Mails to those who follow. They wait for none of those to staff, and none of those waits for them. */
export function createMailChannel({ send, ask, perMinute, stopUrl }: MailChannelDeps): Channel {
  return {
    name: 'email',
    atOnce: MAILS_AT_ONCE,
    perMinute,
    async deliver(news, stopping) {
      const { id, address, owed, scene, follower } = news;
      if (await wasDelivered(ask, news, stopping)) return { kind: 'sent' };
      const url = stopUrl(follower);
      const { subject, text } = followMail(followMessage(owed, scene), url);
      const named = `${scene.board.practice.name}: ${subject}`;
      return toDelivered(await send({ id, to: address, at: scene.now, subject: named, text, stopUrl: url }, stopping));
    },
  };
}
