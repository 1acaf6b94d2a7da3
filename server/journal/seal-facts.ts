import { randomUUID } from 'node:crypto';
import type { Fact } from '../../shared/facts/fact.ts';
import type { Instant } from '../../shared/practice/instant.ts';
import type { TextIds } from './fact-payload.ts';
import { type NewFact, toFact, toFactRow } from './fact-row.ts';
import { type Texts, textsOf } from './fact-texts.ts';
import type { FactRow } from './fact.table.ts';
import type { Head } from './head.ts';
import type { FactDigests, JournalKey } from './journal-key.ts';

/** What is said of a journal whose evidence another key made. */
export const OTHER_KEY =
  'The journal is sealed with another key: set JOURNAL_KEY to it, or put it back into keys/journal.key of DATA_DIR.';

/** The head of the journal while it is held. */
export interface HeldHead extends Head {
  readonly hash: Buffer | null;
  /** Of the key that made the evidence so far. */
  readonly fingerprint: string | null;
}

/** Where facts are appended, and what is known of who says them. */
export interface Place {
  readonly head: HeldHead;
  readonly names: ReadonlyMap<string, string | null>;
  readonly recordedAt: Instant;
}

/** Facts with their evidence, as they are written. */
export interface SealedFacts {
  readonly facts: readonly Fact[];
  readonly rows: readonly SealedRow[];
  readonly texts: readonly { readonly id: string; readonly body: string | null }[];
  /** Of the key. */
  readonly fingerprint: string;
}

interface SealedRow extends FactRow {
  readonly hash: Buffer;
}

/** Gives the facts their places after the head, and each the evidence of itself and all before it. */
export function sealFacts(key: JournalKey, facts: readonly NewFact[], place: Place): SealedFacts {
  requireSameKey(place.head, key);
  const drafts = facts.map((fact) => toDraft(fact, place.names, key));
  const rows = sealedRows(drafts, place, key);
  return {
    // By the same mapping as every reader's, so that the writer's answer and the board's fold hold the same fact.
    facts: rows.map((row, index) =>
      toFact({ ...row, actor_name: place.names.get(row.actor) ?? null, texts: drafts[index]?.texts ?? null }),
    ),
    rows,
    texts: drafts.flatMap(({ texts, ids }) =>
      Object.entries(ids).flatMap(([field, id]) => (id === null ? [] : [{ id, body: texts[field] ?? null }])),
    ),
    fingerprint: key.fingerprint,
  };
}

function requireSameKey({ seq, hash, fingerprint }: HeldHead, key: JournalKey): void {
  // Another's evidence cannot be carried on: every check would call the facts that follow forged.
  if (fingerprint !== null && fingerprint !== key.fingerprint) throw new Error(OTHER_KEY);
  if (seq > 0 && hash === null) throw new Error('the journal was not sealed: start the server first');
}

function sealedRows(drafts: readonly Draft[], { head, recordedAt }: Place, key: JournalKey): readonly SealedRow[] {
  let { seq, hash } = head;
  return drafts.map(({ fact, ids, digests }) => {
    seq += 1;
    const row = { ...toFactRow(fact, seq, recordedAt, ids), digests };
    const sealed = { ...row, hash: key.hash(hash, row) };
    hash = sealed.hash;
    return sealed;
  });
}

interface Draft {
  readonly fact: NewFact;
  readonly texts: Texts;
  readonly ids: TextIds;
  readonly digests: FactDigests;
}

function toDraft(fact: NewFact, names: ReadonlyMap<string, string | null>, key: JournalKey): Draft {
  const texts = textsOf(fact);
  const ids: Record<string, string | null> = {};
  const digests: Record<string, string | null> = {};
  for (const [field, text] of Object.entries(texts)) {
    const id = text === null ? null : randomUUID();
    ids[field] = id;
    digests[field] = id === null || text === null ? null : key.digestText(id, text);
  }
  const name = names.get(fact.actor) ?? null;
  const actor = name === null ? null : key.digestName(fact.actor, name);
  return { fact, texts, ids, digests: { actor, texts: digests } };
}
