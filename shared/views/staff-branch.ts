import type { Statement } from '../board/board.ts';
import { alertOfShare, availableGps, type AlertReading } from '../board/gps.ts';
import type { ServiceReading } from '../board/it.ts';
import type { BranchPicture, Picture } from '../board/picture.ts';
import { statementAt } from '../board/statements.ts';
import { toIso } from '../practice/instant.ts';
import { localDay, startOfDay } from '../practice/local-time.ts';
import type { Said, StaffBranch } from '../wire/staff-board.ts';
import { isoOrNull } from './public-branch.ts';

function toSaid(statement: Statement<unknown>): Said {
  return {
    by: statement.actorName,
    at: toIso(statement.at),
    seq: statement.seq,
    onBehalf: statement.onBehalf,
  };
}

function toStaffService(reading: ServiceReading): StaffBranch['services']['internet'] {
  return {
    state: reading.state,
    implied: reading.implied,
    said: reading.claim ? toSaid(reading.claim) : null,
    confirmDue: reading.confirmDue,
  };
}

function toStaffGps({ situation }: BranchPicture): StaffBranch['gps'] {
  const { level, said } = situation.gps;
  if (!said) return { level, counts: null, said: null };
  const { expected, offSick, away, locums } = said.value;
  return {
    level,
    counts: { expected, offSick, away, locums, available: availableGps(said.value) },
    said: toSaid(said),
  };
}

/** The calculated alert state of one branch: by its GPs, or BLACK when its IT is down; null when not known. */
function alertOf({ situation }: BranchPicture): AlertReading | null {
  if (situation.it.overall === 'down') return { state: 'BLACK', opel: 4 };
  return situation.gps.share === null ? null : alertOfShare(situation.gps.share);
}

function toText(statement: Statement<string | null> | null, since: number): StaffBranch['note'] {
  if (!statement || statement.value === null || statement.at < since) return null;
  return { text: statement.value, said: toSaid(statement) };
}

/** One branch as the practice's own people may see it, chosen field by field. */
export function toStaffBranch(picture: BranchPicture, { now, settings }: Picture): StaffBranch {
  const { branch, record, situation } = picture;
  const { services } = situation.it;
  const signal = statementAt(record.signals, now);
  const dayBegan = startOfDay(localDay(now, settings.timeZone), settings.timeZone);
  return {
    slug: branch.slug,
    name: branch.name,
    seq: record.personSeq,
    listSize: branch.listSize,
    state: situation.state,
    reasons: [...situation.reasons],
    openNow: situation.opening !== null && situation.access.state !== 'closed',
    closesAt: isoOrNull(situation.opening?.to ?? null),
    opensAt: isoOrNull(picture.nextOpening),
    access: { state: situation.access.state, said: situation.access.said ? toSaid(situation.access.said) : null },
    it: situation.it.overall,
    services: {
      internet: toStaffService(services.internet),
      records: toStaffService(services.records),
      phones: toStaffService(services.phones),
      online: toStaffService(services.online),
      prescriptions: toStaffService(services.prescriptions),
    },
    gps: toStaffGps(picture),
    alert: alertOf(picture),
    contact: {
      state: signal?.value.state ?? null,
      lastBeatAt: isoOrNull(signal?.value.lastBeatAt ?? null),
    },
    disputed: situation.it.disputed,
    message: toText(statementAt(record.message, now), dayBegan),
    note: toText(statementAt(record.note, now), dayBegan),
    changedAt: isoOrNull(picture.changedAt),
    heardAt: isoOrNull(picture.heardAt),
  };
}
