import { setMaxListeners } from 'node:events';
import type { CurrentBoard } from '../board/current-board.ts';
import type { VapidKeys } from '../follow/vapid.ts';
import { createFollowKeys } from '../follow/follow-keys.ts';
import { stopPath } from '../follow/follow-links.ts';
import type { Clock } from '../platform/clock.ts';
import type { Config } from '../platform/config.ts';
import type { Db } from '../platform/database.types.ts';
import type { Log } from '../platform/log.ts';
import { createPooledSmtp } from '../mail/smtp.ts';
import { createMailSender } from '../mail/start-mail.ts';
import { keepLooking } from '../sending/keep-looking.ts';
import { createNotifyClient, createNotifyQuestion } from '../sending/notify-client.ts';
import { createAnnouncer } from './announce.ts';
import type { Channel } from './channel.ts';
import { createCourier } from './courier.ts';
import { createMailChannel, MAILS_AT_ONCE } from './mail-channel.ts';
import { createPace } from './pace.ts';
import { createPushChannel } from './push-channel.ts';
import { createPostPush, createPushService, type PostPush } from './push-service.ts';
import { createCounting, type TellingCounts } from './telling-counts.ts';
import { createTextChannel } from './text-channel.ts';
import type { Outcome } from './tell-follower.ts';

export interface TellingDeps {
  readonly db: Db;
  readonly clock: Clock;
  readonly log: Log;
  readonly config: Config;
  readonly board: Pick<CurrentBoard, 'publicStream' | 'checkedAt'>;
  readonly authSecret: string;
  readonly origin: () => string;
  /** null: no browser is told. */
  readonly vapid: VapidKeys | null;
  readonly postPush?: PostPush | undefined;
  readonly onTold?: ((channel: Channel['name'], outcome: Outcome) => void) | undefined;
}

export interface TellingJob {
  /** Announces what is due, and resolves when everybody was told who can be told now. */
  look(): Promise<void>;
  /** null: another process tells. */
  counts(): TellingCounts | null;
  stop(): Promise<void>;
}

function channelsOf(
  { config, clock, origin, authSecret, vapid, postPush = createPostPush() }: TellingDeps,
  stopping: AbortSignal,
): Channel[] {
  const keys = createFollowKeys(authSecret);
  const stopUrl = (follower: string) => `${origin()}${stopPath(keys, follower)}`;
  const { mail, notifyApiKey: apiKey, notifyTemplateId: templateId, notifyBaseUrl: baseUrl } = config;
  const { perMinute, mailsPerMinute, textsPerMinute } = config.telling;
  const channels: Channel[] = [];
  if (vapid) channels.push(createPushChannel(createPushService(vapid, clock, postPush), perMinute));
  if (mail) {
    const ask = mail.kind === 'notify' ? createNotifyQuestion(mail, clock) : null;
    const send =
      mail.kind === 'smtp' ? createPooledSmtp(mail, clock, MAILS_AT_ONCE, stopping) : createMailSender(mail, clock);
    channels.push(createMailChannel({ send, ask, perMinute: mailsPerMinute, stopUrl }));
  }
  if (apiKey !== null && templateId !== null) {
    const settings = { apiKey, baseUrl };
    channels.push(
      createTextChannel({
        post: createNotifyClient(settings, clock),
        ask: createNotifyQuestion(settings, clock),
        templateId,
        perMinute: textsPerMinute,
        stopUrl: config.notifyCallbackToken === null ? stopUrl : null,
      }),
    );
  }
  return channels;
}

/** Tells those who follow, by one of all instances, of what has become of the public board. */
export function startTelling(deps: TellingDeps): TellingJob {
  const { db, clock, log, config, board, authSecret, origin, onTold = () => {} } = deps;
  const announcer = createAnnouncer({ db, clock, board });
  const pace = createPace(clock, config.telling.perMinute);
  const keys = createFollowKeys(authSecret);
  const stopping = new AbortController();
  // Each message under way listens to it, and there are many.
  setMaxListeners(0, stopping.signal);
  const couriers = channelsOf(deps, stopping.signal).map((channel) => {
    const told = (outcome: Outcome) => onTold(channel.name, outcome);
    const shared = { db, clock, log, keys, origin, announcer, pace, onTold: told };
    const courier = createCourier(shared, channel, createPace(clock, channel.perMinute));
    return { courier, name: channel.name };
  });
  const counting = createCounting(db, clock);
  const running = new Map<string, Promise<void>>();

  /** Each way by itself: telling all who follow by mail takes half an hour, and holds up nobody else. */
  function runAll(): void {
    for (const { courier, name } of couriers) {
      if (running.has(name)) continue;
      const run = courier
        .run(stopping.signal)
        .catch((error: unknown) =>
          log.error({ err: error, channel: name }, 'followers could not be told; it is tried again'),
        )
        .finally(() => running.delete(name));
      running.set(name, run);
    }
  }

  const looking = keepLooking({
    clock,
    log,
    what: 'those who follow',
    async look(now) {
      // Where there is no way to tell anybody, another instance may have one.
      if (couriers.length === 0) return;
      await announcer.look(now);
      if (!stopping.signal.aborted) runAll();
      await counting.look(announcer.announced());
    },
  });
  log.info({ channels: couriers.map(({ name }) => name) }, 'followers are told, as it is set up');
  return {
    counts: counting.counts,
    async look() {
      await looking.look();
      await Promise.all(running.values());
    },
    async stop() {
      stopping.abort();
      await looking.stop();
      await Promise.all(running.values());
      // With the database away it is free for another in a while.
      await announcer.leave().catch(() => {});
    },
  };
}
