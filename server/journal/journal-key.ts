import { createHmac } from 'node:crypto';
import { toIso } from '../../shared/practice/instant.ts';
import { canonicalJson } from './canonical-json.ts';
import type { FactRow } from './fact.table.ts';

/** Keyed digests of the words that a fact speaks by id: the words can be erased, and the fact stays whole. */
export interface FactDigests {
  /** Of the actor's name; null when there was none. */
  readonly actor: string | null;
  /** By field, of what was typed; null where the field was emptied. */
  readonly texts: Readonly<Record<string, string | null>>;
}

/** A fact as its evidence covers it. */
export type EvidentFact = Omit<FactRow, 'hash' | 'digests'> & { readonly digests: FactDigests };

/** What makes the evidence of a journal, and checks it. Whoever holds its secret can forge both. */
export interface JournalKey {
  readonly secret: string;
  /** Tells two keys apart and nothing of either. */
  readonly fingerprint: string;
  digestText(id: string, body: string): string;
  digestName(actor: string, name: string): string;
  /** Of the fact and, by `before`, of all that precede it; null before the first. */
  hash(before: Buffer | null, fact: EvidentFact): Buffer;
}

export function createJournalKey(secret: string): JournalKey {
  // Each use has a label, so that no digest of one can pass for another's.
  const digest = (...parts: readonly string[]) => createHmac('sha256', secret).update(JSON.stringify(parts));
  return {
    secret,
    fingerprint: digest('fingerprint').digest('hex').slice(0, 16),
    digestText: (id, body) => digest('text', id, body).digest('hex'),
    digestName: (actor, name) => digest('name', actor, name).digest('hex'),
    hash: (before, fact) => digest('fact', before?.toString('hex') ?? '', canonicalJson(toEvidence(fact))).digest(),
  };
}

function toEvidence({ seq, kind, branch, at, recorded_at, actor, payload, digests }: EvidentFact): object {
  const stamps = { at: toIso(at.getTime()), recordedAt: toIso(recorded_at.getTime()) };
  return { seq, kind, branch, ...stamps, actor, payload, digests };
}
