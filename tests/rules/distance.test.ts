import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { distanceKm, formatDistance } from '../../shared/practice/distance.ts';

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
  [0, '50 metres'],
  [0.03, '50 metres'],
  [0.12, '100 metres'],
  [0.13, '150 metres'],
  [0.9, '900 metres'],
  [0.974, '950 metres'],
  [0.976, '1 km'],
  [1, '1 km'],
  [1.04, '1 km'],
  [1.24, '1.2 km'],
  [1.96, '2 km'],
  [12.34, '12.3 km'],
])('%d km is written "%s"', (km, text) => {
  expect(formatDistance(km)).toBe(text);
});
