import type { PublicBoard } from '../../shared/wire/public-board.ts';
import { until } from './until.ts';

/** The public board as an instance gives it over HTTP. */
export interface ShownBoard {
  readonly board: PublicBoard;
  readonly etag: string | null;
  /** When that instance last read its position from the database, ISO 8601 UTC. */
  readonly checkedAt: string | null;
}

export async function readBoard(origin: string): Promise<ShownBoard> {
  const response = await fetch(`${origin}/api/v1/board`);
  const board = (await response.json()) as PublicBoard;
  return { board, etag: response.headers.get('etag'), checkedAt: response.headers.get('checked-at') };
}

/** Waits until an instance shows this message at one of its branches. */
export function untilShown(origin: string, message: string, withinMs?: number): Promise<ShownBoard> {
  const look = async () => {
    const shown = await readBoard(origin);
    return shown.board.branches.some((branch) => branch.message === message) && shown;
  };
  return until(`"${message}" is shown`, look, withinMs);
}
