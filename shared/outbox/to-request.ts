import { MADE_SECONDS_AGO_MAX, QUEUED_FROM_SECONDS } from '../facts/report-limits.ts';
import { SECOND, toIso } from '../practice/instant.ts';
import type { ReportBody } from '../wire/report.ts';
import type { OutboxEntry } from './entry.ts';
import { madeAgo, type ServerWord } from './made-ago.ts';

export type EntryRequest =
  | { readonly kind: 'send'; readonly body: ReportBody; readonly isQueued: boolean }
  | { readonly kind: 'too-old' };

/**
 * What is sent for an entry now. What waited says for how long, because others may know better since; what is older
 * than the server takes is not sent at all: as of any later time it would be wrong.
 */
export function toRequest({ content, made }: Pick<OutboxEntry, 'content' | 'made'>, word: ServerWord): EntryRequest {
  const madeSecondsAgo = Math.ceil(madeAgo(made, word) / SECOND);
  if (madeSecondsAgo > MADE_SECONDS_AGO_MAX) return { kind: 'too-old' };
  const isQueued = madeSecondsAgo >= QUEUED_FROM_SECONDS;
  if (!isQueued) return { kind: 'send', body: content, isQueued };
  const lastSeen = made.word && { lastSeenAt: toIso(made.word.now) };
  return { kind: 'send', body: { ...content, madeSecondsAgo, ...lastSeen }, isQueued };
}
