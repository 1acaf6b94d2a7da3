import { createHash } from 'node:crypto';
import { readFile } from 'node:fs/promises';
import { dirname, join } from 'node:path';
import type { FastifyInstance } from 'fastify';
import { EMBED_PATH } from '../../shared/wire/elsewhere-paths.ts';
import { compressedBody } from '../platform/compressed-body.ts';
import { sendBody } from '../platform/send-body.ts';

/** It asks for what it shows by itself, so that an older one is as true as a newer one. */
const CACHE = 'public, max-age=300, stale-while-revalidate=3600, stale-if-error=604800';

/** The one file that other sites load, out of the manifest of its build, which lies beside it. */
export async function readEmbed(manifestFile: string): Promise<string> {
  const manifest = JSON.parse(await readFile(manifestFile, 'utf8')) as Record<string, { readonly file: string }>;
  const entry = manifest['web/widget/main.ts'];
  if (!entry) throw new Error('web/widget/main.ts is not in the manifest of the built web files');
  return readFile(join(dirname(manifestFile), entry.file), 'utf8');
}

/** `<surgery-status>` for the practice's own web site. */
export function registerEmbed(app: FastifyInstance, script: string): void {
  const etag = `"${createHash('sha256').update(script).digest('base64url').slice(0, 22)}"`;
  const body = compressedBody(script, etag);
  app.get(EMBED_PATH, { config: { access: 'public' } }, (request, reply) => {
    reply.headers({
      'cache-control': CACHE,
      'access-control-allow-origin': '*',
      'cross-origin-resource-policy': 'cross-origin',
    });
    return sendBody(request, reply, 'text/javascript; charset=utf-8', body);
  });
}
