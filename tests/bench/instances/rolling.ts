import { setTimeout as wait } from 'node:timers/promises';
import { PATHS } from '../../../shared/wire/paths.ts';
import { startBenchServer } from '../bench-server.ts';
import { now } from '../measure/now.ts';
import { startComposeNginx } from '../peers/compose-nginx.ts';
import { createReporters, type Reporters } from '../reporters.ts';
import { type CrowdOfPages, openCrowd } from '../storm/crowd-of-pages.ts';
import { createReturningServer, type ReturningServer } from '../storm/returning-server.ts';
import { untilBack } from '../storm/storm.ts';

export interface RollingOptions {
  readonly pages: number;
  readonly say: (line: string) => void;
}

/** What pages saw of a server that went, behind the proxy, while changes went on. */
export interface RollingFigures {
  readonly name: string;
  /** Times that a page was without its live board. */
  readonly losses: number;
  /** The longest and the middle one, in s. */
  readonly longestAwayS: number;
  readonly medianAwayS: number;
  /** From the first server's end until all pages were live. */
  readonly allBackS: number;
  readonly stillAway: number;
  /** Reports made meanwhile. */
  readonly reports: number;
  /** Pages that did not hold the last of them at the end, and changes that did not go on from what a page held. */
  readonly behind: number;
  readonly gaps: number;
  /** Tries that were put off. */
  readonly failed: number;
}

const REPORT_EVERY_MS = 1_000;
const CATCH_UP_MS = 15_000;

/** Reports go on, one a second, until it is stopped. */
function keepReporting(reporters: Reporters): { stop(): Promise<number> } {
  let isOver = false;
  let reports = 0;
  const done = (async () => {
    while (!isOver) {
      reports += 1;
      await reporters.report({ message: `The doors are open. ${reports}.` });
      await wait(REPORT_EVERY_MS);
    }
  })();
  return {
    async stop() {
      isOver = true;
      await done;
      return reports;
    },
  };
}

/** Where the public board stands at a server. */
async function publicSeq(origin: string): Promise<number> {
  const board = (await (await fetch(origin + PATHS.publicBoard)).json()) as { readonly seq: number };
  return board.seq;
}

/** Pages that do not hold `seq` once they had time to. */
async function countBehind(crowd: CrowdOfPages, seq: number): Promise<number> {
  const until = now() + CATCH_UP_MS;
  for (;;) {
    const { held } = await crowd.tell();
    const behind = crowd.count - (held.get(seq) ?? 0);
    if (behind === 0 || now() > until) return behind;
    await wait(200);
  }
}

/**
 * Two servers behind the compose file's nginx. First both are restarted in good order, one after the other as soon as
 * the one before is up; then one is killed and stays away. A third server, which has no pages, takes the reports.
 */
export async function benchRolling({ pages, say }: RollingOptions): Promise<readonly RollingFigures[]> {
  const office = await startBenchServer(1, [], { TRUSTED_PROXIES: '127.0.0.1' });
  const stops: (() => unknown)[] = [office.stop];
  try {
    const serve = () => createReturningServer(office.databaseUrl, office.folder, { TRUSTED_PROXIES: '127.0.0.1' });
    const [first, second] = [await serve(), await serve()];
    for (const server of [first, second]) {
      await server.start();
      stops.unshift(() => server.end('SIGTERM'));
    }
    const nginx = await startComposeNginx({ name: 'nginx', servers: [first.port, second.port] });
    stops.unshift(nginx.stop);
    const crowd = await openCrowd({ port: nginx.port, isTls: true }, pages);
    stops.unshift(crowd.stop);
    say(`${crowd.count} pages open on two servers`);
    const reporters = await createReporters(office);

    async function watch(name: string, lose: () => Promise<void>): Promise<RollingFigures> {
      say(name);
      crowd.watch();
      const reporting = keepReporting(reporters);
      const lostAt = now();
      await lose();
      await untilBack(crowd, lostAt);
      const allBackS = (now() - lostAt) / 1_000;
      const reports = await reporting.stop();
      const behind = await countBehind(crowd, await publicSeq(office.origin));
      const said = await crowd.tell();
      const away = said.away.toSorted((a, b) => a - b);
      return {
        name,
        losses: away.length,
        longestAwayS: (away.at(-1) ?? Number.NaN) / 1_000,
        medianAwayS: (away[Math.floor(away.length / 2)] ?? Number.NaN) / 1_000,
        allBackS,
        stillAway: crowd.count - said.live,
        reports,
        behind,
        gaps: said.gaps,
        failed: said.failed,
      };
    }

    async function restart(server: ReturningServer): Promise<void> {
      await server.end('SIGTERM');
      await server.start();
    }

    return [
      await watch('both restarted, one after the other', async () => {
        await restart(first);
        await restart(second);
      }),
      await watch('one of two killed', () => first.end('SIGKILL')),
    ];
  } finally {
    for (const stop of stops) await stop();
  }
}
