import { spawnSync } from 'node:child_process';
import { mkdirSync, mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { availableParallelism, tmpdir } from 'node:os';
import { join } from 'node:path';
import { setTimeout as wait } from 'node:timers/promises';
import { connect } from 'node:tls';
import { PROJECT_ROOT } from '../../../server/platform/project-root.ts';
import { pidOf, startProgram, stopChild } from '../child.ts';
import { childrenOf } from '../measure/children.ts';
import { freePort } from '../measure/free-port.ts';
import { PeerMissing } from './peer.ts';
import type { WebPeer } from './web-peer.ts';

/** Two servers behind the reverse proxy of the compose file; a caller may change the configuration further. */
export interface ComposeNginxOptions {
  readonly name: string;
  /** Ports of the two servers. */
  readonly servers: readonly [number, number];
  /** Changes the text of the configuration once its addresses and paths are those of this machine. */
  readonly change?: (config: string, folder: string) => string;
}

/** `text` with all that is `from` replaced; throws when there is none, so that a changed file is not measured half changed. */
function replaceIn(text: string, from: string, to: string): string {
  if (!text.includes(from)) throw new Error(`docs/deploy/nginx.conf holds no "${from}" to replace`);
  return text.replaceAll(from, to);
}

function versionOf(): readonly number[] {
  const { error, stderr } = spawnSync('nginx', ['-v'], { encoding: 'utf8' });
  if (error) throw new PeerMissing('nginx is not installed');
  return (/\/(\d+)\.(\d+)/.exec(stderr) ?? []).slice(1).map(Number);
}

/** Since 1.25.1 HTTP/2 is a directive of its own; visitors of the benchmark speak HTTP/1.1 in any case. */
function knowsHttp2Directive([major = 0, minor = 0]: readonly number[]): boolean {
  return major > 1 || minor > 25;
}

function writeCertificate(folder: string): void {
  const key = join(folder, 'key.pem');
  const request = ['req', '-x509', '-days', '2', '-subj', '/CN=localhost', '-out', join(folder, 'certificate.pem')];
  const curve = ['-newkey', 'ec', '-pkeyopt', 'ec_paramgen_curve:prime256v1', '-nodes', '-keyout', key];
  const made = spawnSync('openssl', [...request, ...curve]);
  if (made.error || made.status !== 0) throw new PeerMissing('openssl, which makes the certificate, is not installed');
}

/** docs/deploy/nginx.conf with the addresses, paths and certificate of this run, and nothing else changed. */
function configOf(
  folder: string,
  [first, second]: readonly [number, number],
  ports: { readonly tls: number; readonly plain: number; readonly health: number },
): string {
  const replacements: readonly (readonly [string, string])[] = [
    ['/run/nginx/', `${folder}/`],
    ['error_log /dev/stderr warn;', `error_log ${folder}/error.log crit;`],
    ['172.28.0.11:8080', `127.0.0.1:${first}`],
    ['172.28.0.12:8080', `127.0.0.1:${second}`],
    ['listen 127.0.0.1:8081;', `listen 127.0.0.1:${ports.health};`],
    ['listen 8080 default_server;', `listen 127.0.0.1:${ports.plain} default_server;`],
    ['listen 8443 ssl default_server ', `listen 127.0.0.1:${ports.tls} ssl default_server `],
    ['/run/secrets/tls_certificate', join(folder, 'certificate.pem')],
    ['/run/secrets/tls_key', join(folder, 'key.pem')],
    ['root /static;', `root ${join(folder, 'static')};`],
  ];
  const text = readFileSync(join(PROJECT_ROOT, 'docs/deploy/nginx.conf'), 'utf8');
  const moved = replacements.reduce((config, [from, to]) => replaceIn(config, from, to), text);
  return knowsHttp2Directive(versionOf()) ? moved : replaceIn(moved, 'http2 on;', '');
}

async function untilUp(port: number): Promise<void> {
  for (let tries = 0; tries < 200; tries += 1) {
    const isUp = await new Promise<boolean>((resolve) => {
      const socket = connect({ host: '127.0.0.1', port, rejectUnauthorized: false }, () => resolve(true));
      socket.on('error', () => resolve(false)).on('secureConnect', () => socket.destroy());
    });
    if (isUp) return;
    await wait(50);
  }
  throw new Error('nginx did not start');
}

/** Those that answer. The one that loads the cache at the start is soon gone. */
function workersOf(master: number): readonly number[] {
  return childrenOf(master).filter((pid) => readFileSync(`/proc/${pid}/cmdline`, 'latin1').includes('worker process'));
}

/** One may answer before the other is there, whose CPU would then not be counted. */
async function untilAllWork(master: number): Promise<readonly number[]> {
  for (let tries = 0; tries < 200; tries += 1) {
    const workers = workersOf(master);
    // By `worker_processes auto`.
    if (workers.length === availableParallelism()) return workers;
    await wait(50);
  }
  throw new Error('nginx did not start all its workers');
}

/** nginx as the compose file runs it, in front of servers on this machine. */
export async function startComposeNginx({ name, servers, change }: ComposeNginxOptions): Promise<WebPeer> {
  versionOf();
  const folder = mkdtempSync(join(tmpdir(), 'branchboard-bench-nginx-'));
  mkdirSync(join(folder, 'static'));
  writeCertificate(folder);
  const ports = { tls: await freePort(), plain: await freePort(), health: await freePort() };
  const moved = configOf(folder, servers, ports);
  const file = join(folder, 'nginx.conf');
  writeFileSync(file, change ? change(moved, folder) : moved);
  const user = process.getuid?.() === 0 ? ' user root;' : '';
  const master = startProgram('nginx', ['-p', folder, '-c', file, '-g', `daemon off;${user}`]);
  await untilUp(ports.tls);
  const pids = await untilAllWork(pidOf(master));
  return {
    name,
    port: ports.tls,
    isTls: true,
    pids,
    async stop() {
      await stopChild(master);
      rmSync(folder, { recursive: true, force: true });
    },
  };
}
