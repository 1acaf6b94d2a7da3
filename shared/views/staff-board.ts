import { type AlertReading, alertOfShare, availableGps } from '../board/gps.ts';
import { createSumKeep } from '../board/list-figures.ts';
import type { BranchPicture, Picture } from '../board/picture.ts';
import { toIso } from '../practice/instant.ts';
import type { StaffBoard } from '../wire/staff-board.ts';
import { standingIncidents } from './incidents.ts';
import { deriveNotice } from './notice.ts';
import { deriveSummary, toPublicPractice, type ViewIdentity } from './public-board.ts';
import { toPublicBranches } from './public-branch.ts';
import { toPublicPlanned } from './public-planned.ts';
import { recentChanges } from './recent-changes.ts';
import { toDeclared, toStaffBranches } from './staff-branch.ts';
import { toNoticeControl, toStaffIncident } from './staff-incident.ts';

type Totals = StaffBoard['totals'];

const TOTALS = [
  'expected',
  'available',
  'offSick',
  'away',
  'locums',
  'known',
  'branches',
  'itTrouble',
  'patientsInTrouble',
  'patients',
] as const satisfies readonly (keyof Totals)[];

/** What one branch adds to the totals. */
function numbersOf({ branch, situation }: BranchPicture): Totals {
  const counts = situation.gps.said?.value;
  const { overall } = situation.it;
  return {
    expected: counts?.expected ?? 0,
    available: counts ? availableGps(counts) : 0,
    offSick: counts?.offSick ?? 0,
    away: counts?.away ?? 0,
    locums: counts?.locums ?? 0,
    known: counts ? 1 : 0,
    branches: 1,
    itTrouble: overall === 'degraded' || overall === 'down' ? 1 : 0,
    patientsInTrouble: situation.state === 'degraded' ? branch.listSize : 0,
    patients: branch.listSize,
  };
}

const keepTotals = createSumKeep(TOTALS, numbersOf);

/** Counts over the branches whose counts are known, and the patients behind those in trouble. */
function deriveTotals({ settings, branches }: Picture): Totals {
  return keepTotals(settings, branches);
}

/** The practice's calculated alert state: by its GPs alone, one lost line does not make the whole practice BLACK. */
function alertOfPractice(totals: StaffBoard['totals']): AlertReading | null {
  return totals.expected === 0 ? null : alertOfShare(totals.available / totals.expected);
}

/** The board as the practice's own people may see it, chosen field by field. */
export function toStaffBoard(picture: Picture, { epoch, position }: ViewIdentity): StaffBoard {
  const totals = deriveTotals(picture);
  const asPatientsSeeIt = toPublicBranches(picture);
  return {
    epoch,
    seq: position.seq,
    edge: toIso(position.edge),
    practice: toPublicPractice(picture.settings),
    sample: picture.settings.sample,
    summary: deriveSummary(picture),
    notice: deriveNotice(picture, asPatientsSeeIt),
    totals,
    alert: alertOfPractice(totals),
    declared: toDeclared(picture.declared),
    noticeControl: toNoticeControl(picture, asPatientsSeeIt),
    recent: recentChanges(picture),
    incidents: standingIncidents(picture).map((incident) => toStaffIncident(incident, picture)),
    planned: toPublicPlanned(picture),
    branches: toStaffBranches(picture),
  };
}
