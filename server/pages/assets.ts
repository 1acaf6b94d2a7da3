import { createHash } from 'node:crypto';
import { readFile } from 'node:fs/promises';
import { dirname, join } from 'node:path';
import type { StaffFace } from '../../shared/wire/staff-paths.ts';

/** Absolute paths of what a page loads. */
export interface PageAssets {
  readonly scripts: readonly string[];
  readonly styles: readonly string[];
  /** What the scripts import, to be asked for beside them and not after them. */
  readonly preloads?: readonly string[];
}

/** What the patients' pages load. */
export interface PublicAssets {
  readonly home: PageAssets;
  /** The first page of a practice with too many surgeries for one page. */
  readonly big: PageAssets;
  readonly surgery: PageAssets;
  /** The style of days that are over: it is asked for where they begin, so that nothing above them waits for it. */
  readonly past: string;
  /** All files that any of them may ask for. */
  readonly all: readonly string[];
}

/** What the staff faces load, and which build of them it is. */
export interface StaffAssets {
  /** Differs whenever one of the files does. */
  readonly build: string;
  /** Of the reference of the API, which has no script. */
  readonly docs: PageAssets;
  readonly faces: { readonly [F in StaffFace]: PageAssets & { readonly preloads: readonly string[] } };
}

/** What the screens in waiting rooms and the posters load, and which build of them it is. */
export interface PlaceAssets {
  /** Differs whenever one of the files does. */
  readonly build: string;
  readonly screen: PageAssets;
  readonly poster: PageAssets;
}

/** What a phone needs to keep the lead page as an app. */
export interface LeadAppAssets {
  readonly icons: readonly {
    readonly src: string;
    readonly sizes: string;
    readonly purpose: 'any' | 'maskable';
  }[];
  /** The worker, as it was built. */
  readonly worker: string;
}

/** What a patient's device needs to keep pages. */
export interface PatientWorkerAssets {
  /** The worker, as it was built. */
  readonly worker: string;
}

/** Where the built files are served. */
const ASSETS_PATH = '/assets/';

const BUILD_CHARACTERS = 16;

type Manifest = { readonly [source: string]: { readonly file: string; readonly imports?: readonly string[] } };

function parseManifest(text: string) {
  const manifest = JSON.parse(text) as Manifest;
  const entry = (source: string) => {
    const found = manifest[source];
    if (!found) throw new Error(`${source} is not in the manifest of the built web files`);
    return found;
  };
  const path = (source: string): string => ASSETS_PATH + entry(source).file;

  function importedBy(source: string, found = new Set<string>()): ReadonlySet<string> {
    for (const name of entry(source).imports ?? []) {
      if (found.has(name)) continue;
      found.add(name);
      importedBy(name, found);
    }
    return found;
  }

  const scriptsOf = (source: string) => ({ scripts: [path(source)], preloads: [...importedBy(source)].map(path) });
  const all = Object.values(manifest).map(({ file }) => ASSETS_PATH + file);
  return { entry, path, scriptsOf, all };
}

function buildOf(manifest: string): string {
  return createHash('sha256').update(manifest).digest('hex').slice(0, BUILD_CHARACTERS);
}

/**
 * The hashed names of the public pages' files, out of vite's manifest. Throws when the web part was not built: a page
 * without its stylesheet is not to be served by mistake.
 */
export async function readPublicAssets(manifestFile: string | URL): Promise<PublicAssets> {
  const { path, all } = parseManifest(await readFile(manifestFile, 'utf8'));
  const home = { scripts: [path('web/public/main.ts')], styles: [path('web/theme/public.scss')] };
  const surgery = {
    ...home,
    styles: [...home.styles, path('web/theme/surgery.scss')],
    preloads: [path('web/public/surgery.ts')],
  };
  const big = { ...home, preloads: [path('web/public/big-page.ts')] };
  return { home, big, surgery, past: path('web/theme/past.scss'), all };
}

/** The same for the pages on which people say what they want to be told of. */
export async function readFollowAssets(manifestFile: string): Promise<PageAssets> {
  const { path } = parseManifest(await readFile(manifestFile, 'utf8'));
  return {
    scripts: [path('web/follow/main.ts')],
    styles: [path('web/theme/public.scss'), path('web/theme/follow.scss')],
  };
}

/** The same for what hangs in a surgery, out of the manifest of its own build. */
export async function readPlaceAssets(manifestFile: string): Promise<PlaceAssets> {
  const text = await readFile(manifestFile, 'utf8');
  const { path } = parseManifest(text);
  const screen = { scripts: [path('web/waiting-room/main.ts')], styles: [path('web/theme/waiting-room.scss')] };
  const poster = { scripts: [], styles: [path('web/theme/poster.scss')] };
  return { build: buildOf(text), screen, poster };
}

/** The same for every staff face, out of the manifest of their own build. */
export async function readStaffAssets(manifestFile: string | URL): Promise<StaffAssets> {
  const text = await readFile(manifestFile, 'utf8');
  const { path, scriptsOf } = parseManifest(text);
  const assetsOf = (face: StaffFace) => ({
    ...scriptsOf(`web/${face}/main.ts`),
    styles: [path(`web/theme/${face}.scss`)],
  });

  const faces = {
    wallboard: assetsOf('wallboard'),
    lead: assetsOf('lead'),
    operations: assetsOf('operations'),
    'sign-in': assetsOf('sign-in'),
    account: assetsOf('account'),
  };
  return { build: buildOf(text), docs: { scripts: [], styles: [path('web/theme/docs.scss')] }, faces };
}

/** The worker of the patients' pages, out of the manifest of its own build, beside which it lies. */
export async function readPatientWorker(manifestFile: string): Promise<PatientWorkerAssets> {
  const { entry } = parseManifest(await readFile(manifestFile, 'utf8'));
  const { file } = entry('web/patient-worker/main.ts');
  return { worker: await readFile(join(dirname(manifestFile), file), 'utf8') };
}

const ICONS = [
  { file: 'icon-192.png', sizes: '192x192', purpose: 'any' },
  { file: 'icon-512.png', sizes: '512x512', purpose: 'any' },
  { file: 'icon-maskable-512.png', sizes: '512x512', purpose: 'maskable' },
] as const;

/** The same for the lead page as an app, out of the manifest of its worker, which lies beside it. */
export async function readLeadAppAssets(manifestFile: string): Promise<LeadAppAssets> {
  const { entry, path } = parseManifest(await readFile(manifestFile, 'utf8'));
  const { file } = entry('web/lead-worker/main.ts');
  return {
    icons: ICONS.map((icon) => ({
      src: path(`web/lead/icons/${icon.file}`),
      sizes: icon.sizes,
      purpose: icon.purpose,
    })),
    worker: await readFile(join(dirname(manifestFile), file), 'utf8'),
  };
}
