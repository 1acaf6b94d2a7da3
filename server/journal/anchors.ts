import { appendFile, mkdir, readFile } from 'node:fs/promises';
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

/** Lines read at most: enough for a year of starts, and for every few minutes of the last day. */
const KEPT = 5_000;

export function anchorsFile({ dataDir }: Pick<Config, 'dataDir'>): string {
  return join(dataDir, 'anchors.jsonl');
}

/** The anchors in a file, the oldest first; none when there is no file. A line that was cut off by a crash is passed over. */
export async function readAnchors(file: string): Promise<readonly Anchor[]> {
  const text = await readFile(file, 'utf8').catch((error: NodeJS.ErrnoException) => {
    if (error.code === 'ENOENT') return '';
    throw error;
  });
  return text.split('\n').slice(-KEPT).flatMap(toAnchor);
}

function toAnchor(line: string): Anchor[] {
  try {
    const { at, epoch, seq, hash } = JSON.parse(line) as Record<string, string> & { seq: number };
    return [{ at: fromIso(String(at)), epoch: String(epoch), seq, hash: String(hash) }];
  } catch {
    return [];
  }
}

export async function addAnchor(file: string, { at, epoch, seq, hash }: Anchor): Promise<void> {
  await mkdir(dirname(file), { recursive: true });
  await appendFile(file, `${JSON.stringify({ at: toIso(at), epoch, seq, hash })}\n`, { mode: 0o600 });
}

/** Where the journal stands now; null while it is empty. */
export async function readAnchor(db: Db, at: Instant): Promise<Anchor | null> {
  const { epoch, seq, hash } = await db
    .selectFrom('journal_head')
    .select(['epoch', 'seq', 'hash'])
    .executeTakeFirstOrThrow();
  return hash === null ? null : { at, epoch, seq, hash: hash.toString('hex') };
}
