import { spawnSync } from 'node:child_process';
import { existsSync, mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { setTimeout as wait } from 'node:timers/promises';
import { pidOf, startProgram, stopChild } from '../child.ts';
import { childrenOf } from '../measure/children.ts';
import { freePort } from '../measure/free-port.ts';
import { type Peer, PeerMissing } from './peer.ts';

/** Where Debian puts the module. */
const MODULE = '/usr/lib/nginx/modules/ngx_nchan_module.so';

function configOf(port: number, folder: string): string {
  return `
load_module ${MODULE};
daemon off;
worker_processes 1;
pid ${folder}/nginx.pid;
error_log stderr crit;
events { worker_connections 19900; use epoll; }
http {
  access_log off;
  client_body_temp_path ${folder}/body; proxy_temp_path ${folder}/proxy; fastcgi_temp_path ${folder}/fastcgi;
  uwsgi_temp_path ${folder}/uwsgi; scgi_temp_path ${folder}/scgi;
  nchan_shared_memory_size 128M;
  server {
    listen 127.0.0.1:${port} backlog=4096;
    location = /pages { nchan_subscriber websocket; nchan_channel_id all; nchan_subscriber_first_message newest; }
    location = /tell { nchan_publisher; nchan_channel_id all; nchan_message_buffer_length 1; client_max_body_size 1m; client_body_buffer_size 1m; }
  }
}
`;
}

interface Nginx {
  readonly port: number;
  readonly pids: readonly number[];
  stop(): Promise<void>;
}

async function untilUp(port: number): Promise<void> {
  for (let tries = 0; ; tries += 1) {
    try {
      await fetch(`http://127.0.0.1:${port}/`);
      return;
    } catch (error) {
      if (tries === 100) throw error;
      await wait(50);
    }
  }
}

async function startNginx(): Promise<Nginx> {
  const folder = mkdtempSync(join(tmpdir(), 'branchboard-bench-nchan-'));
  const port = await freePort();
  const file = join(folder, 'nginx.conf');
  writeFileSync(file, configOf(port, folder));
  const master = startProgram('nginx', ['-p', folder, '-c', file]);
  await untilUp(port);
  return {
    port,
    pids: childrenOf(pidOf(master)),
    async stop() {
      await stopChild(master);
      rmSync(folder, { recursive: true, force: true });
    },
  };
}

/** nginx with nchan, one worker a server. */
export async function startNchanPeer(count: number, text: (marker: string) => string): Promise<Peer> {
  if (spawnSync('nginx', ['-v']).error || !existsSync(MODULE))
    throw new PeerMissing('nginx and its module are not installed (Debian: libnginx-mod-nchan)');
  const all = await Promise.all(Array.from({ length: count }, startNginx));
  return {
    name: 'nchan (nginx)',
    path: '/pages',
    instances: all,
    async tell(marker) {
      const body = text(marker);
      await Promise.all(all.map(({ port }) => fetch(`http://127.0.0.1:${port}/tell`, { method: 'POST', body })));
    },
    async stop() {
      await Promise.all(all.map((one) => one.stop()));
    },
  };
}
