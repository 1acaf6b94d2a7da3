import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { distanceKm } from '../../shared/practice/distance.ts';
import { formatDistance } from '../../shared/words/distances.ts';

const clayton = { lat: 52.5572, lon: -0.2861 };
const ortonMere = { lat: 52.5497, lon: -0.2725 };
const positions = fc.record({
  lat: fc.double({ min: -90, max: 90, noNaN: true }),
  lon: fc.double({ min: -180, max: 180, noNaN: true }),
});

describe('the distance between two surgeries', () => {
  test.each([
    ['Clayton and Orton Mere', clayton, ortonMere, 1.24],
    ['a place and itself', clayton, clayton, 0],
    ['one degree of latitude', { lat: 52, lon: 0 }, { lat: 53, lon: 0 }, 111.2],
    ['Greenwich over the date line', { lat: 0, lon: 179.5 }, { lat: 0, lon: -179.5 }, 111.2],
    ['opposite points of the Earth', { lat: 0, lon: 0 }, { lat: 0, lon: 180 }, 20_015.1],
  ])('%s', (_name, a, b, km) => {
    expect(distanceKm(a, b)).toBeCloseTo(km, 1);
  });

  test('is the same both ways and never more than half way round the Earth', () => {
    fc.assert(
      fc.property(positions, positions, (a, b) => {
        const km = distanceKm(a, b);
        expect(km).toBeCloseTo(distanceKm(b, a), 6);
        expect(km).toBeGreaterThanOrEqual(0);
        expect(km).toBeLessThan(20_016);
      }),
    );
  });
});

test.each([
  [0, 'less than 0.1 miles'],
  [0.16, 'less than 0.1 miles'],
  [0.17, '0.1 miles'],
  [0.9, '0.6 miles'],
  [1.24, '0.8 miles'],
  [1.6, '1 mile'],
  [1.7, '1.1 miles'],
  [3.2, '2 miles'],
  [12.34, '7.7 miles'],
  [15.99, '9.9 miles'],
  [16.1, '10 miles'],
  [40, '25 miles'],
])('%d km is written "%s"', (km, text) => {
  expect(formatDistance(km)).toBe(text);
});
