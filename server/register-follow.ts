import { join } from 'node:path';
import type { CurrentBoard } from './board/current-board.ts';
import type { SendText } from './follow/follow-deps.ts';
import { createFollowKeys } from './follow/follow-keys.ts';
import { offeredChannels } from './follow/offered.ts';
import { registerPush } from './follow/push.routes.ts';
import { createVapidKeys } from './follow/vapid.ts';
import type { MailQueue } from './mail/queue-mail.ts';
import { type LeadAppAssets, readFollowAssets } from './pages/assets.ts';
import { registerFollowPages } from './pages/follow-pages.routes.ts';
import type { Clock } from './platform/clock.ts';
import type { Db } from './platform/database.types.ts';
import type { Http } from './platform/http.ts';
import { ASSETS_FOLDER } from './platform/project-root.ts';
import type { FollowChannel } from '../shared/follow/follow.ts';
import { isPushEndpoint } from './telling/public-host.ts';

export interface RegisterFollow {
  readonly db: Db;
  readonly clock: Clock;
  readonly authSecret: string;
  readonly mail: MailQueue;
  readonly sendText: SendText | null;
  readonly board: CurrentBoard;
  readonly origins: readonly string[];
  readonly leadIcons: LeadAppAssets['icons'];
  /** Absent: what is set up. */
  readonly channels?: readonly FollowChannel[];
  /** Of the built files; absent: ours. */
  readonly assetsFolder?: string;
}

/** Where patients say what they want to be told of. */
export async function registerFollow(app: Http, deps: RegisterFollow): Promise<void> {
  const { db, clock, authSecret, mail, sendText, board, origins, leadIcons, assetsFolder = ASSETS_FOLDER } = deps;
  const view = () => board.publicStream.published().view;
  const channels = deps.channels ?? offeredChannels({ push: true, email: mail.sends, text: sendText !== null });
  const follow = {
    db,
    clock,
    keys: createFollowKeys(authSecret),
    mail,
    sendText,
    origins,
    channels,
    slugs: () => view().branches.map(({ slug }) => slug),
    branchName: (slug: string) => view().branches.find((branch) => branch.slug === slug)?.name ?? slug,
    practiceName: () => view().practice.name,
  };
  const { publicKey } = createVapidKeys(authSecret, origins[0] ?? '');
  registerPush(app, { ...follow, isPushEndpoint, publicKey });
  const assets = await readFollowAssets(join(assetsFolder, 'manifest.json'));
  await registerFollowPages(app, { ...follow, board, assets, icons: leadIcons });
}
