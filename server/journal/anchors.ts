import { appendFile, mkdir, readFile, rename, writeFile } from 'node:fs/promises';
import { dirname, join } from 'node:path';
import { fromIso, type Instant, toIso } from '../../shared/practice/instant.ts';
import type { Config } from '../platform/config.ts';
import type { Db } from '../platform/database.types.ts';

/** Where the journal stood, kept outside of its database: one that was cut or set back cannot hide it. */
export interface Anchor {
  readonly at: Instant;
  readonly epoch: string;
  readonly seq: number;
  /** Hexadecimal, of fact `seq`. */
  readonly hash: string;
}

/** Of the newest all are kept: at one in ten seconds they reach back more than half a day of steady change. */
const NEWEST = 5_000;

export function anchorsFile({ dataDir }: Pick<Config, 'dataDir'>): string {
  return join(dataDir, 'anchors.jsonl');
}

/** The anchors in a file, the oldest first; none when there is no file. A line that was cut off by a crash is passed over. */
export async function readAnchors(file: string): Promise<readonly Anchor[]> {
  const text = await readFile(file, 'utf8').catch((error: NodeJS.ErrnoException) => {
    if (error.code === 'ENOENT') return '';
    throw error;
  });
  return text.split('\n').flatMap(toAnchor);
}

function toAnchor(line: string): Anchor[] {
  try {
    const { at, epoch, seq, hash } = JSON.parse(line) as Record<string, string> & { seq: number };
    return [{ at: fromIso(String(at)), epoch: String(epoch), seq, hash: String(hash) }];
  } catch {
    return [];
  }
}

function toLine({ at, epoch, seq, hash }: Anchor): string {
  return `${JSON.stringify({ at: toIso(at), epoch, seq, hash })}\n`;
}

export async function addAnchor(file: string, anchor: Anchor): Promise<void> {
  await mkdir(dirname(file), { recursive: true });
  await appendFile(file, toLine(anchor), { mode: 0o600 });
}

/** Those worth keeping, the oldest first: the newest ones, and of each day before them the last. */
function thinAnchors(anchors: readonly Anchor[], newest: number): readonly Anchor[] {
  const dayOf = ({ at }: Anchor) => toIso(at).slice(0, 10);
  const older = anchors.slice(0, -newest);
  const lastOfDays = older.filter(
    (anchor, n) => n === older.length - 1 || dayOf(anchor) !== dayOf(older[n + 1] ?? anchor),
  );
  return [...lastOfDays, ...anchors.slice(-newest)];
}

/** Thins a file that has grown to twice of what is kept; a crash meanwhile leaves the old one. */
export async function trimAnchors(file: string, newest = NEWEST): Promise<void> {
  const anchors = await readAnchors(file);
  if (anchors.length <= 2 * newest) return;
  const next = `${file}.new`;
  await writeFile(next, thinAnchors(anchors, newest).map(toLine).join(''), { mode: 0o600 });
  await rename(next, file);
}

/** Where the journal stands now; null while it is empty. */
export async function readAnchor(db: Db, at: Instant): Promise<Anchor | null> {
  const { epoch, seq, hash } = await db
    .selectFrom('journal_head')
    .select(['epoch', 'seq', 'hash'])
    .executeTakeFirstOrThrow();
  return hash === null ? null : { at, epoch, seq, hash: hash.toString('hex') };
}
