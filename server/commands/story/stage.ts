import { randomUUID } from 'node:crypto';
import { setTimeout as wait } from 'node:timers/promises';
import type { Branch } from '../../../shared/practice/branch.ts';
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
import { type Scene, SECOND_DAY_BEGINS } from './second-day.ts';
import type { OfficeAct } from './serious-incident.ts';
import { keepSignedIn } from './stage.queries.ts';
import { BEAT_EVERY, placeSenders, type StorySenders } from './story-senders.ts';

/** The server of the story, with a lead at every branch. */
export interface Stage {
  readonly server: RunningServer;
  /** GPs usually planned, by branch. */
  readonly expectedGps: ReadonlyMap<string, number>;
  /** Who may sign in and watch. */
  readonly cast: Cast;
  /** Sets the time of the step, lets the leads and the office speak and waits until every page was told. */
  perform(step: Step): Promise<void>;
  /** Lets the senders beat and the automatic checks look, up to the end of the scene. */
  watch(scene: Scene): Promise<void>;
  /** Lets story time run at the speed of real time, so that open pages see a living server. */
  linger(ms: number): Promise<void>;
  /** One more read by staff: what they see and patients do not. */
  readStaffBoard(): Promise<StaffBoard>;
  close(): Promise<void>;
}

/** The automatic checks look as often. */
const LOOK_EVERY = 2 * SECOND;
/** How often lingering moves the clock. */
const MOVE_EVERY = 200;

async function requireAnswer(response: Response, what: string): Promise<Response> {
  if (response.ok) return response;
  throw new Error(`${what} was answered ${response.status}: ${await response.text()}`);
}

async function letIn(server: RunningServer, clock: SteppedClock, { slug, name }: Branch): Promise<string> {
  const request = { role: 'lead', branches: [slug], days: 4, name: `Lead of ${name}` } as const;
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
  const server = await startServer({ config, clock, connectionString, writesPerMinute: 100_000 });
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
  for (const branch of branches) tokens.set(branch.slug, await letIn(server, clock, branch));
  const operations = { role: 'operations', branches: [], days: 4, name: 'Operations office' } as const;
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

  let senders: StorySenders | null = null;
  let beatsAt = 0;
  async function beginSecondDay(): Promise<StorySenders> {
    await keepSignedIn(server.database.db, SECOND_DAY_BEGINS);
    clock.leapTo(SECOND_DAY_BEGINS);
    await server.refresh();
    server.board.look();
    return placeSenders(
      server,
      clock,
      branches.map(({ slug }) => slug),
    );
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
    async watch({ at, trouble }) {
      senders ??= await beginSecondDay();
      while (clock.now() < at) {
        if (clock.now() >= beatsAt) {
          await senders.beat(trouble);
          beatsAt = clock.now() + BEAT_EVERY;
        }
        clock.advance(Math.min(LOOK_EVERY, at - clock.now()));
        await server.evaluator.settled();
      }
      await server.refresh();
      clock.advance(SECOND);
      await server.evaluator.settled();
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
