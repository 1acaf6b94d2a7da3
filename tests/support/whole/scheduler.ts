import type { Instant } from '../../../shared/practice/instant.ts';

export type Cancel = () => void;

/** True time. Nothing waits for real: the next event comes at once. */
export interface Scheduler {
  now(): Instant;
  /** Runs `task` once, `ms` from now; what falls on the same moment runs in the order it was asked for. */
  after(ms: number, task: () => void): Cancel;
  /** Lives until `end`, or until it need not go on. What an event promised has come true before the next one. */
  runUntil(end: Instant, goesOn: () => boolean): Promise<void>;
  /** How many events there were. */
  readonly events: number;
}

interface Event {
  readonly due: Instant;
  readonly order: number;
  task: (() => void) | null;
}

/** Events by their time, the next one first: a binary heap. */
export function createScheduler(start: Instant): Scheduler {
  const heap: Event[] = [];
  let now = start;
  let order = 0;
  let events = 0;

  const isBefore = (a: Event, b: Event) => a.due < b.due || (a.due === b.due && a.order < b.order);

  function push(event: Event): void {
    let at = heap.length;
    heap.push(event);
    while (at > 0) {
      const above = (at - 1) >> 1;
      const parent = heap[above] as Event;
      if (!isBefore(event, parent)) break;
      heap[at] = parent;
      at = above;
    }
    heap[at] = event;
  }

  function pop(): Event {
    const first = heap[0] as Event;
    const last = heap.pop() as Event;
    if (heap.length === 0) return first;
    let at = 0;
    for (;;) {
      let below = 2 * at + 1;
      if (below >= heap.length) break;
      if (below + 1 < heap.length && isBefore(heap[below + 1] as Event, heap[below] as Event)) below += 1;
      if (!isBefore(heap[below] as Event, last)) break;
      heap[at] = heap[below] as Event;
      at = below;
    }
    heap[at] = last;
    return first;
  }

  return {
    now: () => now,
    after(ms, task) {
      order += 1;
      const event: Event = { due: now + Math.max(0, ms), order, task };
      push(event);
      return () => {
        event.task = null;
      };
    },
    async runUntil(end, goesOn) {
      while (heap.length > 0 && (heap[0] as Event).due <= end) {
        const { due, task } = pop();
        if (!task) continue;
        now = due;
        events += 1;
        task();
        // All that was promised comes true between two turns of the event loop.
        await new Promise((resolve) => setImmediate(resolve));
        if (!goesOn()) return;
      }
      now = Math.max(now, end);
    },
    get events() {
      return events;
    },
  };
}
