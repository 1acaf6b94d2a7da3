import fc from 'fast-check';
import {
  ACCESS_STATES,
  CONTACT_STATES,
  type Fact,
  type FlappingFact,
  ALERT_STATES,
  CHECKLIST_ITEMS,
  type GpCounts,
  NOTICE_CONTROLS,
  type ProbeFact,
  type ReportFact,
  SERVICE_STATES,
  SERVICES,
  type SignalFact,
} from '../../shared/facts/fact.ts';
import { ESCALATION_TARGETS, SEVERITIES } from '../../shared/facts/incident.ts';
import type { HoursException, Opening, WeeklyHours } from '../../shared/practice/branch.ts';
import { DAY, HOUR, type Instant } from '../../shared/practice/instant.ts';
import {
  ALL_WORKING,
  branchSet,
  flapping,
  practiceSet,
  probe,
  report,
  type ReportSays,
  sampleBranch,
  SET_UP,
  signal,
} from './facts.ts';
import { DAYS, instantsOf } from './instant-arbitraries.ts';

/** Distinctive, so that a search of every public byte finds it. */
export const STAFF_MARKER = 'staff-only-zq7';

/** Few slugs, so that facts meet on one branch; one of two names is used twice. */
export const SLUGS = ['clayton', 'glinton-cross', 'crowle-abbey', 'orton-mere'] as const;

const serviceState = fc.option(fc.constantFrom(...SERVICE_STATES), { nil: undefined, freq: 2 });

/** Counts that can be: never more absent than there are. The numbers of staff alone are large primes. */
const gpCounts: fc.Arbitrary<GpCounts> = fc
  .record({
    expected: fc.integer({ min: 0, max: 12 }),
    offSick: fc.integer({ min: 0, max: 6 }),
    away: fc.integer({ min: 0, max: 3 }),
    locums: fc.integer({ min: 0, max: 3 }),
  })
  .filter(({ expected, offSick, away, locums }) => offSick + away <= expected + locums);

function withoutUndefined<T extends object>(record: T): { [K in keyof T]?: Exclude<T[K], undefined> } {
  return Object.fromEntries(Object.entries(record).filter(([, value]) => value !== undefined)) as never;
}

const itClaims = fc
  .record({
    internet: serviceState,
    records: serviceState,
    phones: serviceState,
    online: serviceState,
    prescriptions: serviceState,
  })
  .map(withoutUndefined);

const maybe = <T>(arbitrary: fc.Arbitrary<T>) => fc.option(arbitrary, { nil: undefined, freq: 1 });

/** What a person may say. Notes are always marked as staff's. */
const reportSays: fc.Arbitrary<ReportSays> = fc
  .record({
    it: maybe(itClaims),
    gps: maybe(gpCounts),
    access: maybe(fc.constantFrom(...ACCESS_STATES)),
    message: maybe(fc.constantFrom('The flu clinic is off.', null)),
    note: maybe(fc.constantFrom(`${STAFF_MARKER} note`, null)),
    confirm: maybe(fc.constant(true as const)),
  })
  .map((says) => withoutUndefined(says) as ReportSays);

const actor = { actor: `${STAFF_MARKER}-actor`, actorName: `${STAFF_MARKER} name` };

function reports(at: fc.Arbitrary<Instant>): fc.Arbitrary<ReportFact> {
  return fc
    .tuple(fc.constantFrom(...SLUGS), reportSays, at, fc.boolean())
    .map(([slug, says, when, onBehalf]) => report(slug, says, { at: when, seq: 0, onBehalf, ...actor }));
}

/** Only what the contact rules may decide: LATE and SUSPECT are never public, LOST and RECOVERING always. */
function signals(at: fc.Arbitrary<Instant>): fc.Arbitrary<SignalFact> {
  return fc
    .tuple(
      fc.constantFrom(...SLUGS),
      fc.constantFrom(...CONTACT_STATES),
      at,
      fc.boolean(),
      fc.integer({ min: 0, max: 600 }),
    )
    .map(([slug, contact, when, heardIsPublic, silentFor]) => {
      const isPublic = contact === 'heard' ? heardIsPublic : contact === 'lost' || contact === 'recovering';
      return signal(slug, contact, {
        at: when,
        seq: 0,
        lastBeatAt: when - silentFor * 1_000,
        public: isPublic,
        ...actor,
      });
    });
}

/** What a sender finds of one service, and whether its contact comes and goes. */
function probes(at: fc.Arbitrary<Instant>): fc.Arbitrary<ProbeFact | FlappingFact> {
  const place = at.map((when) => ({ at: when, seq: 0, ...actor }));
  return fc.oneof(
    fc
      .tuple(fc.constantFrom(...SLUGS), fc.constantFrom(...SERVICES), fc.constantFrom(...SERVICE_STATES), place)
      .map(([slug, service, state, where]) => probe(slug, service, state, where)),
    fc
      .tuple(fc.constantFrom(...SLUGS), fc.boolean(), place)
      .map(([slug, comesAndGoes, where]) => flapping(slug, comesAndGoes, where)),
  );
}

const openings: fc.Arbitrary<readonly Opening[]> = fc
  .uniqueArray(fc.constantFrom(0, 30, 61, 120, 480, 510, 750, 780, 810, 1110, 1380, 1410, 1440), { maxLength: 4 })
  .map((minutes) => minutes.toSorted((a, b) => a - b))
  .map((minutes) =>
    minutes.flatMap((from, n) => {
      const to = minutes[n + 1];
      return n % 2 === 0 && to !== undefined ? [{ from, to }] : [];
    }),
  );

const weeks: fc.Arbitrary<WeeklyHours> = fc.tuple(openings, openings, openings, openings, openings, openings, openings);

/** Days out of the ordinary, on and around the days that tests look at. */
const exceptions: fc.Arbitrary<readonly HoursException[]> = fc.uniqueArray(
  fc.record({
    date: fc.constantFrom('2019-12-24', '2019-12-31', '2020-01-01', '2020-01-04', '2020-03-29', '2020-10-25'),
    openings,
    note: fc.constantFrom('Staff training', null),
  }),
  { maxLength: 3, selector: ({ date }) => date },
);

/** A branch set up anew: other hours, a name that is not its own, other wording; or it leaves. */
function branchSettings(at: fc.Arbitrary<Instant>): fc.Arbitrary<Fact> {
  return fc
    .tuple(
      fc.constantFrom(...SLUGS),
      at,
      fc.record({
        hours: weeks,
        exceptions,
        gpWording: fc.constantFrom('numbers' as const, 'words' as const),
        retired: fc.constantFrom(false, false, false, true),
      }),
      fc.boolean(),
    )
    .map(([slug, when, changes, sameName]) => {
      const name = sameName ? 'Same Name Surgery' : sampleBranch(slug).name;
      return branchSet(sampleBranch(slug, { ...changes, name }), { at: when, seq: 0, ...actor });
    });
}

function practiceSettings(at: fc.Arbitrary<Instant>): fc.Arbitrary<Fact> {
  return fc
    .tuple(at, fc.constantFrom(0, 17, 60, 90, 600), fc.constantFrom(0, 1, 3), exceptions)
    .map(([when, helpOpenMinutes, helpAtMost, days]) =>
      practiceSet({ helpOpenMinutes, helpAtMost, exceptions: days }, { at: when, seq: 0, ...actor }),
    );
}

const someSlugs = fc.subarray([...SLUGS]);

/** What may be said of an incident; which one it is, and whether this opens it, is decided when all facts have a seq. */
function incidents(at: fc.Arbitrary<Instant>): fc.Arbitrary<Fact> {
  const says = fc
    .record({
      severity: maybe(fc.constantFrom(...SEVERITIES)),
      branches: maybe(someSlugs),
      services: maybe(fc.subarray([...SERVICES])),
      affected: maybe(someSlugs),
      shown: maybe(fc.boolean()),
      public: maybe(fc.constantFrom('Engineers are on their way.', null)),
      staff: maybe(fc.constantFrom(`${STAFF_MARKER} update`, null)),
      escalation: maybe(
        fc.record({
          to: fc.constantFrom(...ESCALATION_TARGETS),
          reference: fc.constantFrom(`${STAFF_MARKER} reference`, null),
        }),
      ),
      nextUpdateAt: maybe(fc.option(at)),
      resolved: fc.option(fc.constant(true as const), { nil: undefined, freq: 1 }),
    })
    .map(withoutUndefined);
  return fc.tuple(says, at, fc.nat()).map(([said, when, pick]) => ({
    kind: 'incident' as const,
    incident: pick,
    at: when,
    recordedAt: when,
    seq: 0,
    ...actor,
    ...said,
  }));
}

function controls(at: fc.Arbitrary<Instant>): fc.Arbitrary<Fact> {
  const stamps = at.map((when) => ({ at: when, recordedAt: when, seq: 0, ...actor }));
  const reason = fc.constantFrom(`${STAFF_MARKER} reason`, null);
  const notice = fc
    .tuple(stamps, fc.constantFrom(...NOTICE_CONTROLS), at, someSlugs, reason)
    .map(([head, control, until, branches, why]) => ({
      ...head,
      kind: 'notice' as const,
      control,
      until: control === 'auto' ? null : until,
      branches: control === 'keep' ? branches : [],
      reason: why,
    }));
  const alert = fc
    .tuple(stamps, fc.constantFrom(null, ...SLUGS), fc.constantFrom(null, ...ALERT_STATES), reason)
    .map(([head, branch, state, why]) => ({ ...head, kind: 'alert' as const, branch, state, reason: why }));
  const check = fc
    .tuple(stamps, fc.option(fc.nat()), fc.constantFrom(...CHECKLIST_ITEMS), fc.boolean())
    .map(([head, incident, item, done]) => ({ ...head, kind: 'check' as const, incident, item, done }));
  const work = fc.record({
    title: fc.constantFrom('New phones are put in', null),
    branches: someSlugs,
    services: fc.subarray([...SERVICES]),
    from: at,
    to: at,
  });
  const planned = fc
    .tuple(stamps, fc.nat(5), fc.option(work))
    .map(([head, id, what]) => ({ ...head, kind: 'planned' as const, planned: id, work: what }));
  return fc.oneof(notice, alert, check, planned);
}

/** Every incident fact is about one that was opened before it, or opens one itself. */
function withIncidents(facts: readonly Fact[]): Fact[] {
  const opened: number[] = [];
  const works: number[] = [];
  return facts.map((fact) => {
    if (fact.kind === 'planned') {
      if (fact.work) works.push(fact.seq);
      return { ...fact, planned: fact.work ? fact.seq : (works[fact.planned % (works.length + 1)] ?? fact.planned) };
    }
    if (fact.kind !== 'incident' && (fact.kind !== 'check' || fact.incident === null)) return fact;
    const known = opened[(fact.incident ?? 0) % (opened.length + 1)];
    if (known !== undefined) return { ...fact, incident: known };
    if (fact.kind === 'check') return { ...fact, incident: null };
    opened.push(fact.seq);
    const { resolved: _none, ...opens } = fact;
    return { ...opens, incident: fact.seq, title: 'The record system does not answer' };
  });
}

/** A morning on which all four work and have their GPs: the one that the facts of a story disturb. */
function ordinaryMorning(day: Instant): Fact[] {
  const says: ReportSays = { it: ALL_WORKING, gps: { expected: 6, offSick: 0, away: 0, locums: 0 } };
  return SLUGS.map((slug) => report(slug, says, { at: day + 8 * HOUR, seq: 0, ...actor }));
}

/**
 * Facts about four branches in the order of their `seq`; the four set-ups come first, then the morning of `day` when
 * there is one.
 */
export function factsAt(
  at: fc.Arbitrary<Instant>,
  most = 40,
  day: Instant | null = null,
): fc.Arbitrary<readonly Fact[]> {
  const one = fc.oneof(
    { weight: 8, arbitrary: reports(at) },
    { weight: 5, arbitrary: signals(at) },
    { weight: 4, arbitrary: probes(at) },
    { weight: 1, arbitrary: branchSettings(at) },
    { weight: 1, arbitrary: practiceSettings(at) },
    { weight: 3, arbitrary: incidents(at) },
    { weight: 2, arbitrary: controls(at) },
  );
  const morning = day === null ? [] : ordinaryMorning(day);
  return fc
    .array(one, { maxLength: most })
    .map((facts) => [
      ...SLUGS.map((slug, n) => branchSet(sampleBranch(slug), { at: SET_UP, seq: n + 1 })),
      ...withIncidents([...morning, ...facts].map((fact, n) => ({ ...fact, seq: 101 + n }))),
    ]);
}

/** A day, few facts or many in and around it, and a clock in it or shortly after. */
export const storiesWithClock = fc
  .tuple(fc.constantFrom(...DAYS), fc.constantFrom(4, 40), fc.boolean())
  .chain(([day, most, isOrdinary]) =>
    fc.record({ facts: factsAt(instantsOf(day), most, isOrdinary ? day : null), now: instantsOf(day + DAY) }),
  );
