import { PATHS } from '../../shared/wire/paths.ts';
import type { PublicBoard } from '../../shared/wire/public-board.ts';
import type { StaffEnvironment } from '../staff/environment.ts';
import { send } from '../staff/send.ts';

type QuoteEnvironment = Pick<StaffEnvironment, 'request' | 'after' | 'random' | 'newKey'>;

const TRIES = 6;
const BETWEEN_MS = 500;

/**
 * The public board once it holds the fact of `seq`; null when it did not come. A fact for staff alone never moves the
 * public board: then `isShown` tells that the server's boards have it, and the next reading holds what patients see.
 */
export async function readPublicBoard(
  environment: QuoteEnvironment,
  seq: number,
  isShown: () => boolean,
): Promise<PublicBoard | null> {
  for (let tried = 1; tried <= TRIES; tried += 1) {
    const shown = isShown();
    const result = await send(environment, { method: 'GET', path: PATHS.publicBoard, tries: 1 });
    const board = result.kind === 'ok' ? (result.body as PublicBoard) : null;
    if (board && (board.seq >= seq || shown)) return board;
    await new Promise<void>((resolve) => {
      environment.after(BETWEEN_MS, resolve);
    });
  }
  return null;
}
