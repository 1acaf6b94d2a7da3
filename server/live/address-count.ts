/** How many sockets each address holds. */
export interface AddressCount {
  of(key: string): number;
  add(key: string): void;
  remove(key: string): void;
}

/** Counts nothing yet; an address without sockets takes no room. */
export function createAddressCount(): AddressCount {
  const counts = new Map<string, number>();
  const of = (key: string) => counts.get(key) ?? 0;
  return {
    of,
    add: (key) => void counts.set(key, of(key) + 1),
    remove(key) {
      if (of(key) > 1) counts.set(key, of(key) - 1);
      else counts.delete(key);
    },
  };
}
