import { toIso } from '../../shared/practice/instant.ts';
import type { StaffBranch } from '../../shared/wire/staff-board.ts';
import { STAFF_SCENES, type StaffScene, type StaffSceneName } from './staff-boards.ts';

type Edit = (branch: StaffBranch, index: number) => Partial<StaffBranch>;

const said = (now: number, minutes: number) => {
  return { by: 'Alexandra Featherstone', at: toIso(now - minutes * 60_000), seq: 900, onBehalf: true };
};

/** A scene in which every branch has more to tell than there is room for: declared alerts, doubts, quiet senders. */
export function crowded(name: StaffSceneName): StaffScene {
  const { board, now } = STAFF_SCENES[name]();
  const counts = { expected: 12, offSick: 4, away: 1, locums: 0, available: 7 };
  const edits: readonly Edit[] = [
    () => ({ disputed: true, contact: { state: 'suspect', lastBeatAt: toIso(now - 59 * 60_000) } }),
    ({ services }) => ({
      state: 'degraded',
      reasons: ['internet-down'],
      services: {
        ...services,
        internet: { ...services.internet, state: 'down', confirmDue: true, said: said(now, 299) },
      },
    }),
    () => ({ state: 'degraded', reasons: ['gps-under-half'], gps: { level: 'few', counts, said: said(now, 59) } }),
    ({ access }) => ({
      state: 'degraded',
      reasons: ['closed-by-report'],
      access: { ...access, state: 'closed', said: said(now, 59) },
      contact: { state: 'lost', lastBeatAt: toIso(now - 59 * 60_000) },
    }),
    ({ access }) => ({
      access: { ...access, state: 'phone-only', said: said(now, 59) },
      contact: { state: 'suspect', lastBeatAt: toIso(now - 59 * 60_000) },
    }),
    () => ({
      state: 'limited',
      reasons: ['it-degraded'],
      declared: { state: 'AMBER', opel: 2, reason: null, said: said(now, 9) },
    }),
  ];
  const branches = board.branches.map((branch, index) => ({
    ...branch,
    ...edits[index % edits.length]?.(branch, index),
    changedAt: toIso(now - 60_000),
  }));
  const incident = STAFF_SCENES.trouble().board.incidents[0];
  const incidents = incident
    ? [incident, { ...incident, id: 2, nextUpdateAt: toIso(now - 60_000) }, { ...incident, id: 3 }]
    : [];
  const totals = { ...board.totals, expected: 296, available: 284, offSick: 12, away: 10, locums: 11, itTrouble: 18 };
  const declared = { state: 'AMBER' as const, opel: 2, reason: null, said: said(now, 9) };
  const patients = { patientsInTrouble: 144_400, patients: 258_800 };
  return { now, board: { ...board, branches, incidents, totals: { ...totals, ...patients }, declared } };
}
