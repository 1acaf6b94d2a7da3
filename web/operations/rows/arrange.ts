import { SERVICES } from '../../../shared/facts/fact.ts';
import type { StaffBranch } from '../../../shared/wire/staff-board.ts';
import { isSilent } from '../../../shared/words/page.ts';

export const SORT_KEYS = ['name', 'state', 'gps', 'doors', 'contact', 'alert', 'said'] as const;
export type SortKey = (typeof SORT_KEYS)[number];

export interface Sort {
  readonly key: SortKey;
  readonly descending: boolean;
}

export const FILTERS = ['all', 'trouble', 'not-heard', 'due'] as const;
export type Filter = (typeof FILTERS)[number];

/** Which rows are wanted, and in which order. */
export interface Arrangement {
  readonly sort: Sort;
  readonly filter: Filter;
  readonly query: string;
}

export const FIRST_ARRANGEMENT: Arrangement = {
  sort: { key: 'name', descending: false },
  filter: 'all',
  query: '',
};

const STATE_ORDER = { degraded: 0, limited: 2, unknown: 3, normal: 4, closed: 5 } as const;
const DOOR_ORDER = { closed: 0, 'phone-only': 1, open: 2 } as const;
const CONTACT_ORDER = { lost: 0, suspect: 1, late: 2, recovering: 3, heard: 4 } as const;
/** What is not known comes after what is. */
const LAST = Number.MAX_SAFE_INTEGER;

/** What a branch is sorted by, the smallest first: the worst, the fewest, the longest ago. */
const RANKS: { readonly [K in Exclude<SortKey, 'name'>]: (branch: StaffBranch) => number } = {
  state: (branch) => (isSilent(branch) ? 1 : STATE_ORDER[branch.state]),
  gps: ({ gps: { counts } }) => (counts && counts.expected > 0 ? counts.available / counts.expected : LAST),
  doors: ({ access, openNow }) => (openNow ? DOOR_ORDER[access.state] : DOOR_ORDER[access.state] + 3),
  contact: ({ contact: { state } }) => (state ? CONTACT_ORDER[state] : LAST),
  alert: ({ alert, declared }) => -Math.max(alert?.opel ?? 0, declared?.opel ?? 0),
  said: ({ lastSaid }) => (lastSaid ? Date.parse(lastSaid.at) : Number.MIN_SAFE_INTEGER),
};

function byName(a: StaffBranch, b: StaffBranch): number {
  return a.name < b.name ? -1 : a.name > b.name ? 1 : 0;
}

function compare(a: StaffBranch, b: StaffBranch, { key, descending }: Sort): number {
  const order = key === 'name' ? byName(a, b) : RANKS[key](a) - RANKS[key](b);
  return (descending ? -order : order) || byName(a, b);
}

/** Does somebody have to be asked whether what was said still holds. */
export function isDue({ services }: StaffBranch): boolean {
  return SERVICES.some((service) => services[service].confirmDue);
}

function isNotHeard(branch: StaffBranch): boolean {
  const { state } = branch.contact;
  return isSilent(branch) || branch.state === 'unknown' || state === 'lost' || state === 'suspect' || state === 'late';
}

function passes(branch: StaffBranch, filter: Filter): boolean {
  switch (filter) {
    case 'all':
      return true;
    case 'trouble':
      return branch.state === 'degraded' || branch.state === 'limited';
    case 'not-heard':
      return isNotHeard(branch);
    case 'due':
      return isDue(branch);
  }
}

function plain(text: string): string {
  return text.toLowerCase().replace(/[^\p{L}\p{N}]/gu, '');
}

function isFound({ name, town, slug }: StaffBranch, query: string): boolean {
  return [name, town, slug].some((text) => plain(text).includes(plain(query)));
}

/** How many branches each filter would show. */
export function countFilters(branches: readonly StaffBranch[]): { readonly [F in Filter]: number } {
  const count = (filter: Filter) => branches.filter((branch) => passes(branch, filter)).length;
  return { all: branches.length, trouble: count('trouble'), 'not-heard': count('not-heard'), due: count('due') };
}

/** The slugs of the rows, in their order. */
export function arrange(branches: readonly StaffBranch[], { sort, filter, query }: Arrangement): string[] {
  return branches
    .filter((branch) => passes(branch, filter) && isFound(branch, query))
    .sort((a, b) => compare(a, b, sort))
    .map(({ slug }) => slug);
}

/** The next sort when a heading is pressed: the same the other way round, or another from its beginning. */
export function turnSort(sort: Sort, key: SortKey): Sort {
  return { key, descending: sort.key === key && !sort.descending };
}

/** The slug `by` rows further, held at both ends; the first when there is none yet. */
export function step(order: readonly string[], current: string | null, by: number): string | null {
  const at = current === null ? -1 : order.indexOf(current);
  if (at === -1) return order[0] ?? null;
  return order[Math.min(order.length - 1, Math.max(0, at + by))] ?? null;
}
