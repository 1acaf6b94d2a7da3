import { randomUUID } from 'node:crypto';
import { setTimeout as wait } from 'node:timers/promises';
import { SECOND } from '../../../shared/practice/instant.ts';
import type { StoredAnswer } from '../../../shared/wire/incident.ts';
import { branchPath, PATHS } from '../../../shared/wire/paths.ts';
import type { StaffBoard } from '../../../shared/wire/staff-board.ts';
import { issueToken } from '../../access/issue-token.ts';
import type { Config } from '../../platform/config.ts';
import { createSteppedClock, type SteppedClock } from '../../platform/stepped-clock.ts';
import { type RunningServer, startServer } from '../../start-server.ts';
import { STORY_BEGINS, type Step, type StoryReport } from './script.ts';
import { type Cast, castPlayers } from './cast.ts';
import type { OfficeAct } from './serious-incident.ts';
import { keepSignedIn } from './stage.queries.ts';

/** The server of the story, with a lead at every branch. */
export interface Stage {
  readonly server: RunningServer;
  /** GPs usually planned, by branch. */
  readonly expectedGps: ReadonlyMap<string, number>;
  /** Who may sign in and watch. */
  readonly cast: Cast;
  /** Sets the time of the step, lets the leads and the office speak and waits until every page was told. */
  perform(step: Step): Promise<void>;
  /** Lets story time run at the speed of real time, so that open pages see a living server. */
  linger(ms: number): Promise<void>;
  /** One more read by staff: what they see and patients do not. */
  readStaffBoard(): Promise<StaffBoard>;
  close(): Promise<void>;
}

/** How often lingering moves the clock. */
const MOVE_EVERY = 200;

async function requireAnswer(response: Response, what: string): Promise<Response> {
  if (response.ok) return response;
  throw new Error(`${what} was answered ${response.status}: ${await response.text()}`);
}

async function letIn(server: RunningServer, clock: SteppedClock, branch: string): Promise<string> {
  const name = `Lead of ${branch}`;
  const request = { role: 'lead', branches: [branch], days: 2, name } as const;
  return (await issueToken(server.database.db, request, clock.now())).token;
}

async function readStaff(server: RunningServer, token: string): Promise<StaffBoard> {
  const response = await fetch(server.origin + PATHS.staffBoard, { headers: { authorization: `Bearer ${token}` } });
  return (await requireAnswer(response, 'the staff board')).json() as Promise<StaffBoard>;
}

async function send(
  server: RunningServer,
  token: string,
  { method, path, body }: OfficeAct,
  headers: Record<string, string> = {},
): Promise<unknown> {
  const response = await fetch(server.origin + path, {
    method,
    headers: {
      authorization: `Bearer ${token}`,
      'content-type': 'application/json',
      'idempotency-key': randomUUID(),
      ...headers,
    },
    body: JSON.stringify(body),
  });
  return (await requireAnswer(response, `${method} ${path}`)).json();
}

/** Starts the story's server on an empty database, early in the morning of the day. */
export async function setStage(config: Config, connectionString: string): Promise<Stage> {
  const clock = createSteppedClock(STORY_BEGINS);
  const server = await startServer({ config, clock, connectionString });
  try {
    return await letEverybodyIn(server, clock);
  } catch (error) {
    await server.stop();
    throw error;
  }
}

async function letEverybodyIn(server: RunningServer, clock: SteppedClock): Promise<Stage> {
  if (server.sampleBranches === 0) throw new Error('The story needs an empty database, this one holds facts already.');
  const branches = Object.values(server.board.board().branches).flatMap(({ setting }) =>
    setting ? [setting.value] : [],
  );
  const tokens = new Map<string, string>();
  for (const { slug } of branches) tokens.set(slug, await letIn(server, clock, slug));
  const operations = { role: 'operations', branches: [], days: 2, name: 'Operations office' } as const;
  const { token: office } = await issueToken(server.database.db, operations, clock.now());

  async function speak({ branch, body }: StoryReport): Promise<void> {
    const board = await readStaff(server, office);
    const seq = board.branches.find(({ slug }) => slug === branch)?.seq ?? 0;
    const act = { method: 'POST', path: branchPath(branch, 'reports'), body } as const;
    await send(server, tokens.get(branch) ?? '', act, { 'if-match': `"${seq}"` });
  }

  let incident = 0;
  async function act({ path, ...rest }: OfficeAct): Promise<void> {
    const answer = await send(server, office, { path: path.replace(':incident', String(incident)), ...rest });
    incident ||= (answer as StoredAnswer).incident ?? 0;
  }

  return {
    server,
    cast: await castPlayers(server),
    expectedGps: new Map(branches.map(({ slug, expectedGps }) => [slug, expectedGps])),
    async perform(step) {
      await keepSignedIn(server.database.db, step.at);
      clock.leapTo(step.at);
      await server.refresh();
      server.board.look();
      for (const report of step.reports) await speak(report);
      for (const done of step.office ?? []) await act(done);
      await server.refresh();
      // Lets out what was held back to go with the rest of a burst.
      clock.advance(SECOND);
    },
    async linger(ms) {
      for (let left = ms; left > 0; left -= MOVE_EVERY) {
        await wait(MOVE_EVERY);
        clock.advance(MOVE_EVERY);
      }
    },
    readStaffBoard: () => readStaff(server, office),
    close: () => server.stop(),
  };
}
