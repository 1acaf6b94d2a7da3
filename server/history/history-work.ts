import type { Fact } from '../../shared/facts/fact.ts';
import { type DayKey, daysAfter } from '../../shared/history/day-key.ts';
import { HISTORY_DAYS } from '../../shared/history/history-days.ts';
import type { PackedDay } from '../../shared/history/packed-day.ts';
import type { Db } from '../platform/database.types.ts';
import { sameText } from './derive-day.ts';
import { createHeldDays, type HeldDays } from './held-days.ts';
import { type Making, readBase, readDays, saveDays, type StoredDay } from './history.queries.ts';

type Branches = ReadonlyMap<string, PackedDay>;

interface DerivedDay {
  /** All facts up to this one are in it. */
  readonly seq: number;
  readonly branches: Branches;
}

/** Everything that follows from one journal, by one rule, in one zone. */
export interface Work extends Making {
  readonly zone: string;
  readonly held: HeldDays;
  readonly days: Map<DayKey, DerivedDay>;
  /** The last fact that was true on each day that is held, and the last of all days before. */
  readonly touched: Map<DayKey, number>;
  touchedBefore: number;
  readonly unsaved: Set<DayKey>;
}

/** The first day that pages tell of on a day. */
export function firstTold(today: DayKey): DayKey {
  return daysAfter(today, -HISTORY_DAYS);
}

function isUnbroken(days: readonly StoredDay[], base: DayKey): boolean {
  const isNext = ({ day }: StoredDay, place: number) =>
    place === 0 || day === daysAfter(days[place - 1]?.day ?? day, 1);
  return days.every(isNext) && days.some(({ day }) => day === base);
}

/**
 * Goes on from what was saved; when there is nothing, or when it is asked for, it is empty, and good for all facts up to
 * `upTo` once it was filled with them.
 */
export async function openWork(
  db: Db,
  making: Making & { readonly zone: string },
  today: DayKey,
  { fromFirst, upTo }: { readonly fromFirst: boolean; readonly upTo: number },
): Promise<Work & { readonly isEmpty: boolean }> {
  const base = fromFirst ? null : await readBase(db, making);
  const stored = base ? await readDays(db, making, firstTold(today)) : [];
  const isGood = base !== null && isUnbroken(stored, base.day);
  const held = createHeldDays(making.zone, isGood ? base : null, upTo);
  const days = new Map<DayKey, DerivedDay>();
  for (const { day, seq, branches } of isGood ? stored : []) {
    days.set(day, { seq, branches: new Map([...branches].map(([slug, text]) => [slug, sameText(text)])) });
  }
  return { ...making, held, days, touched: new Map(), touchedBefore: 0, unsaved: new Set(), isEmpty: !isGood };
}

function touch({ touched }: Work): (day: DayKey, seq: number) => void {
  return (day, seq) => touched.set(day, Math.max(seq, touched.get(day) ?? 0));
}

/** Takes facts by when they were true: see `openWork`. */
export function fillWork(work: Work, facts: readonly Fact[]): void {
  work.held.fill(facts, touch(work));
}

/** Takes facts; false when one of them was true so long before that all has to be read from the first fact again. */
export function takeFacts(work: Work, facts: readonly Fact[]): boolean {
  return work.held.take(facts, touch(work)) === 'taken';
}

/** The first day from the oldest that is held to `last` that is not derived, or from before a fact that bears on it. */
function firstDue({ held, days, touched, touchedBefore }: Work, last: DayKey): DayKey | null {
  const first = held.first();
  let newest = touchedBefore;
  for (let day = first; day !== null && day <= last; day = daysAfter(day, 1)) {
    newest = Math.max(newest, touched.get(day) ?? 0);
    const known = days.get(day);
    if (!known || known.seq < newest) return day;
  }
  return null;
}

/** Derives what is due up to `last`, the oldest day first. Days before `from` are asked for by nobody. */
export async function deriveDue(work: Work, from: DayKey, last: DayKey, goesOn: () => boolean): Promise<void> {
  const { held, days } = work;
  for (let day = firstDue(work, last); day !== null && goesOn(); day = firstDue(work, last)) {
    const seq = held.seq();
    const branches = day < from ? new Map() : await held.derive(day);
    days.set(day, { seq, branches });
    work.unsaved.add(day);
  }
}

/** Lets go of the days before `before`: what comes later is not that late. */
export async function letGoOf(work: Work, before: DayKey): Promise<void> {
  await work.held.letGo(before);
  for (const [day, seq] of work.touched) {
    if (day >= before) continue;
    work.touchedBefore = Math.max(work.touchedBefore, seq);
    work.touched.delete(day);
  }
}

/** Saves what was derived since the last time, and from where to go on. */
export async function saveWork(db: Db, work: Work, today: DayKey): Promise<void> {
  const oldest = firstTold(today);
  for (const day of work.days.keys()) if (day < oldest) work.days.delete(day);
  if (work.unsaved.size === 0) return;
  const unsaved = [...work.unsaved].sort();
  const days = unsaved.map((day) => ({ day, derived: work.days.get(day) }));
  const base = work.held.toBase();
  await saveDays(
    db,
    work,
    days.flatMap(({ day, derived }) => (derived ? [{ day, ...derived }] : [])),
    base && work.days.has(base.day) ? base : null,
    oldest,
  );
  for (const day of unsaved) work.unsaved.delete(day);
}
