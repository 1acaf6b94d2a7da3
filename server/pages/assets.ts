import { readFile } from 'node:fs/promises';

/** Absolute paths of what a public page loads. */
export interface PageAssets {
  readonly scripts: readonly string[];
  readonly styles: readonly string[];
}

/** Where the built files are served. */
const ASSETS_PATH = '/assets/';

const SCRIPT_ENTRY = 'web/public/main.ts';
const STYLE_ENTRY = 'web/theme/public.scss';

type Manifest = { readonly [source: string]: { readonly file: string } };

/**
 * The hashed names of the public page's files, out of vite's manifest. Throws when the web part was not built: a page
 * without its stylesheet is not to be served by mistake.
 */
export async function readPageAssets(manifestFile: string | URL): Promise<PageAssets> {
  const manifest = JSON.parse(await readFile(manifestFile, 'utf8')) as Manifest;
  const path = (source: string): string => {
    const entry = manifest[source];
    if (!entry) throw new Error(`${source} is not in the manifest of the built web files`);
    return ASSETS_PATH + entry.file;
  };
  return { scripts: [path(SCRIPT_ENTRY)], styles: [path(STYLE_ENTRY)] };
}
