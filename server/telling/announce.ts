import { randomUUID } from 'node:crypto';
import { beginTelling, decideAnnouncement } from '../../shared/follow/decide-announcement.ts';
import type { Standing } from '../../shared/follow/standing.ts';
import { type Instant, SECOND } from '../../shared/practice/instant.ts';
import type { PublicBoard } from '../../shared/wire/public-board.ts';
import { comparePositions } from '../../shared/wire/position.ts';
import type { CurrentBoard } from '../board/current-board.ts';
import type { Clock, Moment } from '../platform/clock.ts';
import type { Db } from '../platform/database.types.ts';
import {
  insertAnnouncement,
  keepTelling,
  leaveTurn,
  readTelling,
  readTurn,
  takeTurn,
  type TellingRow,
} from './telling.queries.ts';

/** Of one that dies another takes the telling over after this. */
const TURN = 15 * SECOND;
/** Nobody is told anything by a board that is older. */
const BOARD_AT_MOST = 10 * SECOND;

/** What is announced now. */
export interface Announced {
  readonly n: number;
  readonly standing: Standing;
}

export interface Announcer {
  /** Looks at the board, and announces what has become of it; null when it is not for this process to tell anything now. */
  look(now: Instant): Promise<Announced | null>;
  /** What is announced, while this process is the one that tells. */
  announced(): Announced | null;
  /** The board as patients see it at this moment; null when it is too old to tell anybody of. */
  board(): PublicBoard | null;
  /** Another process may tell at once. */
  leave(): Promise<void>;
}

export interface AnnouncerDeps {
  readonly db: Db;
  readonly clock: Clock;
  readonly board: Pick<CurrentBoard, 'publicStream' | 'checkedAt'>;
}

/** Announces, by one of all instances, what becomes of the public board. */
export function createAnnouncer({ db, clock, board }: AnnouncerDeps): Announcer {
  const teller = randomUUID();
  let row: TellingRow | null = null;
  let holdsUntil: Moment = Number.NEGATIVE_INFINITY;

  function freshBoard(): PublicBoard | null {
    return clock.now() - board.checkedAt() > BOARD_AT_MOST ? null : board.publicStream.published().view;
  }

  function announced(): Announced | null {
    if (!row?.kept || clock.monotonic() >= holdsUntil) return null;
    return { n: row.n, standing: row.kept.standing };
  }

  /** What is kept is of another journal than ours, or of a later board: somebody else was here, and we are behind. */
  function isBehind(view: PublicBoard, { epoch, position }: TellingRow, headEpoch: string): boolean {
    if (view.epoch !== headEpoch) return true;
    const ours = { seq: view.seq, edge: Date.parse(view.edge) };
    return epoch === view.epoch && position !== null && comparePositions(ours, position) < 0;
  }

  async function move(from: TellingRow, view: PublicBoard, now: Instant): Promise<TellingRow> {
    const begins = from.kept === null;
    const { kept, isNews } = from.kept
      ? decideAnnouncement(from.kept, view, now)
      : { kept: beginTelling(view, now), isNews: true };
    const position = { seq: view.seq, edge: Date.parse(view.edge) };
    const n = isNews ? from.n + 1 : from.n;
    const isSame = !begins && !isNews && JSON.stringify(kept) === JSON.stringify(from.kept);
    if (
      isSame &&
      from.epoch === view.epoch &&
      from.position?.seq === position.seq &&
      from.position.edge === position.edge
    )
      return from;
    await db.transaction().execute(async (trx) => {
      await keepTelling(trx, teller, from.version, { epoch: view.epoch, position, kept });
      if (isNews) await insertAnnouncement(trx, n, now, kept.standing);
    });
    return { version: from.version + 1, epoch: view.epoch, position, kept, n };
  }

  return {
    announced,
    board: freshBoard,
    async look(now) {
      const asked = clock.monotonic();
      // Half of the time it is only read: each word costs the database a write.
      const holds = holdsUntil - asked > TURN / 2;
      const turn = holds ? await readTurn(db, teller) : await takeTurn(db, teller, now, now + TURN);
      if (!turn) {
        row = null;
        holdsUntil = Number.NEGATIVE_INFINITY;
        return null;
      }
      if (!holds) holdsUntil = asked + TURN;
      if (row?.version !== turn.version) row = await readTelling(db);
      const view = freshBoard();
      if (!view || isBehind(view, row, turn.epoch)) return null;
      try {
        row = await move(row, view, now);
      } catch (error) {
        row = null;
        throw error;
      }
      return announced();
    },
    async leave() {
      if (clock.monotonic() >= holdsUntil) return;
      holdsUntil = Number.NEGATIVE_INFINITY;
      await leaveTurn(db, teller);
    },
  };
}
