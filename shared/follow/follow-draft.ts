import { FOLLOW_CHANNELS, FOLLOW_KINDS, type FollowChannel, type FollowChoice, type FollowKind } from './follow.ts';

/** What somebody has said so far of what they want to be told, and how. */
export interface FollowDraft extends Pick<FollowChoice, 'kinds'> {
  /** Slugs; null: every surgery; undefined: they did not say yet. */
  readonly branches: readonly string[] | null | undefined;
  readonly by: FollowChannel | null;
}

/** One question of those that are asked, one at a time. */
export type FollowStep = 'which' | 'what' | 'how' | 'where';

/** As it stands in an address or a form: what can be chosen more than once comes as a text or as several. */
export interface DraftFields {
  readonly branch?: string | readonly string[] | undefined;
  readonly all?: string | undefined;
  readonly kind?: string | readonly string[] | undefined;
  readonly by?: string | undefined;
  /** The question that was asked before this. */
  readonly asked?: string | undefined;
  /** The question that they want to answer anew. */
  readonly step?: string | undefined;
}

function listed(value: string | readonly string[] | undefined): readonly string[] {
  return value === undefined ? [] : [value].flat();
}

/** Who says nothing of kinds is told of all: that is what most people want. */
export function toDraft({ branch, all, kind, by, asked }: DraftFields, known: readonly string[]): FollowDraft {
  const named = listed(branch).filter((slug) => known.includes(slug));
  const kinds = FOLLOW_KINDS.filter((one) => listed(kind).includes(one));
  return {
    branches: all === undefined ? (named.length > 0 ? named : undefined) : null,
    kinds: kinds.length > 0 || asked === 'what' ? kinds : FOLLOW_KINDS,
    by: FOLLOW_CHANNELS.find((channel) => channel === by) ?? null,
  };
}

/** The same, to be carried from one question to the next. */
export function draftFields({ branches, kinds, by }: FollowDraft): readonly (readonly [string, string])[] {
  const which = branches === null ? [['all', '1'] as const] : (branches ?? []).map((slug) => ['branch', slug] as const);
  const isUsual = FOLLOW_KINDS.every((kind) => kinds.includes(kind));
  const what = isUsual ? [] : kinds.map((kind: FollowKind) => ['kind', kind] as const);
  return [...which, ...what, ...(by === null ? [] : [['by', by] as const])];
}

/** The question to ask now, and whether the one before it was left without an answer. */
export interface NextQuestion {
  readonly step: FollowStep;
  readonly isMissing: boolean;
  /** With the only way there is, where there is one. */
  readonly draft: FollowDraft;
}

export function nextQuestion(
  draft: FollowDraft,
  { asked, step }: Pick<DraftFields, 'asked' | 'step'>,
  offered: readonly FollowChannel[],
): NextQuestion {
  const [only] = offered;
  const by = draft.by !== null && offered.includes(draft.by) ? draft.by : offered.length === 1 && only ? only : null;
  const full = { ...draft, by };
  const ask = (next: FollowStep, isMissing = asked === next) => ({ step: next, isMissing, draft: full });
  if (draft.branches === undefined) return ask('which');
  if (draft.kinds.length === 0) return ask('what');
  if (step === 'which' || step === 'what' || step === 'how') return ask(step, false);
  return by === null ? ask('how') : ask('where', false);
}

/** The choice that a draft has become; null: something of it was not said. */
export function toChoice({ branches, kinds }: FollowDraft, language: string): FollowChoice | null {
  return branches === undefined || kinds.length === 0 ? null : { branches, kinds, language };
}
