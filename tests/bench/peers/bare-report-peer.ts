import { fork } from 'node:child_process';
import { once } from 'node:events';
import { join } from 'node:path';
import { START_FLAGS } from '../bench-server.ts';
import { keep, stopChild } from '../child.ts';

/** node:http, with the options of Node that Branchboard starts with, that does the bare insert for each post. */
export async function startBareReportServer(databaseUrl: string, writers: number) {
  const file = join(import.meta.dirname, 'bare-report-server.ts');
  const child = keep(fork(file, { execArgv: [...START_FLAGS, '--import', 'tsx'] }));
  child.send({ databaseUrl, writers });
  const [port] = (await once(child, 'message')) as [number];
  return { origin: `http://127.0.0.1:${port}`, stop: () => stopChild(child) };
}
