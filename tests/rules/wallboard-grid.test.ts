import { describe, expect, test } from 'vitest';
import { tileGrid } from '../../shared/wallboard/tile-grid.ts';

const FULL_HD = { width: 1_920, height: 1_080 };

describe('tiles on one screen', () => {
  test.each([
    [1, 1, 1, 'full'],
    [6, 3, 2, 'full'],
    [18, 6, 3, 'full'],
    [24, 6, 4, 'dense'],
    [40, 8, 5, 'dense'],
  ] as const)('%i branches stand in %i columns and %i rows', (count, columns, rows, density) => {
    expect(tileGrid(count, FULL_HD)).toMatchObject({ columns, rows, density });
  });

  test.each([
    ['1366 x 768', { width: 1_366, height: 768 }],
    ['3840 x 2160', { width: 3_840, height: 2_160 }],
  ])('the same picture stands on %s', (_, screen) => {
    for (const count of [1, 18, 40]) {
      const { columns, rows } = tileGrid(count, FULL_HD);
      expect(tileGrid(count, screen)).toMatchObject({ columns, rows });
    }
  });

  test('up to 40 branches have their places, no empty row, and no type smaller than the smallest', () => {
    for (let count = 1; count <= 40; count += 1) {
      const { columns, rows, scale } = tileGrid(count, FULL_HD);
      expect(columns * rows).toBeGreaterThanOrEqual(count);
      expect(columns * (rows - 1)).toBeLessThan(count);
      expect(scale).toBeGreaterThanOrEqual(1);
    }
  });

  test('more branches than that become smaller, and still have their places', () => {
    const { columns, rows, scale } = tileGrid(60, FULL_HD);
    expect(columns * rows).toBeGreaterThanOrEqual(60);
    expect(scale).toBeLessThan(1);
    expect(scale).toBeGreaterThan(0.7);
  });

  test('a board that nobody has entered a branch into is no fault', () => {
    expect(tileGrid(0, FULL_HD)).toMatchObject({ columns: 1, rows: 1 });
  });
});
