import { readdir, readFile, rm, stat, writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import { brotliCompressSync, constants, gzipSync } from 'node:zlib';
import { defineConfig, type Plugin } from 'vite';

const DAY_MS = 86_400_000;
/** For pages that were rendered before this build and still ask for the files of theirs. */
const KEEP_OLD_DAYS = 7;

/** Writes a .br and a .gz beside a built file, so that no request is ever compressed. */
async function compress(file: string): Promise<void> {
  const plain = await readFile(file);
  const brotli = brotliCompressSync(plain, {
    params: { [constants.BROTLI_PARAM_QUALITY]: 11, [constants.BROTLI_PARAM_SIZE_HINT]: plain.length },
  });
  await writeFile(`${file}.br`, brotli);
  await writeFile(`${file}.gz`, gzipSync(plain, { level: 9 }));
}

/** Removes what earlier builds left, once no page can ask for it any more. */
async function removeOld(folder: string, built: ReadonlySet<string>): Promise<void> {
  const oldest = Date.now() - KEEP_OLD_DAYS * DAY_MS;
  for (const name of await readdir(folder)) {
    const file = join(folder, name);
    const isBuilt = built.has(name.replace(/\.(br|gz)$/, ''));
    if (!isBuilt && (await stat(file)).mtimeMs < oldest) await rm(file, { force: true });
  }
}

function compressAndRemoveOld(): Plugin {
  return {
    name: 'compress-and-remove-old',
    apply: 'build',
    async writeBundle({ dir = '' }, bundle) {
      const built = new Set(Object.keys(bundle));
      for (const name of built) if (/\.(js|css|svg)$/.test(name)) await compress(join(dir, name));
      await removeOld(dir, built);
    },
  };
}

export default defineConfig({
  base: '/assets/',
  publicDir: false,
  build: {
    outDir: 'dist/assets',
    assetsDir: '',
    // A server that runs, and pages that are open, go on with the files they know.
    emptyOutDir: false,
    manifest: 'manifest.json',
    target: ['chrome100', 'firefox100', 'safari15'],
    assetsInlineLimit: 0,
    modulePreload: { polyfill: false },
    rolldownOptions: {
      checks: { bundlerTimings: false },
      input: { public: 'web/public/main.ts', 'public-style': 'web/theme/public.scss' },
    },
  },
  css: { preprocessorOptions: { scss: { loadPaths: ['node_modules'], quietDeps: true } } },
  plugins: [compressAndRemoveOld()],
});
