import { type AlertReading, alertOfShare, availableGps } from '../board/gps.ts';
import type { Picture } from '../board/picture.ts';
import { toIso } from '../practice/instant.ts';
import type { StaffBoard } from '../wire/staff-board.ts';
import { standingIncidents } from './incidents.ts';
import { deriveNotice } from './notice.ts';
import { deriveSummary, toPublicPractice, type ViewIdentity } from './public-board.ts';
import { toPublicBranch } from './public-branch.ts';
import { recentChanges } from './recent-changes.ts';
import { toDeclared, toStaffBranch } from './staff-branch.ts';
import { toNoticeControl, toStaffIncident } from './staff-incident.ts';

/** Counts over the branches whose counts are known, and the patients behind those in trouble. */
function deriveTotals({ branches }: Picture): StaffBoard['totals'] {
  const known = branches.flatMap(({ situation }) => (situation.gps.said ? [situation.gps.said.value] : []));
  const sum = (numbers: readonly number[]) => numbers.reduce((total, number) => total + number, 0);
  const troubled = branches.filter(({ situation }) => situation.state === 'degraded');
  return {
    expected: sum(known.map(({ expected }) => expected)),
    available: sum(known.map(availableGps)),
    offSick: sum(known.map(({ offSick }) => offSick)),
    away: sum(known.map(({ away }) => away)),
    locums: sum(known.map(({ locums }) => locums)),
    known: known.length,
    branches: branches.length,
    itTrouble: branches.filter(({ situation }) => ['degraded', 'down'].includes(situation.it.overall)).length,
    patientsInTrouble: sum(troubled.map(({ branch }) => branch.listSize)),
    patients: sum(branches.map(({ branch }) => branch.listSize)),
  };
}

/** The practice's calculated alert state: by its GPs alone, one lost line does not make the whole practice BLACK. */
function alertOfPractice(totals: StaffBoard['totals']): AlertReading | null {
  return totals.expected === 0 ? null : alertOfShare(totals.available / totals.expected);
}

/** The board as the practice's own people may see it, chosen field by field. */
export function toStaffBoard(picture: Picture, { epoch, position }: ViewIdentity): StaffBoard {
  const totals = deriveTotals(picture);
  const asPatientsSeeIt = picture.branches.map((branch) => toPublicBranch(branch, picture));
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
    branches: picture.branches.map((branch) => toStaffBranch(branch, picture)),
  };
}
