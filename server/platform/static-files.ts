import { readdir } from 'node:fs/promises';
import fastifyStatic from '@fastify/static';
import type { FastifyInstance } from 'fastify';
import { keepAnswer } from './kept-answers.ts';

const PREFIX = '/assets/';
/** Another file has another name. */
const HASHED = /-[\w-]{8}\.(?:css|js|png)$/;

/** Serves the built files of the pages, compressed at build time. Their names hold a hash, so they are kept for ever. */
export async function registerStaticFiles(app: FastifyInstance, folder: string): Promise<void> {
  const files = await readdir(folder);
  const addresses = new Set(files.filter((name) => HASHED.test(name)).map((name) => PREFIX + name));
  await app.register(async (scope) => {
    scope.addHook('onRoute', (route) => {
      route.config = { ...route.config, access: 'public' };
    });
    scope.addHook('onRequest', async (request, reply) => {
      if (addresses.has(request.url)) keepAnswer(request, reply, request.url, () => true);
    });
    await scope.register(fastifyStatic, {
      root: folder,
      prefix: PREFIX,
      preCompressed: true,
      index: false,
      dotfiles: 'deny',
      immutable: true,
      maxAge: '1y',
    });
  });
}
