import { saidOf } from '../../shared/facts/decide-report.ts';
import type { OutboxEntry } from '../../shared/outbox/entry.ts';
import type { Instant } from '../../shared/practice/instant.ts';
import { changedSentence } from '../../shared/words/staff-edits.ts';
import { OUTCOME } from '../../shared/words/staff-lead.ts';
import { OUTBOX, refusalWords } from '../../shared/words/staff-outbox.ts';
import type { Outbox, Said } from '../outbox/outbox.ts';

/** What became of something that was said with one tap, without a sheet. */
export interface SpokenAnswer {
  readonly kind: 'done' | 'fault';
  readonly text: string;
}

function answerOf({ state, content }: OutboxEntry, thanks: string, now: Instant): SpokenAnswer | null {
  switch (state.kind) {
    case 'waiting':
      if (state.why === 'new') return null;
      return { kind: 'fault', text: state.why === 'signed-out' ? OUTCOME.signedOut : OUTBOX.stillSoWaits };
    case 'sent':
      return { kind: 'done', text: thanks };
    case 'refused':
      return { kind: 'fault', text: `${OUTCOME.unsentAway} ${refusalWords(state)}` };
    case 'changed': {
      const [change] = state.clashes;
      const text = change ? changedSentence(change, saidOf(content, change.field), now) : OUTCOME.unsentAway;
      return { kind: 'fault', text: `${text} ${OUTCOME.changedSince}` };
    }
  }
}

/**
 * Says something without a sheet, and tells what became of it at first. What is settled by then leaves the outbox: of
 * what others changed, a person looks again.
 */
export function sayAtOnce(outbox: Outbox, said: Said, thanks: string, now: () => Instant): Promise<SpokenAnswer> {
  const key = outbox.say(said);
  return new Promise((resolve) => {
    const stop = outbox.subscribe(() => {
      const entry = outbox.find(key);
      const answer = entry && answerOf(entry, thanks, now());
      if (!entry || !answer) return;
      stop();
      if (entry.state.kind !== 'waiting') outbox.remove(key);
      resolve(answer);
    });
  });
}
