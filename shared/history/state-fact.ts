import type { Fact } from '../facts/fact.ts';

/**
 * A fact without who said it and without anybody's words: what is left is what a state follows from. null when no state
 * follows from it. So what is kept for the history holds nothing that could ever have to be erased.
 */
export function toStateFact(fact: Fact): Fact | null {
  const { seq, at, recordedAt } = fact;
  const head = { seq, at, recordedAt, actor: '', actorName: null };
  switch (fact.kind) {
    case 'report': {
      const { kind, branch, onBehalf, it, gps, access, confirm } = fact;
      if (!it && !gps && !access && !confirm) return null;
      return {
        ...head,
        kind,
        branch,
        onBehalf,
        ...(it && { it }),
        ...(gps && { gps }),
        ...(access && { access }),
        ...(confirm && { confirm }),
      };
    }
    case 'signal':
      return fact.public ? { ...fact, ...head } : null;
    case 'probe':
    case 'flapping':
    case 'branch':
    case 'practice':
      return { ...fact, ...head };
    case 'incident': {
      const { kind, incident, severity, branches, services, affected, resolved } = fact;
      return {
        ...head,
        kind,
        incident,
        ...(severity && { severity }),
        ...(branches && { branches }),
        ...(services && { services }),
        ...(affected && { affected }),
        ...(resolved && { resolved }),
      };
    }
    case 'planned':
    case 'notice':
    case 'alert':
    case 'check':
    case 'erasure':
      return null;
  }
}

/** The branch that a fact is about; null: it is about the practice. */
export function branchOfFact(fact: Fact): string | null {
  if (fact.kind === 'branch') return fact.branch.slug;
  return 'branch' in fact ? fact.branch : null;
}
