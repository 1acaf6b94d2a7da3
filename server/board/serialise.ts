import fastJsonStringify from 'fast-json-stringify';
import type { TSchema } from 'typebox';
import { PublicBoard, PublicBranch, PublicIncident } from '../../shared/wire/public-board.ts';
import { StaffBoard, StaffBranch } from '../../shared/wire/staff-board.ts';

/** A view as JSON texts, so that each part is serialised once and used in the board, in frames and for comparing. */
export interface SerialisedView {
  /** Parts beside the branches, by name: `summary`, `notice` … */
  readonly sections: ReadonlyMap<string, string>;
  /** By slug, in the order of the view. */
  readonly branches: ReadonlyMap<string, string>;
}

/** Turns a view into JSON through its schema: a field the schema does not name cannot get out. */
export type Serialise<B> = (view: B) => SerialisedView;

interface ViewBody {
  readonly branches: readonly { readonly slug: string }[];
}

const POSITION_FIELDS = ['epoch', 'seq', 'edge', 'branches'];

function serialiserOf(schema: TSchema): (value: unknown) => string {
  return fastJsonStringify(schema);
}

function createSerialise<B extends ViewBody>(
  board: { readonly properties: Readonly<Record<string, TSchema>> },
  branch: TSchema,
): Serialise<B> {
  const serialiseBranch = serialiserOf(branch);
  // A branch that stands as it was is the same value, and the same text.
  const texts = new WeakMap<object, string>();
  const branchText = (one: object) => {
    const text = texts.get(one) ?? serialiseBranch(one);
    texts.set(one, text);
    return text;
  };
  const sectionTexts = Object.entries(board.properties)
    .filter(([name]) => !POSITION_FIELDS.includes(name))
    .map(([name, schema]) => ({ name: name as keyof B & string, text: serialiserOf(schema) }));
  return (view) => ({
    sections: new Map(sectionTexts.map(({ name, text }) => [name, text(view[name])])),
    branches: new Map(view.branches.map((one) => [one.slug, branchText(one)])),
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
