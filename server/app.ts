import { join } from 'node:path';
import { PATHS } from '../shared/wire/paths.ts';
import { addGuard } from './access/guard.ts';
import { isStillValid } from './access/is-still-valid.ts';
import type { SenderTokens } from './access/sender-tokens.ts';
import { waitingRoomOf } from './access/waiting-room-of.ts';
import { requireDeclaredAccess } from './access/declared-access.ts';
import { registerErasures } from './audit/erase.routes.ts';
import { registerRecord } from './audit/record.routes.ts';
import { noteRefusals } from './audit/refusals.routes.ts';
import { registerBoard } from './board/board.routes.ts';
import type { CurrentBoard } from './board/current-board.ts';
import { registerBeats } from './contact/beats.routes.ts';
import type { LastHeard } from './contact/last-heard.ts';
import { registerOwnCodes } from './codes/own-codes.routes.ts';
import { registerCodeSignIn } from './codes/second-step.routes.ts';
import { registerSenderFile } from './contact/sender-file.routes.ts';
import { registerSenders } from './contact/senders.routes.ts';
import type { SendText } from './follow/follow-deps.ts';
import { createFollowKeys } from './follow/follow-keys.ts';
import { stopByText } from './follow/stop-by-text.ts';
import { createHistoryShelf } from './history/history-shelf.ts';
import { registerHistory } from './history/history.routes.ts';
import type { History } from './history/keep-history.ts';
import { registerControls, registerIncidents } from './incident/incident.routes.ts';
import { registerDisplays } from './displays/displays.routes.ts';
import { registerDocs } from './docs/docs.routes.ts';
import { registerElsewhere } from './elsewhere/elsewhere.routes.ts';
import type { JournalWriter } from './journal/journal-writer.ts';
import type { LiveLimits } from './live/live-limits.ts';
import { type Live, registerLive } from './live/live.routes.ts';
import { createMailQueue } from './mail/queue-mail.ts';
import { registerMails } from './mail/mails.routes.ts';
import type { Mailing } from './mail/start-mail.ts';
import type { Metrics } from './metrics/metrics.ts';
import {
  readLeadAppAssets,
  readPatientWorker,
  readPlaceAssets,
  readPublicAssets,
  readStaffAssets,
} from './pages/assets.ts';
import { registerAbout } from './pages/about.routes.ts';
import { registerLeadApp } from './pages/lead-app.routes.ts';
import { registerPages } from './pages/pages.routes.ts';
import { registerPatientWorker } from './pages/patient-worker.routes.ts';
import { addProblemPages } from './pages/problem-pages.ts';
import { registerStaffPages } from './pages/staff-pages.routes.ts';
import { registerWaitingRoom } from './pages/waiting-room.routes.ts';
import { registerOwnPasskeys } from './passkeys/own-passkeys.routes.ts';
import { registerPasskeySignIn } from './passkeys/passkey-sign-in.routes.ts';
import { registerPeopleReport } from './people/people-report.routes.ts';
import { registerTokens } from './access/tokens.routes.ts';
import { registerPeople } from './people/people.routes.ts';
import { registerSetUpCode } from './people/set-up-code.routes.ts';
import { registerSetUp } from './people/set-up.routes.ts';
import type { Clock } from './platform/clock.ts';
import { registerPlanned } from './planned/planned.routes.ts';
import type { ProviderSettings } from './platform/config-provider.ts';
import type { Db } from './platform/database.types.ts';
import { type Health, registerHealth } from './platform/health.routes.ts';
import type { Http } from './platform/http.ts';
import { createMinuteCount } from './platform/minute-count.ts';
import { addOpenApi } from './platform/openapi.ts';
import { isAllowedOrigin } from './platform/origin.ts';
import { ASSETS_FOLDER } from './platform/project-root.ts';
import { watchRequests } from './platform/request-watch.ts';
import { registerStaticFiles } from './platform/static-files.ts';
import { createProvider } from './provider/provider-client.ts';
import { registerProvider } from './provider/provider.routes.ts';
import { registerPractice } from './practice/practice.routes.ts';
import { registerReports } from './report/report.routes.ts';
import { registerAccount } from './sign-in/account.routes.ts';
import { createPasswords } from './sign-in/passwords.ts';
import { registerSession } from './sign-in/session.routes.ts';
import type { Evaluator } from './watch/evaluator.ts';
import { createWatchAside } from './watch/watch-aside.ts';
import { registerWatch } from './watch/watch.routes.ts';
import { registerFollow } from './register-follow.ts';
import { type InboundTextsDeps, registerInboundTexts } from './texts/inbound-texts.routes.ts';
import { registerTextClaims } from './texts/text-claims.routes.ts';

export interface AppDeps {
  readonly db: Db;
  readonly clock: Clock;
  readonly journal: JournalWriter;
  /** Of the accounts. */
  readonly authSecret: string;
  readonly board: CurrentBoard;
  readonly history: Pick<History, 'past'>;
  readonly lastHeard: LastHeard;
  readonly senders: SenderTokens;
  readonly evaluator: Evaluator;
  readonly health: () => Health;
  /** Counts what happens; absent: nobody does. */
  readonly metrics?: Pick<Metrics, 'answered' | 'reported'> | undefined;
  /** Our own origins; asked on each connection, because a server on port 0 learns its port late. */
  readonly origins: readonly string[];
  readonly liveLimits?: Partial<LiveLimits>;
  /** Text messages; absent: none come in and none go out. */
  readonly texts?: Pick<InboundTextsDeps, 'sends' | 'onText'> & {
    readonly callbackToken: string | null;
    readonly sendNow?: SendText | null;
  };
  /** Another service by which people sign in; absent: none. */
  readonly provider?: ProviderSettings | null;
  /** Whether mails go out, and where they are read when they are files; absent: none do. */
  readonly mail?: Pick<Mailing, 'sends' | 'page'>;
  readonly writesPerMinute?: number;
}

/** Of one token. */
const BEATS_PER_MINUTE = 30;

/** Puts the rooms together on an HTTP server without routes. Nothing listens and nothing is started here. */
export async function buildApp(app: Http, deps: AppDeps): Promise<Live> {
  const { db, clock, journal, board, metrics, origins, authSecret } = deps;
  const assets = await readPublicAssets(ASSETS_FOLDER);
  const staffAssets = await readStaffAssets(join(ASSETS_FOLDER, 'staff-manifest.json'));
  const place = await readPlaceAssets(join(ASSETS_FOLDER, 'place-manifest.json'));
  requireDeclaredAccess(app);
  await addOpenApi(app);
  if (metrics) watchRequests(app, metrics.answered);
  noteRefusals(app, { db, clock, origins });
  const { callbackToken = null, sends = false, onText } = deps.texts ?? {};
  const beats = createMinuteCount(clock, BEATS_PER_MINUTE);
  addGuard(app, {
    db,
    clock,
    beats,
    origins,
    notifyToken: callbackToken,
    findSender: deps.senders.find,
    ...(deps.writesPerMinute !== undefined && { writesPerMinute: deps.writesPerMinute }),
  });
  addProblemPages(app, { board, assets });

  registerHealth(app, deps.health);
  registerDocs(app, staffAssets.docs);
  registerBoard(app, board);
  const history = createHistoryShelf(board, deps.history);
  registerHistory(app, history);
  await registerElsewhere(app, { board, clock, origins }, join(ASSETS_FOLDER, 'widget-manifest.json'));
  const known = () => ({ epoch: board.epoch(), board: board.board() });
  registerReports(app, { db, journal, clock, known, ...(metrics && { onOutcome: metrics.reported }) });
  registerPractice(app, { db, journal });
  registerIncidents(app, { db, journal });
  registerPlanned(app, { db, journal });
  const named = () => board.publicStream.published().view.notice?.branches ?? [];
  registerControls(app, { db, journal, named });
  const practiceName = () => board.board().practice?.value.name ?? 'Branchboard';
  const mail = createMailQueue(authSecret, deps.mail?.sends ?? false);
  const passwords = createPasswords();
  const signInDeps = { db, clock, passwords, origins, log: app.log, practiceName, authSecret, mail };
  const branchName = (slug: string) => board.board().branches[slug]?.setting?.value.name ?? slug;
  const timeZone = () => board.publicStream.published().view.practice.timeZone;
  registerSession(app, signInDeps);
  registerPasskeySignIn(app, signInDeps);
  registerOwnPasskeys(app, signInDeps);
  const answerAt = () => `${origins[0] ?? ''}${PATHS.providerAnswer}`;
  registerProvider(app, {
    db,
    clock,
    origins,
    mail,
    provider: deps.provider ? createProvider(deps.provider, answerAt) : null,
  });
  registerCodeSignIn(app, signInDeps);
  registerOwnCodes(app, signInDeps);
  registerAccount(app, {
    ...signInDeps,
    knownWords: () => knownWords(board),
    branchName,
    timeZone,
  });
  registerSetUp(app, {
    ...signInDeps,
    knownWords: () => knownWords(board),
    branchName,
  });
  registerSetUpCode(app, { db, clock, authSecret });
  registerPeople(app, { db, clock, origins, authSecret, mail, texts: { receives: callbackToken !== null, sends } });
  registerPeopleReport(app, { db, clock, branchName, zone: timeZone });
  registerRecord(app, { db, clock, branchName, zone: timeZone });
  registerDisplays(app, { db, clock, origins, screenBuild: place.build });
  registerErasures(app, { db, journal });
  registerTokens(app, { db, clock });
  registerSenders(app, { db, clock, senders: deps.senders });
  await registerSenderFile(app);
  registerBeats(app, { now: deps.evaluator.now, lastHeard: deps.lastHeard, senders: deps.senders, beats });
  registerWatch(app, { db, journal, board, evaluator: deps.evaluator });
  const textDeps = { db, journal, board: board.board, sends };
  const followKeys = createFollowKeys(authSecret);
  registerInboundTexts(app, {
    ...textDeps,
    ...(onText && { onText }),
    stopFollowing: (trx, text) => stopByText(trx, followKeys, text),
  });
  registerTextClaims(app, { ...textDeps, clock });
  const live = await registerLive(app, {
    publicSource: board.publicStream,
    staffSource: board.staffStream,
    staffAside: createWatchAside(deps.evaluator, board, clock),
    clock,
    log: app.log,
    stillAllowed: (actor) => isStillValid(db, actor, clock.now()),
    isAllowedOrigin: (origin) => isAllowedOrigin(origin, origins),
    ...(deps.liveLimits ? { limits: deps.liveLimits } : {}),
  });
  registerPages(app, { board, clock, assets, place, history, origins });
  const leadApp = await readLeadAppAssets(join(ASSETS_FOLDER, 'worker-manifest.json'));
  await registerFollow(app, {
    db,
    clock,
    authSecret,
    mail,
    sendText: deps.texts?.sendNow ?? null,
    board,
    origins,
    leadIcons: leadApp.icons,
  });
  registerAbout(app, { board, assets, place });
  registerPatientWorker(app, {
    assets,
    ...(await readPatientWorker(join(ASSETS_FOLDER, 'patient-worker-manifest.json'))),
  });
  registerWaitingRoom(app, {
    board,
    clock,
    place,
    origins,
    waitingRoomOf: ({ headers, ip }) => waitingRoomOf(db, { headers, address: ip }, origins, clock.now()),
  });
  const mailsPage = deps.mail?.page ?? null;
  if (mailsPage) registerMails(app, mailsPage);
  registerStaffPages(app, { board, clock, assets: staffAssets, showsMails: mailsPage !== null });
  registerLeadApp(app, { board, assets: staffAssets, leadApp });
  await registerStaticFiles(app, ASSETS_FOLDER);
  return live;
}

/** Names that everybody knows, and so no part of a good password. */
function knownWords(current: CurrentBoard): readonly string[] {
  const { practice, branches } = current.board();
  const settings = Object.values(branches).flatMap(({ setting }) => (setting ? [setting.value] : []));
  return [practice?.value.name ?? '', ...settings.flatMap(({ name, slug, town }) => [name, slug, town])];
}
