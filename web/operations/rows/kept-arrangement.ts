import { type Arrangement, FILTERS, FIRST_ARRANGEMENT, SORT_KEYS } from './arrange.ts';

const KEY = 'branchboard-operations-rows';

/** What may be kept on the device: sort and filter. What was searched for is not. */
export function parseArrangement(text: string | null): Arrangement {
  try {
    const { sort, filter } = JSON.parse(text ?? '') as Partial<Arrangement>;
    const isSort = sort && SORT_KEYS.includes(sort.key) && typeof sort.descending === 'boolean';
    return {
      sort: isSort ? { key: sort.key, descending: sort.descending } : FIRST_ARRANGEMENT.sort,
      filter: filter && FILTERS.includes(filter) ? filter : FIRST_ARRANGEMENT.filter,
      query: '',
    };
  } catch {
    return FIRST_ARRANGEMENT;
  }
}

/** A device may refuse to keep anything: then the table begins by name. */
export function readArrangement(): Arrangement {
  try {
    return parseArrangement(localStorage.getItem(KEY));
  } catch {
    return FIRST_ARRANGEMENT;
  }
}

export function keepArrangement({ sort, filter }: Arrangement): void {
  try {
    localStorage.setItem(KEY, JSON.stringify({ sort, filter }));
  } catch {
    // Nothing is lost but the order of tomorrow.
  }
}
