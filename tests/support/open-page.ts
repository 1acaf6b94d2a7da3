import { afterEach, expect } from 'vitest';
import { type PageServer, startPageServer } from './page-server.ts';
import { SCENES, type Scene } from './public-boards.ts';
import { type Visit, type VisitOptions, visit } from './visit.ts';

/** A page that is open, and the server whose frames the test sends. */
export interface OpenPage extends Visit {
  readonly server: PageServer;
}

export interface OpenOptions extends VisitOptions {
  readonly path?: string;
  readonly scene?: Scene;
  /** Wait until the page says that it is live. */
  readonly live?: boolean;
}

export async function openPage({
  path = '/',
  scene = SCENES.normal(),
  ...options
}: OpenOptions = {}): Promise<OpenPage> {
  const live = !options.scriptless && (options.live ?? options.context?.javaScriptEnabled ?? true);
  const server = await startPageServer(scene);
  const on = await visit(server.origin, path, options);
  if (live) await on.page.waitForSelector('.page--live');
  return {
    ...on,
    server,
    async close() {
      await on.close();
      await server.close();
    },
  };
}

/** Opens pages for the tests of a file, one at a time; each is closed after its test, and must have had no fault. */
export function visitPages(): (options?: OpenOptions) => Promise<OpenPage> {
  let open: OpenPage | null = null;
  afterEach(async () => {
    const faults = open?.faults ?? [];
    await open?.close();
    open = null;
    expect(faults).toEqual([]);
  });
  return async (options) => {
    open = await openPage(options);
    return open;
  };
}
