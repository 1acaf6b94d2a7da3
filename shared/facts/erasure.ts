import type { Instant } from '../practice/instant.ts';
import type { Fact, FactHead } from './fact.ts';

/** The texts of facts that can be erased, by the field that somebody typed them into. */
export const TEXT_FIELDS = ['message', 'note', 'title', 'public', 'staff', 'reference', 'reason'] as const;
export type TextField = (typeof TEXT_FIELDS)[number];

/** Of those, what patients read. */
const PUBLIC_FIELDS: readonly TextField[] = ['message', 'title', 'public'];

/** An admin erased texts of a fact, or the name of somebody who left. It comes after what it erases, which is empty then. */
export interface ErasureFact extends FactHead {
  readonly kind: 'erasure';
  /** Of the fact whose texts went; null: a name went. */
  readonly branch: string | null;
  /** seq of that fact. */
  readonly target: number | null;
  readonly fields: readonly TextField[];
  /** Whose name went; null: texts did. */
  readonly person: string | null;
  /** For staff; null once it is erased itself. */
  readonly reason: string | null;
}

/** Whether patients can see that the words are gone. */
export function erasesPublic({ fields }: Pick<ErasureFact, 'fields'>): boolean {
  return fields.some((field) => PUBLIC_FIELDS.includes(field));
}

/** When texts of a fact were erased, and by whom. */
export interface Erased {
  readonly at: Instant;
  readonly by: string | null;
}

type TextsOfFact = { readonly [F in TextField]?: string | null };

/** What was typed in a fact, by field; null where it was emptied or erased. */
function textsIn(fact: Fact): TextsOfFact {
  switch (fact.kind) {
    case 'report':
      return { message: fact.message, note: fact.note } as TextsOfFact;
    case 'incident': {
      const { title, public: told, staff, escalation } = fact;
      return { title, public: told, staff, reference: escalation?.reference } as TextsOfFact;
    }
    case 'planned':
      return fact.work ? { title: fact.work.title } : {};
    case 'notice':
    case 'alert':
    case 'erasure':
      return { reason: fact.reason };
    default:
      return {};
  }
}

/** The fields of a fact that hold words. */
export function textFieldsOf(fact: Fact): TextField[] {
  const texts = textsIn(fact);
  return TEXT_FIELDS.filter((field) => typeof texts[field] === 'string');
}

/** The fact with words in the place of each text that was erased of it. */
export function fillErased(fact: Fact, words: ReadonlyMap<TextField, string>): Fact {
  if (words.size === 0) return fact;
  const texts = Object.fromEntries(words);
  if (fact.kind === 'planned') return fact.work ? { ...fact, work: { ...fact.work, ...texts } } : fact;
  if (fact.kind !== 'incident') return { ...fact, ...texts } as Fact;
  const { reference, ...rest } = texts;
  const escalation = reference !== undefined && fact.escalation && { ...fact.escalation, reference };
  return { ...fact, ...rest, ...(escalation && { escalation }) };
}
