import type { Branch } from '../../shared/practice/branch.ts';
import { changedFields } from '../../shared/practice/changed-fields.ts';
import type { PracticeSettings } from '../../shared/practice/settings.ts';

export interface ImportWish {
  /** Branches that the file does not hold leave, and the practice is the sample no longer. */
  readonly replace: boolean;
  /** The practice's name; null leaves it. */
  readonly name: string | null;
}

/** What a file of branches does to the practice. */
export interface ImportPlan {
  /** New ones, and retired ones that come back. */
  readonly added: readonly Branch[];
  readonly changed: readonly { readonly branch: Branch; readonly fields: readonly string[] }[];
  readonly unchanged: readonly Branch[];
  /** As they were; they are retired. */
  readonly leaving: readonly Branch[];
  /** null: it stays as it is. */
  readonly practice: PracticeSettings | null;
  /** The sample practice ends. */
  readonly endsSample: boolean;
}

function planPractice(settings: PracticeSettings, { replace, name }: ImportWish): PracticeSettings | null {
  const next = { ...settings, name: name ?? settings.name, sample: settings.sample && !replace };
  return next.name === settings.name && next.sample === settings.sample ? null : next;
}

/** `known` are the branches as they are set, retired ones too, by slug. */
export function planImport(
  known: ReadonlyMap<string, Branch>,
  settings: PracticeSettings,
  branches: readonly Branch[],
  wish: ImportWish,
): ImportPlan {
  const slugs = new Set(branches.map(({ slug }) => slug));
  const pairs = branches.map((branch) => {
    const before = known.get(branch.slug);
    return { branch, fields: before && !before.retired ? changedFields(before, branch) : null };
  });
  return {
    added: pairs.flatMap(({ branch, fields }) => (fields === null ? [branch] : [])),
    changed: pairs.flatMap(({ branch, fields }) => (fields && fields.length > 0 ? [{ branch, fields }] : [])),
    unchanged: pairs.flatMap(({ branch, fields }) => (fields?.length === 0 ? [branch] : [])),
    leaving: wish.replace ? [...known.values()].filter(({ slug, retired }) => !retired && !slugs.has(slug)) : [],
    practice: planPractice(settings, wish),
    endsSample: settings.sample && wish.replace,
  };
}
