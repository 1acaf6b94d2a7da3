import { createHash } from 'node:crypto';
import { readFile } from 'node:fs/promises';
import { dirname, join } from 'node:path';
import type { StaffFace } from '../../shared/wire/staff-paths.ts';
import { LANGUAGES } from '../../shared/words/languages/list.ts';

/** Absolute paths of what a page loads. */
export interface PageAssets {
  readonly scripts: readonly string[];
  readonly styles: readonly string[];
  /** What the scripts import, to be asked for beside them and not after them. */
  readonly preloads?: readonly string[];
}

/** What the patients' pages load in one language. */
export interface KindsOfPages {
  readonly home: PageAssets;
  /** The first page of a practice with too many surgeries for one page. */
  readonly big: PageAssets;
  readonly surgery: PageAssets;
}

/** What the patients' pages load: as they are in English, and in other languages. */
export interface PublicAssets extends KindsOfPages {
  /** The style of days that are over: it is asked for where they begin, so that nothing above them waits for it. */
  readonly past: string;
  readonly languages?: { readonly [lang: string]: KindsOfPages };
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
  /** Of the pages about the pages, beside what all public pages load. */
  readonly about: string;
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

/** The three kinds of pages, each with what it loads more than the first. */
function kindsOf(home: PageAssets, path: (source: string) => string, surgeryStyle: string): KindsOfPages {
  const more = (source: string) => ({ ...home, preloads: [...(home.preloads ?? []), path(source)] });
  const surgery = more('web/public/surgery.ts');
  const [style = '', ...styles] = home.styles;
  return {
    home,
    big: more('web/public/big-page.ts'),
    surgery: { ...surgery, styles: [style, surgeryStyle, ...styles] },
  };
}

/**
 * The hashed names of the public pages' files, out of vite's manifests of them. Throws when the web part was not built: a
 * page without its stylesheet is not to be served by mistake.
 */
export async function readPublicAssets(folder: string): Promise<PublicAssets> {
  const english = parseManifest(await readFile(join(folder, 'manifest.json'), 'utf8'));
  const translated = parseManifest(await readFile(join(folder, 'languages-manifest.json'), 'utf8'));
  const style = english.path('web/theme/public.scss');
  const surgeryStyle = english.path('web/theme/surgery.scss');
  const inLanguage = (lang: string): KindsOfPages => {
    const home = {
      scripts: [translated.path('web/public/main-translated.ts')],
      styles: [style, translated.path('web/theme/translated.scss')],
      preloads: [translated.path(`shared/words/languages/${lang}.ts`)],
    };
    return kindsOf(home, translated.path, surgeryStyle);
  };
  const home = { scripts: [english.path('web/public/main.ts')], styles: [style] };
  const codes = LANGUAGES.map(({ lang }) => lang).filter((lang) => lang !== 'en');
  const languages = Object.fromEntries(codes.map((lang) => [lang, inLanguage(lang)]));
  const all = [...english.all, ...translated.all];
  return { ...kindsOf(home, english.path, surgeryStyle), languages, past: english.path('web/theme/past.scss'), all };
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
  return { build: buildOf(text), screen, poster, about: path('web/theme/about.scss') };
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
