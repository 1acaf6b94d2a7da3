import type { Clash } from '../../../shared/wire/report.ts';
import type { FormFault } from '../forms/form.ts';

/** What a setting is filled in as: texts as they were typed, by the fields of its body. */
export type DraftOf<B> = { readonly [F in keyof B]: unknown };

/** Something that the office sets as a whole: `B` is what is sent, `D` what is filled in. */
export interface SettingKind<B extends object, D extends DraftOf<B>> {
  toDraft(body: B): D;
  toBody(draft: D): B;
  /** What can be known to be wrong before it is sent. */
  faultsOf(draft: D): readonly FormFault[];
}

/** A field that two people set otherwise. */
export interface Question {
  readonly field: string;
  readonly by: string | null;
  readonly at: string;
  readonly theirs: unknown;
  readonly mine: unknown;
  readonly choice: 'theirs' | 'mine' | null;
}

/** A setting that is being changed. */
export interface SettingEdit<B extends object, D extends DraftOf<B>> {
  /** As it is set, as far as is known here. */
  readonly base: B;
  /** The fact that set it so: what `If-Match` says. */
  readonly seq: number;
  readonly draft: D;
  readonly questions: readonly Question[];
}

/** A refusal because others were faster. */
export interface Overtaken {
  readonly seq: number;
  readonly changed: readonly Clash[];
}

function isSame(a: unknown, b: unknown): boolean {
  return JSON.stringify(a) === JSON.stringify(b);
}

export function beginEdit<B extends object, D extends DraftOf<B>>(
  kind: SettingKind<B, D>,
  base: B,
  seq: number,
): SettingEdit<B, D> {
  return { base, seq, draft: kind.toDraft(base), questions: [] };
}

/** Something was filled in that is not stored. */
export function isChanged<B extends object, D extends DraftOf<B>>(
  kind: SettingKind<B, D>,
  { base, draft }: SettingEdit<B, D>,
): boolean {
  return !isSame(draft, kind.toDraft(base));
}

/**
 * The edit on top of what others set meanwhile: their fields come in, mine stay, and where both set the same field
 * somebody has to choose.
 */
export function rebase<B extends object, D extends DraftOf<B>>(
  kind: SettingKind<B, D>,
  edit: SettingEdit<B, D>,
  { seq, changed }: Overtaken,
): SettingEdit<B, D> {
  const before = edit.base as Readonly<Record<string, unknown>>;
  const mine = kind.toBody(edit.draft) as Readonly<Record<string, unknown>>;
  const theirs = new Map(changed.filter(({ field }) => field in before).map((clash) => [clash.field, clash]));
  const fields = Object.keys(before);
  const now = (field: string) => (theirs.has(field) ? theirs.get(field)?.was : before[field]);
  const isMine = (field: string) => !isSame(mine[field], before[field]);
  const base = Object.fromEntries(fields.map((field) => [field, now(field)])) as B;
  const merged = Object.fromEntries(fields.map((field) => [field, isMine(field) ? mine[field] : now(field)])) as B;
  const questions = [...theirs.values()]
    .filter(({ field, was }) => isMine(field) && !isSame(mine[field], was))
    .map(({ field, by, at, was }) => ({ field, by, at, theirs: was, mine: mine[field], choice: null }));
  return { base, seq, draft: kind.toDraft(merged), questions };
}

/** Whose word shall stand for a field. */
export function choose<B extends object, D extends DraftOf<B>>(
  kind: SettingKind<B, D>,
  edit: SettingEdit<B, D>,
  field: string,
  choice: 'theirs' | 'mine',
): SettingEdit<B, D> {
  const question = edit.questions.find((one) => one.field === field);
  if (!question) return edit;
  const chosen = kind.toDraft({ ...edit.base, [field]: question[choice] });
  const value = (chosen as Readonly<Record<string, unknown>>)[field];
  const questions = edit.questions.map((one) => (one === question ? { ...one, choice } : one));
  return { ...edit, draft: { ...edit.draft, [field]: value }, questions };
}

export function isUndecided({ questions }: { readonly questions: readonly Question[] }): boolean {
  return questions.some(({ choice }) => choice === null);
}
