import { describe, expect, test } from 'vitest';
import type { Fact, GpCounts } from '../../shared/facts/fact.ts';
import type { Branch } from '../../shared/practice/branch.ts';
import {
  ALL_WORKING,
  boardOf,
  branchSet,
  london,
  practiceSet,
  publicBoardAt,
  report,
  sampleBranches,
  SET_UP,
} from '../support/facts.ts';

const at = (time: string) => london(`2019-12-31 ${time}`);
const ALL_IN: GpCounts = { expected: 6, offSick: 0, away: 0, locums: 0 };

/** All branches work and have their GPs, Clayton has no internet; with what a test changes of a neighbour. */
function practice(changes: { [slug: string]: Partial<Branch> } = {}): Fact[] {
  const set = sampleBranches().map((branch, n) =>
    branchSet({ ...branch, ...changes[branch.slug] }, { at: SET_UP, seq: n + 1 }),
  );
  const well = sampleBranches().map(({ slug }, n) =>
    report(slug, { it: ALL_WORKING, gps: ALL_IN }, { at: at('08:05'), seq: 101 + n }),
  );
  return [...set, ...well, report('clayton', { it: { internet: 'down' } }, { at: at('09:05'), seq: 201 })];
}

function alternatives(facts: readonly Fact[], now = at('10:00'), slug = 'clayton') {
  return publicBoardAt(boardOf(facts), now).branches.find((branch) => branch.slug === slug)?.alternatives;
}

const ortonSays = (says: Parameters<typeof report>[1], seq = 301) =>
  report('orton-mere', says, { at: at('09:10'), seq });

describe('the nearest surgeries that can help', () => {
  test('are the three nearest, nearest first', () => {
    expect(alternatives(practice())).toEqual(['orton-mere', 'hampton-vale', 'minster-yard']);
  });

  test.each<[string, readonly Fact[], number]>([
    ['its IT works partly', [ortonSays({ it: { online: 'degraded' } })], at('10:00')],
    ['its records are down', [ortonSays({ it: { records: 'down' } })], at('10:00')],
    ['nobody knows if its phones work', [ortonSays({ it: { phones: 'unknown' } })], at('10:00')],
    ['its GPs are fewer than usual', [ortonSays({ gps: { ...ALL_IN, away: 1 } })], at('10:00')],
    ['no GPs are planned there', [ortonSays({ gps: { ...ALL_IN, expected: 0 } })], at('10:00')],
    ['it takes phone calls only', [ortonSays({ access: 'phone-only' })], at('10:00')],
    ['somebody closed it', [ortonSays({ access: 'closed' })], at('10:00')],
  ])('leave a surgery out when %s', (_, more, now) => {
    expect(alternatives([...practice(), ...more], now)).toEqual(['hampton-vale', 'minster-yard', 'huntly-lane']);
  });

  test('leave a surgery out that has not counted its GPs', () => {
    const facts = practice().map((fact) =>
      fact.kind === 'report' && fact.branch === 'orton-mere' ? report('orton-mere', { it: ALL_WORKING }, fact) : fact,
    );
    expect(alternatives(facts)).not.toContain('orton-mere');
  });

  test('leave a surgery out that has not told how its IT is', () => {
    const facts = practice().map((fact) =>
      fact.kind === 'report' && fact.branch === 'orton-mere' ? report('orton-mere', { gps: ALL_IN }, fact) : fact,
    );
    expect(alternatives(facts)).not.toContain('orton-mere');
  });

  test.each<[string, Partial<Branch>]>([
    ['takes no patients of others', { takesOthers: false }],
    ['stands nobody knows where', { position: null }],
  ])('leave a surgery out that %s', (_, changes) => {
    expect(alternatives(practice({ 'orton-mere': changes }))).toEqual(['hampton-vale', 'minster-yard', 'huntly-lane']);
  });

  test('name a surgery until 60 minutes before it closes', () => {
    const hours = [[], [{ from: 480, to: 780 }], [], [], [], [], []] as const;
    const facts = practice({ 'orton-mere': { hours } });
    expect(alternatives(facts, at('12:00'))).toContain('orton-mere');
    expect(alternatives(facts, at('12:00') + 1)).not.toContain('orton-mere');
  });

  test('are none for a surgery that stands nobody knows where', () => {
    expect(alternatives(practice({ clayton: { position: null } }))).toEqual([]);
  });

  test('are none when nobody else can help', () => {
    expect(alternatives(practice().slice(0, 19).concat(practice().slice(-1)))).toEqual([]);
  });

  test('are as many as the practice wants', () => {
    expect(alternatives([...practice(), practiceSet({ helpAtMost: 1 }, { at: SET_UP, seq: 50 })])).toEqual([
      'orton-mere',
    ]);
  });

  test('are named for a surgery with a limited service too, and not for one that works', () => {
    const facts = [
      ...practice(),
      report('clayton', { it: { internet: 'working', online: 'down' } }, { at: at('09:30'), seq: 302 }),
    ];
    expect(alternatives(facts)).toHaveLength(3);
    expect(alternatives(facts, at('10:00'), 'orton-mere')).toEqual([]);
  });

  test('are none at night', () => {
    expect(alternatives(practice(), at('22:00'))).toEqual([]);
  });
});
