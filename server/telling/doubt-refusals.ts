import type { Delivered } from './channel.ts';

const IN_A_ROW = 3;

/**
 * Reads refusals with doubt: when nobody else is reached either, it is we who are refused, and no address. So a mail server
 * that takes nothing from us ends nobody's wish to be told.
 */
export function createDoubt(): (delivered: Delivered) => Delivered {
  let hasReached = false;
  let inARow = 0;
  return (delivered) => {
    if (delivered.kind === 'sent') {
      hasReached = true;
      inARow = 0;
    }
    if (delivered.kind !== 'refused') return delivered;
    inARow += 1;
    const { status, reason } = delivered;
    if (inARow > IN_A_ROW) return { kind: 'failed', status, reason, all: true, retryAfter: null };
    return { kind: 'refused', status, reason, counts: delivered.counts && hasReached };
  };
}
