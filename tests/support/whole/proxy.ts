import { SECOND } from '../../../shared/practice/instant.ts';
import type { Seeded } from '../seeded.ts';
import type { BoardAnswer } from './instance.ts';
import type { Scheduler } from './scheduler.ts';

/** What stands between patients and the instances, and keeps what everybody may have. */
export interface Proxy {
  /** An answer from behind it, or one that it has kept. */
  pass(ask: () => Promise<BoardAnswer>): Promise<BoardAnswer>;
}

/** As the server allows it: `max-age`, `stale-while-revalidate`; when nobody answers, `stale-if-error` for a day. */
const FRESH_FOR = 2 * SECOND;
const STALE_FOR = 32 * SECOND;
/** Not every proxy keeps what it may. */
const KEEPS_SHARE = 0.5;

export function createProxy(scheduler: Scheduler, chance: Seeded): Proxy {
  const keeps = chance.next() < KEEPS_SHARE;
  let kept: { readonly answer: BoardAnswer; readonly at: number } | null = null;

  async function renew(ask: () => Promise<BoardAnswer>): Promise<BoardAnswer> {
    const answer = await ask();
    kept = { answer, at: scheduler.now() };
    return answer;
  }

  return {
    async pass(ask) {
      if (!keeps || !kept) return renew(ask);
      const age = scheduler.now() - kept.at;
      if (age <= FRESH_FOR) return kept.answer;
      if (age <= STALE_FOR) {
        void renew(ask).catch(() => {});
        return kept.answer;
      }
      return renew(ask).catch((error: unknown) => {
        if (kept) return kept.answer;
        throw error;
      });
    },
  };
}
