import fastJsonStringify from 'fast-json-stringify';
import type { TSchema } from 'typebox';
import { placesBetween, withItems } from '../../shared/board/list-steps.ts';
import { PublicBoard, PublicBranch, PublicIncident } from '../../shared/wire/public-board.ts';
import { StaffBoard, StaffBranch } from '../../shared/wire/staff-board.ts';

/** The branches of a view, each with its JSON, in the order of the view. */
export interface BranchTexts {
  readonly of: readonly object[];
  readonly slugs: readonly string[];
  readonly texts: readonly string[];
}

/** A view as JSON texts, so that each part is serialised once and used in the board, in frames and for comparing. */
export interface SerialisedView {
  /** Parts beside the branches, by name: `summary`, `notice` … */
  readonly sections: ReadonlyMap<string, string>;
  readonly branches: BranchTexts;
}

/**
 * Turns a view into JSON through its schema: a field the schema does not name cannot get out. A branch that stands as it
 * was `before` is the same value, and the same text.
 */
export type Serialise<B> = (view: B, before?: SerialisedView) => SerialisedView;

interface ViewBody {
  readonly branches: readonly { readonly slug: string }[];
}

const POSITION_FIELDS = ['epoch', 'seq', 'edge', 'branches'];

/** The only way of a value to JSON: what the schema does not name cannot get out. */
export function serialiserOf(schema: TSchema): (value: unknown) => string {
  return fastJsonStringify(schema);
}

function createSerialise<B extends ViewBody>(
  board: { readonly properties: Readonly<Record<string, TSchema>> },
  branch: TSchema,
): Serialise<B> {
  const serialiseBranch = serialiserOf(branch);
  const branchesOf = (view: B, before: BranchTexts | undefined): BranchTexts => {
    const { branches } = view;
    if (before && before.of === branches) return before;
    const isAlike = before?.of.length === branches.length;
    const places = (isAlike && placesBetween(before.of, branches)) || branches.keys();
    const known = isAlike ? before : { of: [], slugs: branches.map(() => ''), texts: branches.map(() => '') };
    const [slugs, texts] = [new Map<number, string>(), new Map<number, string>()];
    for (const place of places) {
      const one = branches[place];
      if (!one || known.of[place] === one) continue;
      texts.set(place, serialiseBranch(one));
      if (one.slug !== known.slugs[place]) slugs.set(place, one.slug);
    }
    return { of: branches, slugs: withItems(known.slugs, slugs), texts: withItems(known.texts, texts) };
  };
  const sectionTexts = Object.entries(board.properties)
    .filter(([name]) => !POSITION_FIELDS.includes(name))
    .map(([name, schema]) => ({ name: name as keyof B & string, text: serialiserOf(schema) }));
  return (view, before) => ({
    sections: new Map(sectionTexts.map(({ name, text }) => [name, text(view[name])])),
    branches: branchesOf(view, before?.branches),
  });
}

/** The public view's only way to bytes. */
export const serialisePublic = createSerialise<PublicBoard>(PublicBoard, PublicBranch);

/** The staff view's only way to bytes. */
export const serialiseStaff = createSerialise<StaffBoard>(StaffBoard, StaffBranch);

const publicIncident = serialiserOf(PublicIncident);

/** One incident as JSON. */
export function serialisePublicIncident(incident: PublicIncident): string {
  return publicIncident(incident);
}
