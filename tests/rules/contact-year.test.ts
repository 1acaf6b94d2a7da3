import { expect, test } from 'vitest';
import { SECOND } from '../../shared/practice/instant.ts';
import { simulateContact } from '../support/contact-year.ts';

/** Two months each, half a year together; a whole year and other seeds by `npm run simulate`. */
const SEEDS = [1, 2, 3];

test('half a year of lost beats, routers that sync again and true outages is told truly and soon', {
  timeout: 120_000,
}, () => {
  const parts = SEEDS.map((seed) => simulateContact(seed, 61));
  const sum = (of: (part: (typeof parts)[number]) => number) => parts.reduce((total, part) => total + of(part), 0);
  // Three in a year.
  expect(sum(({ falseAlarms }) => falseAlarms)).toBeLessThanOrEqual(1);

  const noticed = parts.flatMap((part) => part.noticed);
  expect(noticed.length).toBeGreaterThan(10);
  expect(noticed.filter((time) => time === null || time > 185 * SECOND)).toEqual([]);

  // The model is rough enough to mean something: two minutes would be the wrong limit, and staff are asked.
  const twoMinutes = parts.flatMap(({ silences }) => silences).filter((silence) => silence >= 120 * SECOND);
  expect(twoMinutes.length).toBeGreaterThan(30);
  expect(sum(({ falseQuestions }) => falseQuestions)).toBeGreaterThan(100);
});
