import { readdir, readFile, rm, stat, writeFile } from 'node:fs/promises';
import { basename, join } from 'node:path';
import { brotliCompressSync, constants, gzipSync } from 'node:zlib';
import { defineConfig, type Plugin } from 'vite';
import { compileEnglish } from './vite.english.ts';

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

/** The manifests of all builds and every file that they name, however long ago it was built. */
async function namedByManifests(folder: string, names: readonly string[]): Promise<ReadonlySet<string>> {
  const manifests = names.filter((name) => name.endsWith('manifest.json'));
  const texts = await Promise.all(manifests.map((name) => readFile(join(folder, name), 'utf8')));
  const chunks = texts.flatMap((text) => Object.values(JSON.parse(text) as Record<string, { readonly file: string }>));
  return new Set([...manifests, ...chunks.map(({ file }) => basename(file))]);
}

/** Removes what earlier builds left, once no page can ask for it any more. */
async function removeOld(folder: string, built: ReadonlySet<string>): Promise<void> {
  const oldest = Date.now() - KEEP_OLD_DAYS * DAY_MS;
  const names = await readdir(folder);
  const named = await namedByManifests(folder, names);
  for (const name of names) {
    const file = join(folder, name);
    const plain = name.replace(/\.(br|gz)$/, '');
    const isWanted = built.has(plain) || named.has(plain);
    if (!isWanted && (await stat(file)).mtimeMs < oldest) await rm(file, { force: true });
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

/**
 * What patients load and what staff load are built apart (`--mode staff`): in one build they would share chunks, and a
 * patient's phone would load what only staff need.
 */
const PUBLIC = {
  manifest: 'manifest.json',
  input: {
    public: 'web/public/main.ts',
    'public-style': 'web/theme/public.scss',
    'surgery-style': 'web/theme/surgery.scss',
    follow: 'web/follow/main.ts',
    'follow-style': 'web/theme/follow.scss',
    'past-style': 'web/theme/past.scss',
  },
};
/** The patients' pages in other languages than English (`--mode languages`), whose words are chosen as they are read. */
const TRANSLATED = {
  manifest: 'languages-manifest.json',
  input: { translated: 'web/public/main-translated.ts', 'translated-style': 'web/theme/translated.scss' },
};
/** What hangs in a surgery, and the pages about the pages (`--mode place`): whoever looks for a surgery loads none of it. */
const PLACE = {
  manifest: 'place-manifest.json',
  input: {
    'waiting-room': 'web/waiting-room/main.ts',
    'waiting-room-style': 'web/theme/waiting-room.scss',
    'poster-style': 'web/theme/poster.scss',
    'about-style': 'web/theme/about.scss',
  },
};
/** The worker that opens the lead page without a network: one file, because not every browser loads modules in it. */
const WORKER = { manifest: 'worker-manifest.json', input: { 'lead-worker': 'web/lead-worker/main.ts' } };
/** The worker that opens patients' pages when we cannot be reached. */
const PATIENT_WORKER = {
  manifest: 'patient-worker-manifest.json',
  input: { 'patient-worker': 'web/patient-worker/main.ts' },
};
/** What other sites load (`--mode widget`): one file, under a name of its own. */
const WIDGET = { manifest: 'widget-manifest.json', input: { embed: 'web/widget/main.ts' } };
const ICONS = 'web/lead/icons';

/** The icons of the installed page, under hashed names like all else. */
function emitIcons(): Plugin {
  return {
    name: 'emit-icons',
    apply: 'build',
    async buildStart() {
      for (const name of (await readdir(ICONS)).filter((file) => file.endsWith('.png'))) {
        const originalFileName = `${ICONS}/${name}`;
        this.emitFile({ type: 'asset', name, originalFileName, source: await readFile(originalFileName) });
      }
    },
  };
}

/** Imports what comes later as it is: the documents name what is to be preloaded, and no such file has a stylesheet. */
function importPlainly(): Plugin {
  return {
    name: 'import-plainly',
    enforce: 'pre',
    apply: 'build',
    load: {
      filter: { id: /vite\/preload-helper/ },
      handler: () => 'export const __vitePreload = (load) => load();',
    },
  };
}

const FACES = ['wallboard', 'lead', 'operations', 'sign-in', 'account'];
const STAFF = {
  manifest: 'staff-manifest.json',
  input: Object.fromEntries([
    ['docs-style', 'web/theme/docs.scss'],
    ...FACES.flatMap((face) => [
      [face, `web/${face}/main.ts`],
      [`${face}-style`, `web/theme/${face}.scss`],
    ]),
  ]),
};

const BUILDS: {
  readonly [mode: string]: { readonly manifest: string; readonly input: Readonly<Record<string, string>> };
} = {
  staff: STAFF,
  languages: TRANSLATED,
  place: PLACE,
  worker: WORKER,
  'patient-worker': PATIENT_WORKER,
  widget: WIDGET,
};
const OF_ONE_FILE = ['worker', 'patient-worker', 'widget'];

export default defineConfig(({ mode }) => {
  const { manifest, input } = BUILDS[mode] ?? PUBLIC;
  const isPublic = mode === 'production' || mode === 'languages';
  const isWorker = mode === 'worker';
  const isOneFile = OF_ONE_FILE.includes(mode);
  return {
    base: '/assets/',
    publicDir: false,
    build: {
      outDir: 'dist/assets',
      assetsDir: '',
      // A server that runs, and pages that are open, go on with the files they know.
      emptyOutDir: false,
      manifest,
      target: ['chrome100', 'firefox100', 'safari15'],
      assetsInlineLimit: 0,
      modulePreload: isPublic ? false : { polyfill: false },
      // One after the other they save what a phone on 3G waits for a tenth of a second for.
      minify: 'terser',
      terserOptions: { module: true, ecma: 2020, compress: { passes: 3, unsafe_arrows: true } },
      rolldownOptions: {
        checks: { bundlerTimings: false },
        input,
        output: { minify: true, ...(isOneFile && { format: 'iife' as const }) },
      },
    },
    css: { preprocessorOptions: { scss: { loadPaths: ['node_modules'], quietDeps: true } } },
    plugins: [
      mode !== 'languages' && compileEnglish(),
      isPublic && importPlainly(),
      compressAndRemoveOld(),
      isWorker && emitIcons(),
    ],
  };
});
