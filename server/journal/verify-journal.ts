import { toIso } from '../../shared/practice/instant.ts';
import type { Db } from '../platform/database.types.ts';
import type { Anchor } from './anchors.ts';
import { OTHER_KEY } from './seal-facts.ts';
import { type EvidenceRow, selectEvidence } from './evidence.ts';
import { textIdsOf } from './fact-payload.ts';
import type { FactDigests, JournalKey } from './journal-key.ts';

const BATCH = 1_000;

export type Verdict =
  | {
      readonly whole: true;
      readonly epoch: string;
      /** How many facts there are. */
      readonly seq: number;
      /** Hexadecimal, of the last fact; empty when there is none. */
      readonly hash: string;
      /** How many actors have another name now than one they spoke with. */
      readonly renamed: number;
    }
  | {
      readonly whole: false;
      /** Of the first fact that is not as it was written; null when it is not about one. */
      readonly seq: number | null;
      readonly fault: string;
    };

/**
 * Reads the whole journal, a batch at a time, and tells whether it is what was written: each fact and its words, none
 * missing, and none after what the head or an anchor saw last. Anchors of another epoch say nothing about it. Call it in
 * one snapshot, or facts that come meanwhile are taken for faults.
 */
export async function verifyJournal(db: Db, key: JournalKey, anchors: readonly Anchor[] = []): Promise<Verdict> {
  const head = await db.selectFrom('journal_head').selectAll().executeTakeFirstOrThrow();
  if (head.key_fingerprint !== key.fingerprint && head.seq > 0) return bad(null, OTHER_KEY);
  const anchored = new Map(anchors.filter(({ epoch }) => epoch === head.epoch).map((anchor) => [anchor.seq, anchor]));

  const renamed = new Set<string>();
  let seq = 0;
  let hash: Buffer | null = null;
  for (let size = BATCH; size === BATCH; ) {
    const rows: readonly EvidenceRow[] = await selectEvidence(db, seq, BATCH);
    size = rows.length;
    for (const row of rows) {
      const fault = faultOf(row, seq, hash, key);
      if (fault) return bad(seq + 1, fault);
      if (isRenamed(row, key)) renamed.add(row.actor);
      ({ seq, hash } = row);
      const anchor = anchored.get(seq);
      if (anchor && anchor.hash !== hash?.toString('hex')) return bad(seq, rewrittenSince(anchor));
    }
  }
  if (head.seq > seq) return bad(seq + 1, `the journal ends at fact ${seq}, and its head says ${head.seq}`);
  if (head.seq < seq) return bad(head.seq + 1, `the head ends at fact ${head.seq}, and the journal at ${seq}`);
  if (!sameHash(head.hash, hash)) return bad(seq, 'the head does not carry the evidence of the last fact');
  const furthest = [...anchored.values()].findLast((anchor) => anchor.seq > seq);
  if (furthest) return bad(seq + 1, `the journal ends at fact ${seq}, and ${sawOf(furthest)}`);
  return { whole: true, epoch: head.epoch, seq, hash: hash?.toString('hex') ?? '', renamed: renamed.size };
}

function faultOf(row: EvidenceRow, before: number, hash: Buffer | null, key: JournalKey): string | null {
  if (row.seq !== before + 1) return 'it is missing';
  if (row.hash === null || row.digests === null) return 'it has no evidence';
  const digests = row.digests as FactDigests;
  if (!sameHash(row.hash, key.hash(hash, { ...row, digests }))) {
    return 'it is not what was written, or not by this key';
  }
  return wordsFault(row, digests, key);
}

/** A word that was erased is no fault, one that was changed is. */
function wordsFault({ payload, texts }: EvidenceRow, digests: FactDigests, key: JournalKey) {
  const ids = textIdsOf(payload);
  for (const [field, id] of Object.entries(ids)) {
    const body = texts?.[field] ?? null;
    if (id === null || body === null) continue;
    if (key.digestText(id, body) !== digests.texts[field]) return `its text "${field}" is not what was written`;
  }
  return null;
}

/** People may be given another name; who they are is in the chain. */
function isRenamed({ actor, actor_name, digests }: EvidenceRow, key: JournalKey): boolean {
  return actor_name !== null && key.digestName(actor, actor_name) !== (digests as FactDigests).actor;
}

function sameHash(one: Buffer | null, other: Buffer | null): boolean {
  return one === null || other === null ? one === other : one.equals(other);
}

function sawOf({ seq, at }: Anchor): string {
  return `at ${toIso(at)} it reached ${seq}`;
}

function rewrittenSince(anchor: Anchor): string {
  return `it is not what stood there when the journal was seen at ${toIso(anchor.at)}`;
}

function bad(seq: number | null, fault: string): Verdict {
  return { whole: false, seq, fault };
}
