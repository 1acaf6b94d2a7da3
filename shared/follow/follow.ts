/** How somebody is told of changes. */
export const FOLLOW_CHANNELS = ['push', 'email', 'text'] as const;
export type FollowChannel = (typeof FOLLOW_CHANNELS)[number];

/** Of what: that trouble starts, changes and ends; that work is planned. */
export const FOLLOW_KINDS = ['trouble', 'planned'] as const;
export type FollowKind = (typeof FOLLOW_KINDS)[number];

/** What somebody chose to be told of. */
export interface FollowChoice {
  /** Slugs; null: every surgery of the practice, also those to come. */
  readonly branches: readonly string[] | null;
  /** At least one. */
  readonly kinds: readonly FollowKind[];
  /** Of the messages: a language tag such as "en". */
  readonly language: string;
}

/** What is wrong with a choice. */
export type ChoiceFault = 'no-branch' | 'unknown-branch' | 'no-kind';

/** What is wrong with a choice, given the surgeries that there are. */
export function faultsOfChoice(choice: FollowChoice, known: readonly string[]): readonly ChoiceFault[] {
  const { branches, kinds } = choice;
  return [
    ...(branches?.length === 0 ? ['no-branch' as const] : []),
    ...(branches?.some((slug) => !known.includes(slug)) ? ['unknown-branch' as const] : []),
    ...(kinds.length === 0 ? ['no-kind' as const] : []),
  ];
}

/** The same choice, said in one way: each surgery and kind once, in order. */
export function toPlainChoice({ branches, kinds, language }: FollowChoice): FollowChoice {
  return {
    branches: branches && [...new Set(branches)].toSorted(),
    kinds: FOLLOW_KINDS.filter((kind) => kinds.includes(kind)),
    language,
  };
}

/** Whether somebody who chose this is told of such a change at a surgery. */
export function isFollowed({ branches, kinds }: FollowChoice, slug: string, kind: FollowKind): boolean {
  return kinds.includes(kind) && (branches === null || branches.includes(slug));
}
