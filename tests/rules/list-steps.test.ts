import fc from 'fast-check';
import { expect, test } from 'vitest';
import { createGreatestKeep, createPlacesKeep, createSumKeep } from '../../shared/board/list-figures.ts';
import { createListKeep } from '../../shared/board/list-keep.ts';
import { placesBetween, withItems } from '../../shared/board/list-steps.ts';

interface Item {
  readonly size: number;
}

const COUNT = 50;
const STORY = {};
const sizes = fc.integer({ min: 0, max: 9 });

/** What comes one after the other: other items in a few places, or a list of which nobody knows where it differs. */
const changes = fc.array(
  fc.record({
    items: fc.array(fc.tuple(fc.nat(COUNT - 1), sizes), { minLength: 0, maxLength: 3 }),
    isTold: fc.boolean(),
    minutes: fc.integer({ min: -2, max: 6 }),
  }),
  { minLength: 1, maxLength: 20 },
);

function startOf(count: number): readonly Item[] {
  return Array.from({ length: count }, (_, n) => ({ size: n % 7 }));
}

test('where a list comes from another one, the places in which it differs are known, and of no other list', () => {
  const [first, other] = [startOf(5), startOf(5)];
  const second = withItems(first, new Map([[3, { size: 9 }]]));
  const third = withItems(second, new Map([[0, { size: 8 }]]));
  expect(placesBetween(first, first)).toEqual([]);
  expect(placesBetween(first, second)).toEqual([3]);
  expect(placesBetween(second, third)).toEqual([0]);
  expect(placesBetween(first, third)).toBeNull();
  expect(placesBetween(second, first)).toBeNull();
  expect(placesBetween(other, second)).toBeNull();
  expect(withItems(first, new Map())).toBe(first);
});

test('what is found of lists by where they differ is what is found of all of their items', () => {
  fc.assert(
    fc.property(changes, (story) => {
      const greatest = createGreatestKeep<Item>(({ size }) => size);
      const places = createPlacesKeep<Item>(({ size }) => size > 4);
      const sums = createSumKeep<Item, 'size' | 'count'>(['size', 'count'], ({ size }) => ({ size, count: 1 }));
      const doubled = createListKeep<Item, number>();
      let [list, now] = [startOf(COUNT), 0];
      for (const { items, isTold, minutes } of story) {
        const changed = withItems(list, new Map(items.map(([place, size]) => [place, { size }])));
        list = isTold ? changed : [...changed];
        now += minutes;
        const all = list.map(({ size }) => size);
        expect(greatest(STORY, list)).toBe(Math.max(...all));
        expect(places(STORY, list)).toEqual([...all.keys()].filter((place) => (all[place] ?? 0) > 4));
        expect(sums(STORY, list)).toEqual({ size: all.reduce((sum, size) => sum + size, 0), count: COUNT });
        // What stands for five minutes more the larger it is, and says at which time it was made.
        const lasting = doubled(STORY, list, [], now, ({ size }) => ({
          value: Math.floor(now / (size + 1)),
          since: Math.floor(now / (size + 1)) * (size + 1),
          until: (Math.floor(now / (size + 1)) + 1) * (size + 1),
        }));
        expect(lasting).toEqual(all.map((size) => Math.floor(now / (size + 1))));
      }
    }),
  );
});

test('where two lists are known to differ in one place, no other item is looked at', () => {
  const looked: Item[] = [];
  const sizeOf = (item: Item) => {
    looked.push(item);
    return item.size;
  };
  const greatest = createGreatestKeep<Item>(sizeOf);
  const places = createPlacesKeep<Item>((item) => sizeOf(item) > 4);
  const kept = createListKeep<Item, number>();
  const beside = createListKeep<Item, number>();
  const look = (list: readonly Item[]) => {
    greatest(STORY, list);
    places(STORY, list);
    const values = kept(STORY, list, [], 0, (item) => ({ value: sizeOf(item), until: Infinity }));
    beside(STORY, list, [], 0, (item) => ({ value: sizeOf(item), until: Infinity }), values);
  };
  const first = startOf(COUNT);
  look(first);
  looked.length = 0;
  const second = withItems(first, new Map([[20, { size: 9 }]]));
  look(second);
  expect(new Set(looked)).toEqual(new Set([second[20]]));
  // A list that says nothing of where it comes from is looked at whole, where that is needed.
  looked.length = 0;
  look([...second]);
  expect(new Set(looked).size).toBe(COUNT);
});
