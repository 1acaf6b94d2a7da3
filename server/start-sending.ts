import type { CurrentBoard } from './board/current-board.ts';
import type { JournalWriter } from './journal/journal-writer.ts';
import { keepForgettingRequests } from './follow/keep-requests.ts';
import { createVapidKeys } from './follow/vapid.ts';
import { type Mailing, startMail } from './mail/start-mail.ts';
import type { Metrics } from './metrics/metrics.ts';
import type { Clock } from './platform/clock.ts';
import type { Config } from './platform/config.ts';
import type { Db } from './platform/database.types.ts';
import type { Log } from './platform/log.ts';
import { startTelling, type TellingJob } from './telling/start-telling.ts';
import { type StartedTexting, startTexting } from './texts/start-texting.ts';

export interface SendingDeps {
  readonly db: Db;
  readonly journal: JournalWriter;
  readonly clock: Clock;
  readonly log: Log;
  readonly config: Config;
  readonly board: CurrentBoard;
  /** Of the accounts. */
  readonly authSecret: string;
  readonly metrics: Metrics | undefined;
  /** Ours, the one that people use first. */
  readonly origins: readonly string[];
  readonly isBlind: () => boolean;
}

export interface Sending {
  readonly texting: StartedTexting;
  readonly mailing: Mailing;
  readonly telling: TellingJob;
  stop(): Promise<void>;
}

/** What goes out to people: texts and mails, and what those are told who follow surgeries. */
export function startSending({ board, origins, isBlind, ...deps }: SendingDeps): Sending {
  const { db, clock, log, config, metrics, authSecret } = deps;
  const texting = startTexting({ ...deps, board: board.board, isBlind });
  const mailing = startMail({
    db,
    clock,
    log,
    authSecret,
    settings: config.mail,
    frame() {
      const practice = board.board().practice?.value;
      return {
        practice: practice?.name ?? 'Branchboard',
        origin: origins[0] ?? '',
        zone: practice?.timeZone ?? config.timeZone,
      };
    },
    onSent: metrics?.mailSent,
  });
  const forgetting = keepForgettingRequests({ db, clock, log });
  const telling = startTelling({
    db,
    clock,
    log,
    config,
    board,
    authSecret,
    origin: () => origins[0] ?? '',
    vapid: createVapidKeys(authSecret, origins[0] ?? ''),
    onTold: metrics?.followerTold,
  });
  return {
    texting,
    mailing,
    telling,
    async stop() {
      await forgetting.stop();
      await texting.stop();
      await mailing.stop();
      await telling.stop();
    },
  };
}
