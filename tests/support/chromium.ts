import { spawnSync } from 'node:child_process';
import { existsSync, lstatSync, mkdirSync, readFileSync } from 'node:fs';
import { access, constants, mkdtemp, rename, rm, writeFile } from 'node:fs/promises';
import { createRequire } from 'node:module';
import { homedir, tmpdir } from 'node:os';
import { delimiter, join } from 'node:path';
import { setTimeout as delay } from 'node:timers/promises';
import { chromium as playwright } from 'playwright-core';
import { lockFolder } from '../../server/platform/folder-lock.ts';

/** A Chromium that runs on this machine, with what its environment needs on top. */
export interface FoundChromium {
  readonly executablePath: string;
  readonly env: Readonly<Record<string, string>>;
}

const NAMES = ['chromium', 'chromium-browser', 'google-chrome', 'google-chrome-stable'];
const MAC_CHROME = '/Applications/Google Chrome.app/Contents/MacOS/Google Chrome';

let found: Promise<FoundChromium> | undefined;

/** `CHROME_PATH`, else an installed Chromium or Chrome, else the packaged one, else Playwright's own. Looks once a process. */
export function findChromium(): Promise<FoundChromium> {
  found ??= find();
  return found;
}

async function find(): Promise<FoundChromium> {
  const named = process.env['CHROME_PATH'];
  if (named) {
    if (runs(named, {})) return { executablePath: named, env: {} };
    throw new Error(`CHROME_PATH names ${named}, which does not run`);
  }
  const folders = (process.env['PATH'] ?? '').split(delimiter).filter(Boolean);
  const installed = [...folders.flatMap((folder) => NAMES.map((name) => join(folder, name))), MAC_CHROME];
  for (const executablePath of installed) {
    // Some distributions install a script that only says how to get Chromium.
    if (existsSync(executablePath) && runs(executablePath, {})) return { executablePath, env: {} };
  }
  const packaged = process.platform === 'linux' && process.arch === 'x64' ? await findPackaged() : undefined;
  if (packaged) return packaged;
  const own = playwright.executablePath();
  if (existsSync(own)) return { executablePath: own, env: {} };
  throw new Error('No Chromium runs here: install one, or set CHROME_PATH');
}

async function findPackaged(): Promise<FoundChromium | undefined> {
  const folder = await unpackedFolder();
  const executablePath = join(folder, 'chromium');
  const fonts: Record<string, string> = hasFonts() ? {} : { FONTCONFIG_FILE: join(folder, 'fonts.conf') };
  const libraries = [join(folder, 'al2023', 'lib'), process.env['LD_LIBRARY_PATH']].filter(Boolean).join(':');
  // The machine's own NSS is tried before the packaged one, which was built for another distribution.
  const choices = [fonts, { ...fonts, LD_LIBRARY_PATH: libraries }];
  const env = choices.find((choice) => runs(executablePath, choice));
  return env && { executablePath, env };
}

function runs(executablePath: string, env: Readonly<Record<string, string>>): boolean {
  const options = { env: { ...process.env, ...env }, timeout: 30_000 };
  return spawnSync(executablePath, ['--version'], options).status === 0;
}

/** Without any font a page is laid out, but its text has no width. */
function hasFonts(): boolean {
  return existsSync('/etc/fonts/fonts.conf') && existsSync('/usr/share/fonts');
}

/** The packaged Chromium, unpacked once for the project, or for the user where the project cannot be written to. */
async function unpackedFolder(): Promise<string> {
  const [bin, version] = packagedChromium();
  const project = join(import.meta.dirname, '..', '..', 'node_modules', '.cache', 'branchboard');
  const own = join(tmpdir(), `branchboard-cache-${process.getuid?.() ?? 0}`);
  // Whoever made the project is trusted as its code is; the temporary folder is everybody's.
  const prepared = join(project, `chromium-${version}`);
  if (await isExecutable(join(prepared, 'chromium'))) return prepared;
  for (const parent of [project, join(homedir(), '.cache', 'branchboard'), own]) {
    if (!provideCache(parent)) continue;
    const folder = join(parent, `chromium-${version}`);
    while (!existsSync(folder)) {
      const release = await lockFolder(parent);
      if (release) await unpack(bin, parent, folder).finally(release);
      else await delay(200);
    }
    if (await isExecutable(join(folder, 'chromium'))) return folder;
  }
  throw new Error('There is no folder to unpack the packaged Chromium into');
}

function packagedChromium(): readonly [packageFolder: string, version: string] {
  const entry = createRequire(import.meta.url).resolve('@sparticuz/chromium');
  const folder = entry.slice(0, entry.lastIndexOf('/build/'));
  const manifest: { version: string } = JSON.parse(readFileSync(join(folder, 'package.json'), 'utf8'));
  return [folder, manifest.version];
}

/** Makes a folder to keep Chromium in; false unless it is ours, and ours alone to write to. */
function provideCache(folder: string): boolean {
  try {
    mkdirSync(folder, { recursive: true, mode: 0o755 });
  } catch {
    return false;
  }
  const { uid, mode } = lstatSync(folder);
  return uid === process.getuid?.() && (mode & 0o022) === 0;
}

/** The package unpacks into the temporary folder, so it gets one of its own; renamed when whole. */
async function unpack(packageFolder: string, parent: string, folder: string): Promise<void> {
  if (existsSync(folder)) return;
  const draft = await mkdtemp(join(parent, 'draft-'));
  const entry = JSON.stringify(join(packageFolder, 'build', 'esm', 'index.js'));
  const script = `const { default: chromium } = await import(${entry}); await chromium.executablePath();`;
  // Named as running on that system, the package unpacks the libraries made for it as well.
  const env = { ...process.env, TMPDIR: draft, AWS_EXECUTION_ENV: 'AWS_Lambda_nodejs22.x' };
  const { status, stderr } = spawnSync(process.execPath, ['--input-type=module', '-e', script], {
    env,
    encoding: 'utf8',
  });
  if (status !== 0) {
    await rm(draft, { recursive: true, force: true });
    throw new Error(`The packaged Chromium could not be unpacked: ${stderr.trim()}`);
  }
  await writeFile(join(draft, 'fonts.conf'), '<fontconfig><dir prefix="relative">fonts</dir></fontconfig>\n');
  await rename(draft, folder);
}

async function isExecutable(path: string): Promise<boolean> {
  return access(path, constants.X_OK).then(
    () => true,
    () => false,
  );
}
