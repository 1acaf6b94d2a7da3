import { type DBSchema, type IDBPDatabase, openDB } from 'idb';
import type { ServerWord } from '../../shared/outbox/made-ago.ts';
import type { Instant } from '../../shared/practice/instant.ts';
import type { Session } from '../../shared/wire/session.ts';
import type { StaffBoard } from '../../shared/wire/staff-board.ts';
import { KEPT_DATABASE } from '../staff/kept-database.ts';

/** What a lead last saw on this device. */
export interface KeptSight {
  readonly session: Session;
  /** Only the branches that they speak for: a phone can be lost. */
  readonly board: StaffBoard;
  readonly checkedAt: Instant;
  readonly word: ServerWord;
}

interface Schema extends DBSchema {
  sights: { key: 'last'; value: KeptSight };
}

/** Opened for each use, so that signing out can delete it at any time. Never fails: then nothing is kept. */
async function withSights<T>(task: (db: IDBPDatabase<Schema>) => Promise<T>): Promise<T | null> {
  try {
    const db = await openDB<Schema>(KEPT_DATABASE, 1, {
      upgrade: (fresh) => void fresh.createObjectStore('sights'),
    });
    return await task(db).finally(() => db.close());
  } catch {
    return null;
  }
}

export async function readKeptSight(): Promise<KeptSight | null> {
  return (await withSights((db) => db.get('sights', 'last'))) ?? null;
}

export async function keepSight(sight: KeptSight): Promise<void> {
  await withSights((db) => db.put('sights', sight, 'last'));
}

/** The board without what its reader does not speak for. */
export function toKeptBoard(board: StaffBoard, { branches }: Pick<Session, 'branches'>): StaffBoard {
  const isOwn = (slug: string | null) => slug !== null && branches.includes(slug);
  return {
    ...board,
    recent: board.recent.filter(({ slug }) => isOwn(slug)),
    incidents: [],
    branches: board.branches.filter(({ slug }) => isOwn(slug)),
  };
}
