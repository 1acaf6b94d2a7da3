import type { Instant } from '../practice/instant.ts';
import type { BranchStateName, Reason } from '../wire/public-board.ts';
import { ENGLISH } from './english.ts';
import { formatSince } from './times.ts';
import { tell, type Words } from './words.ts';

/** How long nothing was heard of a branch, or of several. */
interface Silence {
  readonly name: string;
  /** Contact is back, and not trusted yet. */
  readonly isRecovering: boolean;
  /** Last heard of it, null when never. */
  readonly heardAt: Instant | null;
  readonly now: Instant;
  readonly zone: string;
}

/** What one branch's sentence is made of. */
export interface BranchSentenceParts extends Silence {
  readonly situation: { readonly state: BranchStateName; readonly reasons: readonly Reason[] };
  readonly heardToday: boolean;
}

/** "We have not heard from Clayton Surgery since 10:32am." */
export function silenceSentence({ name, isRecovering, heardAt, now, zone }: Silence, words: Words): string {
  if (isRecovering) return tell(words, 'nameHeardAgain', { name });
  if (heardAt === null) return tell(words, 'nameNotHeard', { name });
  return tell(words, 'nameNotHeardSince', { name, when: formatSince(heardAt, now, zone, words) });
}

function limitedSentence({ name, situation: { reasons } }: BranchSentenceParts, words: Words): string {
  if (reasons.includes('it-degraded')) return tell(words, 'namePartly', { name });
  return tell(words, reasons.includes('intermittent') ? 'nameOnAndOff' : 'nameFewerGps', { name });
}

/** One sentence about a branch: "Clayton Surgery has a problem." */
export function branchSentence(parts: BranchSentenceParts, words: Words = ENGLISH): string {
  const { name, situation } = parts;
  switch (situation.state) {
    case 'normal':
      return tell(words, 'nameNormal', { name });
    case 'closed':
      return tell(words, 'nameClosed', { name });
    case 'unknown':
      return tell(words, parts.heardToday ? 'nameNotSure' : 'nameNotTold', { name });
    case 'limited':
      return limitedSentence(parts, words);
    case 'degraded':
      return situation.reasons.join() === 'not-heard'
        ? silenceSentence(parts, words)
        : tell(words, 'nameProblem', { name });
  }
}
