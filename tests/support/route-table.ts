import { createSenderTokens } from '../../server/access/sender-tokens.ts';
import { buildApp } from '../../server/app.ts';
import type { Access, BranchReach } from '../../server/access/access.ts';
import { createHttp } from '../../server/platform/http.ts';
import { writerAt } from './journal.ts';
import type { TestServer } from './running-server.ts';

export interface TableRoute {
  readonly method: string;
  readonly url: string;
  readonly access: Access;
  /** Of which branches, where it names some. */
  readonly branch: BranchReach | undefined;
  /** Whether it asks for a proof of a short while ago. */
  readonly stepUp: boolean;
}

/** Every route that a server of this build has, from the same code that builds it. */
export async function routeTable({
  database,
  clock,
  board,
  lastHeard,
  evaluator,
}: TestServer): Promise<readonly TableRoute[]> {
  const routes: TableRoute[] = [];
  const app = await createHttp({ log: null, trustedProxies: [], origins: [] });
  app.addHook('onRoute', (route) => {
    // What a route says of its access may be added by a later hook: it is read when all are there.
    for (const method of [route.method].flat()) {
      routes.push({
        method,
        url: route.url,
        get access() {
          return (route.config as { access: Access }).access;
        },
        get branch() {
          return (route.config as { branch?: BranchReach }).branch;
        },
        get stepUp() {
          return (route.config as { stepUp?: boolean }).stepUp ?? false;
        },
      });
    }
  });
  const health = () => ({ state: 'starting' }) as const;
  await buildApp(app, {
    db: database.db,
    clock,
    journal: writerAt(clock.now),
    authSecret: 'for the table of the routes alone',
    board,
    history: { past: () => null },
    senders: createSenderTokens(database.db, clock),
    lastHeard,
    evaluator,
    health,
    origins: [],
  });
  await app.ready();
  const table = routes.map(({ method, url, access, branch, stepUp }) => ({ method, url, access, branch, stepUp }));
  await app.close();
  return table;
}
