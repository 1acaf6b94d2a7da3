import { type Access, SERVICES } from '../facts/fact.ts';
import type { Branch } from '../practice/branch.ts';
import type { Instant } from '../practice/instant.ts';
import { openAt, type OpeningSpan } from '../practice/opening-hours.ts';
import { openingRules } from '../practice/opening-rules.ts';
import type { PracticeSettings } from '../practice/settings.ts';
import type { BranchStateName, Reason } from '../wire/public-board.ts';
import type { BranchRecord, Statement } from './board.ts';
import { heldToday } from './evidence.ts';
import type { Reading } from './reading.ts';
import { deriveGps, type GpReading } from './gps.ts';
import { type AffectedSpan, isAffectedAt } from './incidents.ts';
import { deriveIt, type ItReading } from './it.ts';
import { isTrouble } from './sender-evidence.ts';

/** A branch as it is at one time, with all that its state rests on. */
export interface BranchSituation {
  readonly state: BranchStateName;
  readonly reasons: readonly Reason[];
  /** The opening it is in by its opening hours; null outside of them. */
  readonly opening: OpeningSpan | null;
  readonly access: { readonly state: Access; readonly said: Statement<Access> | null };
  readonly it: ItReading;
  readonly gps: GpReading;
}

function troubleOfIt(it: ItReading): Reason[] {
  if (it.overall !== 'down') return [];
  // Silence alone tells that nothing is heard, not which service is broken.
  const silent = it.byWord === 'silence';
  const reasons: Reason[] = [];
  if (it.services.internet.state === 'down' && !silent) reasons.push('internet-down');
  if (it.services.records.state === 'down' && !(silent && it.services.records.implied)) reasons.push('records-down');
  if (it.services.phones.state === 'down') reasons.push('phones-down');
  if (silent) reasons.push('not-heard');
  return reasons;
}

function troubleOfPeople(gps: GpReading, access: Access, settings: PracticeSettings): Reason[] {
  const reasons: Reason[] = [];
  if (gps.level === 'none') reasons.push('no-gps');
  else if (gps.share !== null && gps.share < settings.gpDegradedBelow) reasons.push('gps-under-half');
  if (access === 'phone-only') reasons.push('phone-only');
  if (access === 'closed') reasons.push('closed-by-report');
  return reasons;
}

function limits(it: ItReading, gps: GpReading): Reason[] {
  const reasons: Reason[] = [];
  if (it.intermittent) reasons.push('intermittent');
  const others = SERVICES.filter((service) => service !== 'internet' || !it.intermittent);
  if (others.some((service) => isTrouble(it.services[service].state))) reasons.push('it-degraded');
  if (gps.level === 'few') reasons.push('few-gps');
  if (gps.level === 'fewer') reasons.push('fewer-gps');
  return reasons;
}

function decideState(
  it: ItReading,
  gps: GpReading,
  access: Access,
  open: boolean,
  affected: boolean,
  settings: PracticeSettings,
): Pick<BranchSituation, 'state' | 'reasons'> {
  const people = open ? troubleOfPeople(gps, access, settings) : [];
  const incident: Reason[] = affected ? ['incident'] : [];
  const trouble = [...troubleOfIt(it), ...people, ...incident];
  if (trouble.length > 0) return { state: 'degraded', reasons: trouble };
  if (!open) return { state: 'closed', reasons: [] };
  const limited = limits(it, gps);
  if (limited.length > 0) return { state: 'limited', reasons: limited };
  // Counts alone do not make a green: without a word on the IT nobody knows that the branch works.
  if (it.overall === 'unknown') return { state: 'unknown', reasons: ['not-told'] };
  return { state: 'normal', reasons: [] };
}

/** The situation of a branch at `at`, from what is known of it; `spans` are when an incident of high severity affected it. */
export function deriveSituation(
  record: BranchRecord,
  branch: Branch,
  settings: PracticeSettings,
  spans: readonly AffectedSpan[],
  at: Instant,
): BranchSituation {
  const reading: Reading = { rules: openingRules(branch, settings), zone: settings.timeZone, at };
  const opening = openAt(reading.rules, at, settings.timeZone);
  const said = heldToday(record.access, reading);
  const access: Access = opening ? (said?.value ?? 'open') : 'closed';
  const it = deriveIt(record, reading);
  const gps = deriveGps(record, settings, reading);
  return {
    ...decideState(it, gps, access, opening !== null, isAffectedAt(spans, at), settings),
    opening,
    access: { state: access, said },
    it,
    gps,
  };
}
