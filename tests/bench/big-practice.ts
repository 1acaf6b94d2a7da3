import { execFile } from 'node:child_process';
import { mkdtemp, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { promisify } from 'node:util';
import { PROJECT_ROOT } from '../../server/platform/project-root.ts';

const IMPORT = join(PROJECT_ROOT, 'dist/server/commands/import.js');
const COLUMNS =
  'slug,name,odsCode,address,town,postcode,lat,lon,phone,openingHours,expectedGps,listSize,internetProvider,recordsSystem,phoneSupplier';
/** All day, so that the hour in which somebody measures makes no difference. */
const HOURS = 'Mon-Sun 00:00-24:00';
const INTERNET = ['FenFibre', 'Wold Net', 'BT'];
const RECORDS = ['EMIS Web', 'SystmOne'];

/** Slugs of a made-up practice of so many branches, spread over a county. */
export function bigPracticeSlugs(count: number): readonly string[] {
  return Array.from({ length: count }, (_, at) => `branch-${at + 1}`);
}

function lineOf(slug: string, at: number): string {
  const number = String(at + 1).padStart(4, '0');
  const place = `${(52 + (at % 40) * 0.02).toFixed(4)},${(-1 + Math.floor(at / 40) * 0.02).toFixed(4)}`;
  const who = `Branch ${number},Z99${String(at + 1).padStart(6, '0')},${at + 1} High Street,Town ${Math.floor(at / 10) + 1}`;
  const supplied = `${INTERNET[at % INTERNET.length]},${RECORDS[at % RECORDS.length]},VoxLine`;
  return `${slug},${who},PE2 5ZZ,${place},01632 96${number},${HOURS},6,5000,${supplied}`;
}

/** Gives a running server a practice of so many branches in place of its own, by the command that practices use. */
export async function importBigPractice(databaseUrl: string, dataDir: string, count: number): Promise<void> {
  const folder = await mkdtemp(join(tmpdir(), 'branchboard-bench-import-'));
  const file = join(folder, 'branches.csv');
  await writeFile(file, [COLUMNS, ...bigPracticeSlugs(count).map(lineOf), ''].join('\n'));
  const env = { ...process.env, DATABASE_URL: databaseUrl, DATA_DIR: dataDir };
  await promisify(execFile)(process.execPath, [IMPORT, file, '--replace', '--name', 'Big Practice'], { env });
  await rm(folder, { recursive: true, force: true });
}
