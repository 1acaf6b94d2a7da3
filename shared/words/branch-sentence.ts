import type { BranchSituation } from '../board/branch-state.ts';
import type { Instant } from '../practice/instant.ts';
import { formatSince } from './times.ts';

/** What one branch's sentence is made of. */
export interface BranchSentenceParts {
  readonly name: string;
  readonly situation: BranchSituation;
  readonly heardToday: boolean;
  /** Last heard of it, null when never. */
  readonly heardAt: Instant | null;
  readonly now: Instant;
  readonly zone: string;
}

/** Contact is back, and not trusted yet. */
export function heardAgain(name: string): string {
  return `We are hearing from ${name} again. We are making sure that it works.`;
}

function silenceSentence({ name, heardAt, now, zone, situation }: BranchSentenceParts): string {
  if (situation.it.sender.state === 'recovering') return heardAgain(name);
  if (heardAt === null) return `We have not heard from ${name}.`;
  return `We have not heard from ${name} since ${formatSince(heardAt, now, zone)}.`;
}

function limitedSentence({ name, situation: { reasons } }: BranchSentenceParts): string {
  if (reasons.includes('it-degraded')) return `Some services at ${name} are not working properly.`;
  if (reasons.includes('intermittent')) return `The internet at ${name} keeps going on and off.`;
  return `${name} has fewer GPs than usual.`;
}

/** One sentence about a branch: "Clayton Surgery has a problem." */
export function branchSentence(parts: BranchSentenceParts): string {
  const { name, situation } = parts;
  switch (situation.state) {
    case 'normal':
      return `${name} is working normally.`;
    case 'closed':
      return `${name} is closed.`;
    case 'unknown':
      return parts.heardToday ? `We are not sure how ${name} is working.` : `${name} has not told us yet today.`;
    case 'limited':
      return limitedSentence(parts);
    case 'degraded':
      return situation.reasons.join() === 'not-heard' ? silenceSentence(parts) : `${name} has a problem.`;
  }
}
