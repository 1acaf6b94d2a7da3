import { SERVICES } from '../facts/fact.ts';
import type { Instant } from '../practice/instant.ts';
import { REASONS } from '../wire/public-board.ts';
import type { BranchDay, Minutes, Spell, SpellState } from './branch-day.ts';
import { PAST_STATES } from './stretches.ts';

/** Changes when what was kept by an older rule must not be read any more. */
export const HISTORY_VERSION = 1;

const FIELDS_OF_SPELL = 6;

/** Numbers alone: `from` and `to` count from the begin of the day, lists are bits. Ordinary days are the same text. */
export type PackedDay = string;

function toBits<T>(all: readonly T[], some: readonly T[]): number {
  return some.reduce((bits, one) => bits | (1 << all.indexOf(one)), 0);
}

function fromBits<T>(all: readonly T[], bits: number): readonly T[] {
  return all.filter((_, place) => (bits & (1 << place)) !== 0);
}

export function packDay({ open, closed, spells }: BranchDay, begin: Instant): PackedDay {
  const numbers = [
    ...PAST_STATES.map((state) => open[state]),
    ...PAST_STATES.map((state) => closed[state]),
    ...spells.flatMap(({ state, from, to, wasOpen, reasons, services }) => [
      PAST_STATES.indexOf(state),
      from - begin,
      to - begin,
      Number(wasOpen),
      toBits(REASONS, reasons),
      toBits(SERVICES, services),
    ]),
  ];
  return numbers.join();
}

function toMinutes(numbers: readonly number[]): Minutes {
  return Object.fromEntries(PAST_STATES.map((state, place) => [state, numbers[place] ?? 0])) as Minutes;
}

export function unpackDay(packed: PackedDay, begin: Instant): BranchDay {
  const numbers = packed.split(',').map(Number);
  const states = PAST_STATES.length;
  const spells: Spell[] = [];
  for (let place = 2 * states; place < numbers.length; place += FIELDS_OF_SPELL) {
    const [state = 0, from = 0, to = 0, wasOpen = 0, reasons = 0, services = 0] = numbers.slice(place);
    spells.push({
      state: PAST_STATES[state] as SpellState,
      from: begin + from,
      to: begin + to,
      wasOpen: wasOpen === 1,
      reasons: fromBits(REASONS, reasons),
      services: fromBits(SERVICES, services),
    });
  }
  return { open: toMinutes(numbers), closed: toMinutes(numbers.slice(states)), spells };
}
