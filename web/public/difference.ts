import { type Arrangement, type GroupName, GROUPS, type Pending } from './arrangement.ts';

function places({ groups }: Arrangement): Map<string, GroupName> {
  return new Map(GROUPS.flatMap((name) => groups[name].map((slug) => [slug, name] as const)));
}

function sameOrder<T>(a: readonly T[], b: readonly T[]): boolean {
  return a.length === b.length && a.every((slug, index) => slug === b[index]);
}

/** What would move between two arrangements; null when nothing would. */
export function difference(shown: Arrangement, wanted: Arrangement): Pending | null {
  const before = places(shown);
  const after = places(wanted);
  const moved = [...after].filter(([slug, name]) => before.get(slug) !== name).map(([slug]) => slug);
  const gone = [...before.keys()].filter((slug) => !after.has(slug));
  const slugs = [...moved, ...gone];
  const notice = shown.notice !== wanted.notice;
  const reordered = GROUPS.some((name) => !sameOrder(shown.groups[name], wanted.groups[name]));
  const incident = wanted.incidents.open.find((id) => !shown.incidents.open.includes(id)) ?? null;
  const others =
    !sameOrder(shown.incidents.open, wanted.incidents.open) || !sameOrder(shown.incidents.over, wanted.incidents.over);
  return notice || reordered || others ? { notice, incident, slugs } : null;
}
