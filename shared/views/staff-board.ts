import { type AlertReading, alertOfShare, availableGps } from '../board/gps.ts';
import type { Picture } from '../board/picture.ts';
import { toIso } from '../practice/instant.ts';
import type { StaffBoard } from '../wire/staff-board.ts';
import { standingIncidents } from './incidents.ts';
import { deriveNotice } from './notice.ts';
import { deriveSummary, toPublicPractice, type ViewIdentity } from './public-board.ts';
import { toPublicBranches } from './public-branch.ts';
import { recentChanges } from './recent-changes.ts';
import { toDeclared, toStaffBranches } from './staff-branch.ts';
import { toNoticeControl, toStaffIncident } from './staff-incident.ts';

/** Counts over the branches whose counts are known, and the patients behind those in trouble. */
function deriveTotals({ branches }: Picture): StaffBoard['totals'] {
  const totals = {
    expected: 0,
    available: 0,
    offSick: 0,
    away: 0,
    locums: 0,
    known: 0,
    branches: branches.length,
    itTrouble: 0,
    patientsInTrouble: 0,
    patients: 0,
  };
  for (const { branch, situation } of branches) {
    const counts = situation.gps.said?.value;
    if (counts) {
      totals.expected += counts.expected;
      totals.available += availableGps(counts);
      totals.offSick += counts.offSick;
      totals.away += counts.away;
      totals.locums += counts.locums;
      totals.known += 1;
    }
    if (situation.it.overall === 'degraded' || situation.it.overall === 'down') totals.itTrouble += 1;
    if (situation.state === 'degraded') totals.patientsInTrouble += branch.listSize;
    totals.patients += branch.listSize;
  }
  return totals;
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
    branches: toStaffBranches(picture),
  };
}
