import type { AlertState, GpCounts } from '../facts/fact.ts';
import { localDay, sameDay } from '../practice/local-time.ts';
import { closingOfDay } from '../practice/opening-hours.ts';
import type { PracticeSettings } from '../practice/settings.ts';
import type { GpLevel } from '../wire/public-board.ts';
import type { BranchRecord, Statement } from './board.ts';
import { heldToday } from './evidence.ts';
import type { Reading } from './reading.ts';

/** GPs of a branch at one time. A lapsed count is unknown, never 0. */
export interface GpReading {
  readonly level: GpLevel;
  readonly said: Statement<GpCounts> | null;
  /** GPs who can see or phone patients today; null when not known. */
  readonly available: number | null;
  /** `available` as a share of `expected`; null when not known or none were planned. */
  readonly share: number | null;
}

/** GPs who can see or phone patients: those expected, less the absent, plus locums. */
export function availableGps(counts: GpCounts): number {
  return counts.expected - counts.offSick - counts.away + counts.locums;
}

/** The level of a day's counts: none were planned, none are in, or by the share of those expected. */
export function deriveLevel(counts: GpCounts, settings: PracticeSettings): GpLevel {
  const available = availableGps(counts);
  if (counts.expected === 0) return 'not-planned';
  if (available === 0) return 'none';
  const share = available / counts.expected;
  if (share >= settings.gpUsualFrom) return 'usual';
  return share >= settings.gpFewerFrom ? 'fewer' : 'few';
}

/** Counts end with the opening day once somebody has said, later than them, that the branch is closed. */
function endedByClosing(record: BranchRecord, said: Statement<GpCounts>, reading: Reading): boolean {
  const access = heldToday(record.access, reading);
  if (access?.value !== 'closed' || access.at < said.at) return false;
  if (!sameDay(localDay(access.at, reading.zone), localDay(said.at, reading.zone))) return false;
  const closing = closingOfDay(reading.rules, said.at, reading.zone);
  return closing !== null && reading.at >= closing;
}

/** The GPs of a branch as of the reading. */
export function deriveGps(record: BranchRecord, settings: PracticeSettings, reading: Reading): GpReading {
  const said = heldToday(record.gps, reading);
  if (!said || endedByClosing(record, said, reading)) {
    return { level: 'unknown', said: null, available: null, share: null };
  }
  const { expected } = said.value;
  const available = availableGps(said.value);
  return {
    level: deriveLevel(said.value, settings),
    said,
    available,
    share: expected === 0 ? null : available / expected,
  };
}

/** The words and numbers of the General Practice Alert State and of OPEL. */
export interface AlertReading {
  readonly state: AlertState;
  readonly opel: 1 | 2 | 3 | 4;
}

const OPEL_NUMBERS = { GREEN: 1, AMBER: 2, RED: 3, BLACK: 4 } as const satisfies Record<AlertState, number>;

/** An alert state with the OPEL number that goes with it. */
export function alertOf(state: AlertState): AlertReading {
  return { state, opel: OPEL_NUMBERS[state] };
}

/** The calculated alert state of a share of GPs: GREEN from 90 %, AMBER from 80 %, RED from 70 %, BLACK below. */
export function alertOfShare(share: number): AlertReading {
  if (share >= 0.9) return alertOf('GREEN');
  if (share >= 0.8) return alertOf('AMBER');
  return alertOf(share >= 0.7 ? 'RED' : 'BLACK');
}
