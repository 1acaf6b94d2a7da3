import type { Session } from '../../shared/wire/session.ts';
import type { StaffFace } from '../../shared/wire/staff-paths.ts';
import { STAFF_SCENES, type StaffScene } from './staff-boards.ts';
import { SESSIONS, type StaffPageServer, startStaffPageServer } from './staff-page-server.ts';
import { type Visit, type VisitOptions, visit } from './visit.ts';

/** A staff page that is open, and the server whose frames and answers the test gives. */
export interface OpenStaffPage extends Visit {
  readonly server: StaffPageServer;
}

export interface OpenStaffOptions extends VisitOptions {
  readonly scene?: StaffScene;
  /** Who is signed in; by the page when absent. */
  readonly session?: Session | null;
  /** With its query. */
  readonly path?: string;
  /** What is done to the server before the page comes. */
  readonly prepare?: (server: StaffPageServer) => void;
  /** Wait until the page says that it is live (true). */
  readonly live?: boolean;
}

const USUAL: { readonly [F in StaffFace]: Session | null } = {
  wallboard: SESSIONS.display,
  lead: SESSIONS.lead,
  operations: SESSIONS.operations,
  'sign-in': null,
  account: SESSIONS.lead,
};

/** Opens a staff page in a browser profile of its own, on a small phone unless told otherwise. */
export async function openStaffPage(face: StaffFace, options: OpenStaffOptions = {}): Promise<OpenStaffPage> {
  const { scene = STAFF_SCENES.normal(), session = USUAL[face], path = `/${face}`, prepare, ...rest } = options;
  const server = await startStaffPageServer(scene, session);
  prepare?.(server);
  const on = await visit(server.origin, path, { mayHaveCookies: true, ...rest });
  if (options.live ?? (face !== 'sign-in' && face !== 'account')) await on.page.waitForSelector('.badge--live');
  return {
    ...on,
    server,
    async close() {
      await on.close();
      await server.close();
    },
  };
}
