import { mkdirSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { startComposeNginx } from './compose-nginx.ts';
import type { WebAnswer, WebPeer } from './web-peer.ts';

/** Where the part about Branchboard's servers begins in the block that visitors speak to. */
const FROM_HERE_ON = '    proxy_http_version 1.1;';
/** What nginx says of a file by itself. */
const OF_THE_FILE = new Set(['content-length', 'etag', 'last-modified', 'content-type', 'accept-ranges']);

function quote(text: string): string {
  return `"${text.replace(/["\\]/g, '\\$&')}"`;
}

function headersOf({ headers }: WebAnswer): readonly (readonly [string, string])[] {
  return headers.flatMap((name, at) => (at % 2 === 0 ? [[name, headers[at + 1] ?? ''] as const] : []));
}

function locationOf(answer: WebAnswer, folder: string, file: string): string {
  const headers = headersOf(answer);
  const type = headers.find(([name]) => name.toLowerCase() === 'content-type')?.[1] ?? 'text/plain';
  const added = headers.filter(([name]) => !OF_THE_FILE.has(name.toLowerCase()));
  return `
    location = ${answer.path} {
      root ${folder};
      try_files /${file} =404;
      types {}
      default_type ${quote(type)};
      ${added.map(([name, value]) => `add_header ${name} ${quote(value)};`).join('\n      ')}
    }`;
}

/** The same nginx, certificate and limits, with the same bytes as files on its disk. */
export function startStaticNginx(answers: readonly WebAnswer[]): Promise<WebPeer> {
  return startComposeNginx({
    name: 'nginx, static files',
    servers: [1, 2],
    change(config, folder) {
      const end = config.indexOf(FROM_HERE_ON);
      if (end < 0) throw new Error(`docs/deploy/nginx.conf holds no "${FROM_HERE_ON}"`);
      const files = join(folder, 'files');
      mkdirSync(files);
      const locations = answers.map((answer, at) => {
        writeFileSync(join(files, String(at)), answer.body);
        return locationOf(answer, files, String(at));
      });
      return `${config.slice(0, end)}${locations.join('\n')}\n  }\n}\n`;
    },
  });
}
