import type { Fact } from '../../shared/facts/fact.ts';
import type { Branch } from '../../shared/practice/branch.ts';
import { DAY, HOUR, type Instant, MINUTE } from '../../shared/practice/instant.ts';
import { ALL_WORKING, branchSet, london, practiceSet, report, sampleBranches } from './facts.ts';

/** Midnight before the morning of a large practice. */
export const LARGE_DAY = london('2026-03-11 00:00');

/** Said in so many days before, as in a practice that uses the board. */
const DAYS_SAID = 5;
const GPS = { expected: 6, offSick: 0, away: 0, locums: 0 };

/** The name in paths of the nth branch, the same in a practice of any size. */
export function nthSlug(n: number): string {
  return `surgery-${String(n).padStart(4, '0')}`;
}

/** So many branches, some kilometres from each other, set up like those of the sample. */
function largeBranches(count: number): readonly Branch[] {
  const samples = sampleBranches();
  const across = Math.ceil(Math.sqrt(count));
  return Array.from({ length: count }, (_, n) => {
    const sample = samples[n % samples.length] as Branch;
    return {
      ...sample,
      slug: nthSlug(n),
      name: `${sample.name} ${String(n).padStart(4, '0')}`,
      position: { lat: 52 + Math.floor(n / across) * 0.031 + (n % 7) * 0.001, lon: -2 + (n % across) * 0.047 },
    };
  });
}

/**
 * The facts of such a practice up to 9:30am: an ordinary week, and on the last morning all work and have their GPs but
 * two, whatever its size.
 */
export function largePractice(count: number): readonly Fact[] {
  const branches = largeBranches(count);
  const days = Array.from({ length: DAYS_SAID + 1 }, (_, n) => LARGE_DAY - (DAYS_SAID - n) * DAY);
  const place = (at: Instant) => ({ at, seq: 0 });
  const facts: Fact[] = [
    practiceSet({ name: 'Example Large Practice', phone: '01632 960000' }, place(LARGE_DAY - 30 * DAY)),
    ...branches.map((branch) => branchSet(branch, place(LARGE_DAY - 30 * DAY))),
    ...days.flatMap((day) =>
      branches.map(({ slug }, n) =>
        report(slug, { it: ALL_WORKING, gps: GPS }, place(day + 8 * HOUR + (n % 40) * MINUTE)),
      ),
    ),
    report(nthSlug(3), { it: { phones: 'down' } }, place(LARGE_DAY + 9 * HOUR)),
    report(nthSlug(11), { gps: { ...GPS, offSick: 2 } }, place(LARGE_DAY + 9 * HOUR + 10 * MINUTE)),
  ];
  return facts.map((fact, n) => ({ ...fact, seq: n + 1 }));
}

/** What the branch in the middle of it all says next, over and over: trouble, and its end. */
export function nextReport(turn: number, place: { readonly at: Instant; readonly seq: number }): Fact {
  const says = [
    { it: { internet: 'down' as const } },
    { it: { internet: 'working' as const } },
    { gps: { ...GPS, away: 2 } },
    { gps: GPS },
  ];
  return report(nthSlug(7), says[turn % says.length] ?? {}, place);
}
