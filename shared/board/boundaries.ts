import { SERVICES } from '../facts/fact.ts';
import type { Branch } from '../practice/branch.ts';
import { type Instant, MINUTE } from '../practice/instant.ts';
import { addDays, localDay, startOfDay } from '../practice/local-time.ts';
import { openingsOn } from '../practice/opening-hours.ts';
import { openingRules } from '../practice/opening-rules.ts';
import type { PracticeSettings } from '../practice/settings.ts';
import type { Board, BranchRecord } from './board.ts';
import { confirmDueAt } from './evidence.ts';
import { createKeep, type Standing } from './keep.ts';
import { createGreatestKeep } from './list-figures.ts';
import { createListKeep } from './list-keep.ts';
import { momentsOfWork } from './planned.ts';
import { recordsOf, settingsOf } from './records.ts';
import { senderMoments } from './sender-evidence.ts';
import { standingBranch } from './standing-branch.ts';
import { statementAt } from './statements.ts';

/** Who looks: staff pages also change when a claim falls due to be confirmed. */
export type Audience = 'public' | 'staff';

function boundariesOfHours(branch: Branch, settings: PracticeSettings, at: Instant): Instant[] {
  const rules = openingRules(branch, settings);
  const openings = openingsOn(rules, localDay(at, settings.timeZone), settings.timeZone);
  const help = settings.helpOpenMinutes * MINUTE;
  // Open for exactly that long still helps: the moment after is the first that does not.
  return openings.flatMap(({ from, to }) => [from, to - help + 1, to]);
}

function confirmationsDue(record: BranchRecord, at: Instant): Instant[] {
  return SERVICES.flatMap((service) => {
    const claim = statementAt(record.it[service], at);
    const due = claim && confirmDueAt(claim, record.confirm, at);
    return due ? [due] : [];
  });
}

interface Day {
  readonly begin: Instant;
  readonly end: Instant;
}

function dayOf(at: Instant, { timeZone }: PracticeSettings): Day {
  const day = localDay(at, timeZone);
  return { begin: startOfDay(day, timeZone), end: startOfDay(addDays(day, 1), timeZone) };
}

/** What was said of a branch, when; also what is said to be true later than now, in data of a wrong clock. */
function saidOf(record: BranchRecord): readonly Instant[] {
  const { it, probes, gps, access, message, note, confirm, contact, signals, flapping, alert } = record;
  const logs = [...Object.values(it), ...Object.values(probes), gps, access, message, note, confirm];
  return [...logs, contact, signals, flapping, alert].flatMap((log) => log.map((said) => said.at));
}

function firstAfter(instants: readonly Instant[], now: Instant): Instant {
  return instants.reduce((first, instant) => (instant > now && instant < first ? instant : first), Infinity);
}

type Moments = readonly Instant[];
const keepMoments: { readonly [A in Audience]: ReturnType<typeof createKeep<BranchRecord, Moments>> } = {
  public: createKeep(),
  staff: createKeep(),
};

/** The moments of one branch within a day, in no order. */
function momentsOfBranch(
  record: BranchRecord,
  { begin, end }: Day,
  settings: PracticeSettings,
  at: Instant,
  audience: Audience,
): Required<Standing<Moments>> {
  return keepMoments[audience](record, [begin, settings], at, () => {
    const branch = standingBranch(record);
    if (!branch) return { value: [], until: Infinity };
    const due = audience === 'staff' ? confirmationsDue(record, at) : [];
    const all = [...boundariesOfHours(branch, settings, at), ...due, ...senderMoments(record)];
    return {
      value: [...new Set(all)].filter((instant) => instant > begin && instant < end),
      until: firstAfter(saidOf(record), at),
    };
  });
}

/** The first moment after `now` at which what follows from a branch's record may be something else. */
export function standsUntil(record: BranchRecord, settings: PracticeSettings, now: Instant): Instant {
  const day = dayOf(now, settings);
  const { value: moments } = momentsOfBranch(record, day, settings, now, 'staff');
  return Math.min(day.end, firstAfter(moments, now), firstAfter(saidOf(record), now));
}

function momentsOfPractice(board: Board, day: Day): Moments {
  const ofNotice = board.notice.flatMap(({ value: { until } }) => (until === null ? [] : [until]));
  return [...ofNotice, ...momentsOfWork(board)].filter((instant) => instant > day.begin && instant < day.end);
}

/**
 * Every moment of the local day of `at` at which a view may change although nobody says anything: midnight (what was
 * said of a day lapses), each opening and closing, and the time before a closing from which a branch no longer takes
 * others, the end of a notice that is held back or kept up, the begin and end of planned work, and when a sender has proved for long enough what it shows.
 * Ascending; the midnight that begins the day and the one that ends it are always there.
 */
export function boundariesOfDay(board: Board, at: Instant, audience: Audience): readonly Instant[] {
  const settings = settingsOf(board);
  const day = dayOf(at, settings);
  const ofBranches = recordsOf(board).flatMap((one) => momentsOfBranch(one, day, settings, at, audience).value);
  const all = [day.begin, day.end, ...momentsOfPractice(board, day), ...ofBranches];
  return [...new Set(all)].toSorted((a, b) => a - b);
}

/** The last boundary at a time or before it, and the first after it. */
interface Edges {
  readonly last: Instant;
  readonly next: Instant;
}

const keepEdges: { readonly [A in Audience]: ReturnType<typeof createListKeep<BranchRecord, Edges>> } = {
  public: createListKeep(),
  staff: createListKeep(),
};

type KeepGreatest = { readonly [A in Audience]: ReturnType<typeof createGreatestKeep<Edges>> };
const lastOf = ({ last }: Edges) => last;
const negativeNextOf = ({ next }: Edges) => -next;
const keepLast: KeepGreatest = { public: createGreatestKeep(lastOf), staff: createGreatestKeep(lastOf) };
const keepNext: KeepGreatest = {
  public: createGreatestKeep(negativeNextOf),
  staff: createGreatestKeep(negativeNextOf),
};

function edgesOf(moments: Moments, { begin, end }: Day, now: Instant): Edges {
  let [last, next] = [begin, end];
  for (const instant of moments) {
    if (instant > now) next = Math.min(next, instant);
    else last = Math.max(last, instant);
  }
  return { last, next };
}

function edgesAround(board: Board, now: Instant, audience: Audience): Edges {
  const settings = settingsOf(board);
  const day = dayOf(now, settings);
  const ofBranches = keepEdges[audience](settings, recordsOf(board), [day.begin], now, (record) => {
    const { value: moments, until } = momentsOfBranch(record, day, settings, now, audience);
    const value = edgesOf(moments, day, now);
    return { value, until: Math.min(until, value.next) };
  });
  const ofPractice = edgesOf(momentsOfPractice(board, day), day, now);
  return {
    last: Math.max(ofPractice.last, keepLast[audience](settings, ofBranches)),
    next: Math.min(ofPractice.next, -keepNext[audience](settings, ofBranches)),
  };
}

/** The last boundary at `now` or before: the `edge` of a view's position. */
export function lastBoundary(board: Board, now: Instant, audience: Audience): Instant {
  return edgesAround(board, now, audience).last;
}

/** The first boundary after `now`: when to look again. */
export function nextBoundary(board: Board, now: Instant, audience: Audience): Instant {
  return edgesAround(board, now, audience).next;
}
