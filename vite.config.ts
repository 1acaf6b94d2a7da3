import { readdir, readFile, writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import { brotliCompressSync, constants, gzipSync } from 'node:zlib';
import { defineConfig, type Plugin } from 'vite';

const OUT = 'dist/assets';

/** Writes a .br and a .gz beside every built file, so that no request is ever compressed. */
function precompress(): Plugin {
  let out = OUT;
  return {
    name: 'precompress',
    apply: 'build',
    configResolved(config) {
      out = config.build.outDir;
    },
    async closeBundle() {
      const files = (await readdir(out)).filter((name) => /\.(js|css|svg)$/.test(name));
      for (const name of files) {
        const file = join(out, name);
        const plain = await readFile(file);
        const brotli = brotliCompressSync(plain, {
          params: { [constants.BROTLI_PARAM_QUALITY]: 11, [constants.BROTLI_PARAM_SIZE_HINT]: plain.length },
        });
        await writeFile(`${file}.br`, brotli);
        await writeFile(`${file}.gz`, gzipSync(plain, { level: 9 }));
      }
    },
  };
}

export default defineConfig({
  base: '/assets/',
  publicDir: false,
  build: {
    outDir: OUT,
    assetsDir: '',
    emptyOutDir: true,
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
  plugins: [precompress()],
});
