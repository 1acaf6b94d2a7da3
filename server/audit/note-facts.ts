import type { CompiledQuery, Transaction } from 'kysely';
import type { Fact } from '../../shared/facts/fact.ts';
import type { AccessEvent } from '../../shared/people/access-events.ts';
import type { Instant } from '../../shared/practice/instant.ts';
import type { Database } from '../platform/database.types.ts';
import type { Visit } from '../platform/request-parts.ts';
import { type AccessNote, accessNotes } from './note-access.ts';

/** Who said it, and from where; without a visit: by a text message, or on the machine itself. */
interface SaidBy {
  readonly id: string;
  readonly visit?: Visit | undefined;
}

interface Told {
  readonly event: AccessEvent;
  readonly outcome: string;
  readonly branch: string | null;
  readonly via?: string;
}

function toTold(fact: Fact): Told | null {
  switch (fact.kind) {
    case 'report':
      return {
        event: 'report',
        outcome: fact.onBehalf ? 'on-behalf' : 'reported',
        branch: fact.branch,
        ...(fact.via && { via: fact.via }),
      };
    case 'branch':
      return { event: 'setting', outcome: fact.branch.retired ? 'branch-retired' : 'branch', branch: fact.branch.slug };
    case 'practice':
      return { event: 'setting', outcome: 'practice', branch: null };
    case 'incident':
      return { event: 'incident', outcome: outcomeOfIncident(fact), branch: null };
    case 'planned':
      return { event: 'incident', outcome: fact.work ? 'planned' : 'called-off', branch: null };
    case 'notice':
    case 'alert':
    case 'check':
      return { event: 'incident', outcome: fact.kind, branch: fact.kind === 'alert' ? fact.branch : null };
    case 'erasure':
      return { event: 'record', outcome: fact.person === null ? 'erased' : 'name-erased', branch: fact.branch };
    default:
      return null;
  }
}

function outcomeOfIncident({ incident, seq, resolved, escalation }: Extract<Fact, { kind: 'incident' }>): string {
  if (incident === seq) return 'declared';
  if (resolved) return 'resolved';
  return escalation ? 'escalated' : 'updated';
}

function toNotes({ id: actor, visit }: SaidBy, facts: readonly Fact[]): AccessNote[] {
  const alike = new Map<string, { readonly told: Told; readonly seqs: number[]; readonly branches: string[] }>();
  for (const fact of facts) {
    const told = toTold(fact);
    if (told === null) continue;
    const key = `${told.event} ${told.outcome}`;
    const found = alike.get(key) ?? { told, seqs: [], branches: [] };
    found.seqs.push(fact.seq);
    if (told.branch !== null) found.branches.push(told.branch);
    alike.set(key, found);
  }
  return [...alike.values()].map(({ told: { event, outcome, via }, seqs, branches }) => {
    const detail = { seqs, branches, ...(via && { via }) };
    return { event, outcome, actor, address: null, ...visit, detail };
  });
}

/**
 * Keeps from where it was said, what the journal took in this transaction: the journal holds who and what. One note for all
 * that was said alike in one request.
 */
export async function noteFacts(
  trx: Transaction<Database>,
  by: SaidBy,
  facts: readonly Fact[],
  now: Instant,
): Promise<void> {
  await trx.executeQuery(factNotes(by, facts, now));
}

/** The same as one statement, to be sent with the facts. */
export function factNotes(by: SaidBy, facts: readonly Fact[], now: Instant): CompiledQuery {
  return accessNotes(toNotes(by, facts), now);
}
