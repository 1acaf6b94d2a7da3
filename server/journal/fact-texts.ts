import type { NewFact } from './fact-row.ts';

/** By field, what a person typed; null where they emptied it. Only fields that were spoken of. */
export type Texts = Readonly<Record<string, string | null>>;

function present(fields: Readonly<Record<string, string | null | undefined>>): Texts {
  const entries = Object.entries(fields).filter((entry): entry is [string, string | null] => entry[1] !== undefined);
  return Object.fromEntries(entries);
}

/** What was typed in a fact: it is kept in rows of its own, which can be erased. */
export function textsOf(fact: NewFact): Texts {
  switch (fact.kind) {
    case 'report':
      return present({ message: fact.message, note: fact.note });
    case 'incident':
      return present({
        title: fact.title,
        public: fact.public,
        staff: fact.staff,
        reference: fact.escalation?.reference,
      });
    case 'planned':
      return present({ title: fact.work?.title });
    case 'notice':
    case 'alert':
    case 'erasure':
      return present({ reason: fact.reason });
    default:
      return {};
  }
}
