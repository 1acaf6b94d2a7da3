import type { Statement, StatementLog } from '../board/board.ts';
import { availableGps } from '../board/gps.ts';
import { createListKeep } from '../board/list-keep.ts';
import type { BranchPicture, Picture } from '../board/picture.ts';
import { SERVICES } from '../facts/fact.ts';
import { type Instant, toIso } from '../practice/instant.ts';
import type { RecentChange } from '../wire/staff-board.ts';
import {
  accessChange,
  checkChange,
  contactChange,
  flappingChange,
  gpChange,
  messageChange,
  serviceChange,
} from '../words/recent.ts';

/** Changes shown at most: more than fit on a screen, fewer than make a frame heavy. */
const CHANGES_AT_MOST = 20;

type Describe<T> = (before: T | null, after: T) => string | null;

function isSame(a: unknown, b: unknown): boolean {
  return JSON.stringify(a) === JSON.stringify(b);
}

/** The statements that said something else than the one before them. */
function changesOf<T>(slug: string, log: StatementLog<T>, now: Instant, describe: Describe<T>): RecentChange[] {
  const past = log.filter(({ at }) => at <= now).slice(0, CHANGES_AT_MOST + 1);
  return past.flatMap((said: Statement<T>, index) => {
    const before = past[index + 1] ?? null;
    if (before && isSame(before.value, said.value)) return [];
    const text = describe(before?.value ?? null, said.value);
    return text === null ? [] : [{ slug, at: toIso(said.at), seq: said.seq, by: said.actorName, text }];
  });
}

const keepChanges = createListKeep<BranchPicture, readonly RecentChange[]>();

function changesOfBranch({ record }: BranchPicture, now: Instant): RecentChange[] {
  const slug = record.slug;
  return [
    ...SERVICES.flatMap((service) =>
      changesOf(slug, record.it[service], now, (before, after) => serviceChange(service, before, after)),
    ),
    ...SERVICES.flatMap((service) =>
      changesOf(slug, record.probes[service], now, (before, after) => checkChange(service, before, after)),
    ),
    ...changesOf(slug, record.contact, now, (before, after) => contactChange(before?.state ?? null, after.state)),
    ...changesOf(slug, record.flapping, now, flappingChange),
    ...changesOf(slug, record.gps, now, (before, after) =>
      gpChange(before && availableGps(before), availableGps(after), after.expected),
    ),
    ...changesOf(slug, record.access, now, accessChange),
    ...changesOf(slug, record.message, now, messageChange),
  ];
}

function isNewer(a: RecentChange, b: RecentChange): boolean {
  return a.at === b.at ? a.seq > b.seq : a.at > b.at;
}

function byAge(a: RecentChange, b: RecentChange): number {
  return isNewer(a, b) ? -1 : Number(isNewer(b, a));
}

/** The newest changes over all branches, newest first; what nobody had spoken of before is none unless it is trouble. */
export function recentChanges({ branches, settings, now }: Picture): RecentChange[] {
  const ofBranches = keepChanges(settings, branches, [], now, (branch) => ({
    value: changesOfBranch(branch, now).sort(byAge).slice(0, CHANGES_AT_MOST),
    // What was said up to now is in the picture; another word makes another one.
    until: Infinity,
  }));
  let newest: RecentChange[] = [];
  for (const [first, ...others] of ofBranches) {
    const last = newest[CHANGES_AT_MOST - 1];
    if (!first || (last && !isNewer(first, last))) continue;
    newest = [...newest, first, ...others].sort(byAge).slice(0, CHANGES_AT_MOST);
  }
  return newest;
}
