import { placesBetween } from '../../shared/board/list-steps.ts';
import { type Instant, toIso } from '../../shared/practice/instant.ts';
import type { ViewPosition } from '../../shared/wire/position.ts';
import type { SerialisedView } from './serialise.ts';

/** A view that was published: its bytes and where it stands. */
export interface PublishedView extends SerialisedView {
  readonly epoch: string;
  readonly position: ViewPosition;
}

/** What every frame says of the time it was made. */
export interface FrameTimes {
  readonly now: Instant;
  readonly checkedAt: Instant;
}

/** More changed branches than this, and more than half of all, go out as a whole board. */
const CHANGE_BRANCHES_AT_MOST = 4;

/** Sections that a change frame carries by their own names. */
const OWN_SECTIONS: readonly string[] = ['notice', 'summary', 'incidents'];
/** Sections of the staff board that travel together as `extra`. */
const EXTRA_SECTIONS: readonly string[] = ['totals', 'alert', 'declared', 'noticeControl', 'recent'];

function positionFields({ seq, edge }: ViewPosition): string {
  return `"seq":${seq},"edge":"${toIso(edge)}"`;
}

function headFields(view: PublishedView, times: FrameTimes): string {
  const stamps = `"checkedAt":"${toIso(times.checkedAt)}","now":"${toIso(times.now)}"`;
  return `"epoch":"${view.epoch}",${positionFields(view.position)},${stamps}`;
}

/** The board as JSON, put together from its parts. */
export function boardJson(view: PublishedView): string {
  const sections = [...view.sections].map(([name, text]) => `"${name}":${text}`);
  const branches = view.branches.texts.join(',');
  const head = `"epoch":"${view.epoch}",${positionFields(view.position)}`;
  return `{${head},${sections.join(',')},"branches":[${branches}]}`;
}

/** The `board` message: the full state. */
export function boardFrame(view: PublishedView, times: FrameTimes): string {
  return `{"t":"board","v":1,${headFields(view, times)},"board":${boardJson(view)}}`;
}

/** The `tick` message: proof of life and of position. */
export function tickFrame(view: PublishedView, times: FrameTimes): string {
  return `{"t":"tick",${headFields(view, times)}}`;
}

function changedSections(before: PublishedView, after: PublishedView): readonly string[] {
  return [...after.sections.keys()].filter((name) => before.sections.get(name) !== after.sections.get(name));
}

/** Places of the branches whose texts differ; null when branches came or went. */
function changedPlaces({ branches: before }: PublishedView, { branches: after }: PublishedView): number[] | null {
  if (before.slugs.length !== after.slugs.length) return null;
  const isOther = (place: number) => before.slugs[place] !== after.slugs[place];
  if ([...(placesBetween(before.slugs, after.slugs) ?? after.slugs.keys())].some(isOther)) return null;
  const places = [...(placesBetween(before.texts, after.texts) ?? after.texts.keys())];
  return places.filter((place) => before.texts[place] !== after.texts[place]).sort((a, b) => a - b);
}

/**
 * The `change` message from one view to the next, or null when a whole board serves better: branches came or went, the
 * practice itself changed, or most branches did. `spokenOf` are the branches that facts were about, the newest last.
 */
export function changeFrame(
  before: PublishedView,
  after: PublishedView,
  spokenOf: readonly string[],
  times: FrameTimes,
): string | null {
  const sections = changedSections(before, after);
  const carried = (name: string) => OWN_SECTIONS.includes(name) || EXTRA_SECTIONS.includes(name);
  const places = changedPlaces(before, after);
  if (!places || !sections.every(carried)) return null;
  if (places.length > CHANGE_BRANCHES_AT_MOST && places.length * 2 > after.branches.slugs.length) return null;
  const { slugs, texts } = after.branches;
  const changed = new Map(places.map((place) => [slugs[place], texts[place]]));

  const spoken = spokenOf.findLast((slug) => changed.has(slug));
  const branch = spoken === undefined ? 'null' : changed.get(spoken);
  const also = [...changed].filter(([slug]) => slug !== spoken).map(([, text]) => text);
  const own = sections.filter((name) => OWN_SECTIONS.includes(name));
  // Both parts of `extra` go out when one of them changed: the client takes it as one value.
  const extra = sections.some((name) => EXTRA_SECTIONS.includes(name)) ? EXTRA_SECTIONS : [];
  const fields = (names: readonly string[]) => names.map((name) => `"${name}":${after.sections.get(name)}`);
  const parts = [
    `"t":"change",${headFields(after, times)}`,
    `"prev":{${positionFields(before.position)}}`,
    `"branch":${branch}`,
    ...(also.length > 0 ? [`"also":[${also.join(',')}]`] : []),
    ...fields(own),
    ...(extra.length > 0 ? [`"extra":{${fields(extra).join(',')}}`] : []),
  ];
  return `{${parts.join(',')}}`;
}
