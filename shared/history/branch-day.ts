import { type Service, SERVICES } from '../facts/fact.ts';
import { type Instant, MINUTE } from '../practice/instant.ts';
import { type Reason, REASONS } from '../wire/public-board.ts';
import { type DaySpan, PAST_STATES, type PastState, type Stretch } from './stretches.ts';

/** Whole minutes in each state. */
export type Minutes = { readonly [S in PastState]: number };

/** A time of trouble of one kind, clipped to its day. */
export interface Spell {
  readonly state: SpellState;
  readonly from: Instant;
  readonly to: Instant;
  /** Whether the branch was open by its hours at some time of it. */
  readonly wasOpen: boolean;
  /** Of all of it, each once. */
  readonly reasons: readonly Reason[];
  readonly services: readonly Service[];
}

export type SpellState = Extract<PastState, 'degraded' | 'not-heard' | 'limited'>;

/** How a branch was on one day that is over. */
export interface BranchDay {
  /** In its opening hours, and outside of them: together the length of the day, or of the part in which it was on the board. */
  readonly open: Minutes;
  readonly closed: Minutes;
  /** Oldest first. */
  readonly spells: readonly Spell[];
}

function isSpell(state: PastState): state is SpellState {
  return state === 'degraded' || state === 'not-heard' || state === 'limited';
}

/** In one order, whichever came first: what is kept and read again is then the same. */
function once<T>(all: readonly T[], some: readonly T[]): readonly T[] {
  return all.filter((one) => some.includes(one));
}

function toSpells(stretches: readonly Stretch[]): readonly Spell[] {
  const spells: Spell[] = [];
  for (const { state, from, to, isOpen, reasons, services } of stretches) {
    if (!isSpell(state)) continue;
    const last = spells.at(-1);
    if (last?.state === state && last.to === from) {
      spells[spells.length - 1] = {
        ...last,
        to,
        wasOpen: last.wasOpen || isOpen,
        reasons: once(REASONS, [...last.reasons, ...reasons]),
        services: once(SERVICES, [...last.services, ...services]),
      };
    } else {
      const said = { reasons: once(REASONS, reasons), services: once(SERVICES, services) };
      spells.push({ state, from, to, wasOpen: isOpen, ...said });
    }
  }
  return spells;
}

/** Rounded at the edges and not in between, so that the minutes of a day are as many as it had. */
function minutesOf(stretches: readonly Stretch[], begin: Instant): Minutes {
  const minutes = Object.fromEntries(PAST_STATES.map((state) => [state, 0])) as { [S in PastState]: number };
  const place = (at: Instant) => Math.round((at - begin) / MINUTE);
  for (const { state, from, to } of stretches) minutes[state] += place(to) - place(from);
  return minutes;
}

/** What becomes of the stretches of a day; null when the branch was not on the board then. */
export function toBranchDay(stretches: readonly Stretch[], { begin }: DaySpan): BranchDay | null {
  if (stretches.length === 0) return null;
  return {
    open: minutesOf(
      stretches.filter(({ isOpen }) => isOpen),
      begin,
    ),
    closed: minutesOf(
      stretches.filter(({ isOpen }) => !isOpen),
      begin,
    ),
    spells: toSpells(stretches),
  };
}

/** What a day is, as one mark: the worst of it that is known. */
export type DayMark = PastState;

/** Of the time that a branch was open, at most this part may be unknown of a day that is called normal. */
const UNKNOWN_AT_MOST = 0.5;

export function sumOf(minutes: Minutes): number {
  return PAST_STATES.reduce((sum, state) => sum + minutes[state], 0);
}

/** Planned work makes no day better: an outage is an outage. A day of which too little is known is no green. */
export function markOfDay({ open, spells }: BranchDay): DayMark {
  for (const state of ['degraded', 'not-heard', 'limited'] as const) {
    if (spells.some((spell) => spell.state === state)) return state;
  }
  const opened = sumOf(open);
  if (opened === 0) return 'closed';
  return open.unknown > opened * UNKNOWN_AT_MOST ? 'unknown' : 'normal';
}
