import type { Session } from '../../shared/wire/session.ts';
import type { StaffFace } from '../../shared/wire/staff-paths.ts';
import { FACE_NAMES } from '../../shared/words/staff.ts';
import { type StaffEnvironment, staffEnvironment } from './environment.ts';
import { buildOf, reloadOnNewBuild } from './reload-on-new-build.ts';
import { forgetKept } from './kept-database.ts';
import type { SendResult } from './send.ts';
import { accountPath, readSession, signInPath, signOut } from './session.ts';
import type { FirstBoard } from './first-board.ts';
import { openStaffBoard, type StaffBoardState } from './staff-board.ts';
import { showBoardInTab } from './tab-title.ts';
import { openWatchFeed, type SeenWatch } from './watch-feed.ts';

export interface FaceOptions {
  readonly face: StaffFace;
  /** May the page be loaded anew now for a new version; without it always. */
  readonly mayReload?: () => boolean;
  /** Nobody is signed in. Without it the page leaves to sign in, and comes back. */
  readonly onSignedOut?: () => void;
  readonly environment?: StaffEnvironment;
  /** What lies on the device of when the page was last seen; without it nothing does. */
  readonly held?: Promise<HeldFace | null>;
  /** Somebody wants to sign out: `leave` does it, and then goes to where one signs in. */
  readonly onSignOut?: (leave: () => Promise<SendResult>) => void;
}

/** What a page shows while no server can be reached. */
export interface HeldFace {
  readonly session: Session;
  /** Its `now` is that of this moment, so that it is as old as it looks. */
  readonly board: FirstBoard;
}

/** All that a staff page stands on: the board, who looks at it, and whether a newer page waits. */
export interface Face {
  readonly environment: StaffEnvironment;
  /** The practice's name, known before there is a board. */
  readonly practice: string;
  board(): StaffBoardState;
  /** null while it is not known, or nobody is signed in. */
  session(): Session | null;
  /** How the automatic checks stand; null while the server has not told. */
  watch(): SeenWatch | null;
  /** A new version waits: show `newVersionBar`. */
  newVersion(): boolean;
  subscribe(listener: () => void): () => void;
  signOut(): void;
  reload(): void;
  /** Where to sign in, and come back from. */
  signInPath(): string;
  close(): void;
}

/** The name of the practice, as the server wrote it into this page. */
export function practiceOf(page: Document): string {
  return page.querySelector<HTMLMetaElement>('meta[name="branchboard-practice"]')?.content ?? '';
}

/** Opens the board and the session of a page, and keeps its tab and its version right. */
export function openFace(options: FaceOptions): Face {
  const { face, environment = staffEnvironment(), mayReload = () => true, held } = options;
  const watch = openWatchFeed(environment, () => tell());
  const feed = openStaffBoard(watch.environment, showHeld);
  const listeners = new Set<() => void>();
  let session: Session | null = null;
  let newVersion = false;
  let isKnown = false;
  let isHeld = false;

  const place = () => location.pathname + location.search;
  const here = () => signInPath(place());
  const tell = () => {
    for (const listener of listeners) listener();
  };

  async function learnSession(): Promise<void> {
    const state = await readSession(environment);
    isKnown ||= state.kind !== 'unreachable';
    session = state.kind === 'signed-in' ? state.session : session;
    if (session?.needs) return environment.goTo(accountPath(place()));
    if (state.kind === 'signed-out') {
      void forgetKept();
      const { onSignedOut = () => environment.goTo(here()) } = options;
      // Who was at work when the session ended keeps what is on the page, and is asked to sign in.
      if (feed.state().kind === 'open') feed.end();
      else {
        session = null;
        onSignedOut();
      }
    }
    tell();
  }

  /** The server does not answer: who was here last is here, until it says otherwise. */
  async function showHeld(): Promise<FirstBoard | null> {
    const sight = await held;
    if (!sight) return null;
    if (!isKnown) session ??= sight.session;
    isHeld = true;
    return sight.board;
  }

  const stopBoard = feed.subscribe(() => {
    const state = feed.state();
    const view = state.kind === 'open' ? state.view : state.kind === 'ended' ? state.last : null;
    if (state.kind === 'ended') void forgetKept();
    if (view) showBoardInTab(view, FACE_NAMES[face]);
    tell();
  });
  // The server may have restarted, and with it a right may have changed or come back into reach.
  const stopReconnects = feed.onReconnect(() => void learnSession());
  const builds = reloadOnNewBuild({
    environment,
    feed,
    build: buildOf(document),
    isHeld: () => isHeld,
    mayReload,
    onWaiting() {
      newVersion = true;
      tell();
    },
  });
  void learnSession();

  return {
    environment,
    practice: practiceOf(document),
    board: () => feed.state(),
    session: () => session,
    watch: () => watch.seen(),
    newVersion: () => newVersion,
    subscribe(listener) {
      listeners.add(listener);
      return () => listeners.delete(listener);
    },
    signOut() {
      const leave = () => signOut(environment);
      if (options.onSignOut) options.onSignOut(leave);
      else void leave();
    },
    reload: () => environment.reload(),
    signInPath: here,
    close() {
      stopBoard();
      stopReconnects();
      builds.close();
      watch.close();
      feed.close();
    },
  };
}

/** Puts a page's element in the place of what the server wrote before any script ran. */
export function showElement(name: string): void {
  document.getElementById('staff-page')?.replaceChildren(document.createElement(name));
}
