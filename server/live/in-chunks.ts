import { setImmediate as nextTurn } from 'node:timers/promises';

/** Visits all items in order, `size` at a time; between chunks other work of the process gets its turn. */
export async function inChunks<T>(items: readonly T[], size: number, visit: (item: T) => void): Promise<void> {
  for (let start = 0; start < items.length; start += size) {
    if (start > 0) await nextTurn();
    visitSome(items, start, Math.min(start + size, items.length), visit);
  }
}

function visitSome<T>(items: readonly T[], start: number, end: number, visit: (item: T) => void): void {
  for (let at = start; at < end; at += 1) visit(items[at] as T);
}
