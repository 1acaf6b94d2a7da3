import type { BranchRecord, Declaration, Statement } from '../board/board.ts';
import { alertOf, alertOfShare, availableGps, type AlertReading } from '../board/gps.ts';
import { doubtedServices, isDoubted } from '../board/incidents.ts';
import { createKeep, type Standing } from '../board/keep.ts';
import { createListKeep } from '../board/list-keep.ts';
import type { ServiceReading } from '../board/it.ts';
import { type BranchPicture, declaredToday, type Picture } from '../board/picture.ts';
import { statementAt } from '../board/statements.ts';
import { SERVICES } from '../facts/fact.ts';
import { type Instant, toIso } from '../practice/instant.ts';
import { localDay, startOfDay } from '../practice/local-time.ts';
import type { Declared, Said, StaffBranch } from '../wire/staff-board.ts';
import { isoOrNull } from './public-branch.ts';

/** Who said a thing, and when, for staff. */
export function toSaid(statement: Statement<unknown>): Said {
  return {
    by: statement.actorName,
    at: toIso(statement.at),
    seq: statement.seq,
    onBehalf: statement.onBehalf,
  };
}

function toStaffService(
  reading: ServiceReading,
  doubtedSince: Instant | undefined,
): StaffBranch['services']['internet'] {
  return {
    state: isDoubted(reading, doubtedSince) ? 'unknown' : reading.state,
    implied: reading.implied,
    said: reading.claim ? toSaid(reading.claim) : null,
    confirmDue: reading.confirmDue,
    confirmDueAt: isoOrNull(reading.confirmDueAt),
    check: reading.check ? { state: reading.check.value, since: toIso(reading.check.at) } : null,
    disputed: reading.disputed,
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

/** A declared alert state; null when there is none. */
export function toDeclared(said: Statement<Declaration> | null): Declared {
  if (!said?.value.state) return null;
  const { state, opel } = alertOf(said.value.state);
  return { state, opel, reason: said.value.reason, said: toSaid(said) };
}

/** The last thing that a person said of the branch. */
function lastSaid(record: BranchRecord, at: Instant): Said | null {
  const logs = [
    ...SERVICES.map((service) => record.it[service]),
    record.gps,
    record.access,
    record.message,
    record.note,
    record.confirm,
  ];
  const said = logs.flatMap((log) => statementAt<unknown>(log, at) ?? []);
  const last = said.sort((a, b) => b.at - a.at || b.seq - a.seq)[0];
  return last ? toSaid(last) : null;
}

/** The calculated alert state of one branch: by its GPs, or BLACK when its IT is down; null when not known. */
function calculatedAlert({ situation }: BranchPicture): AlertReading | null {
  if (situation.it.overall === 'down') return alertOf('BLACK');
  return situation.gps.share === null ? null : alertOfShare(situation.gps.share);
}

function toText(statement: Statement<string | null> | null, since: number): StaffBranch['note'] {
  if (!statement || statement.value === null || statement.at < since) return null;
  return { text: statement.value, said: toSaid(statement) };
}

const keepBranch = createKeep<BranchPicture, StaffBranch>();

const keepBranches = createListKeep<BranchPicture, StaffBranch>();

/** The branches as the practice's own people may see them. */
export function toStaffBranches(whole: Picture): StaffBranch[] {
  const { branches, settings, incidents, now } = whole;
  return keepBranches(settings, branches, [incidents], now, (picture) =>
    toStaffBranch(picture, whole),
  ) as StaffBranch[];
}

function toStaffBranch(picture: BranchPicture, whole: Picture): Standing<StaffBranch> {
  const doubted = doubtedServices(whole.incidents, picture.branch.slug);
  return keepBranch(picture, [whole.settings, ...[...doubted].flat()], whole.now, () => ({
    value: chooseStaffBranch(picture, whole, doubted),
    // The picture itself is another one by then.
    until: Infinity,
  }));
}

/** Field by field. */
function chooseStaffBranch(
  picture: BranchPicture,
  { now, settings }: Picture,
  doubted: ReturnType<typeof doubtedServices>,
): StaffBranch {
  const { branch, record, situation } = picture;
  const { services } = situation.it;
  const signal = statementAt(record.signals, now);
  const dayBegan = startOfDay(localDay(now, settings.timeZone), settings.timeZone);
  return {
    slug: branch.slug,
    name: branch.name,
    town: branch.town,
    phone: branch.phone,
    seq: record.personSeq,
    listSize: branch.listSize,
    expectedGps: branch.expectedGps,
    state: situation.state,
    reasons: [...situation.reasons],
    openNow: situation.opening !== null && situation.access.state !== 'closed',
    closesAt: isoOrNull(situation.opening?.to ?? null),
    opensAt: isoOrNull(picture.nextOpening),
    access: { state: situation.access.state, said: situation.access.said ? toSaid(situation.access.said) : null },
    it: situation.it.overall,
    services: {
      internet: toStaffService(services.internet, doubted.get('internet')),
      records: toStaffService(services.records, doubted.get('records')),
      phones: toStaffService(services.phones, doubted.get('phones')),
      online: toStaffService(services.online, doubted.get('online')),
      prescriptions: toStaffService(services.prescriptions, doubted.get('prescriptions')),
    },
    gps: toStaffGps(picture),
    alert: calculatedAlert(picture),
    declared: toDeclared(declaredToday(record.alert, settings, now)),
    lastSaid: lastSaid(record, now),
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
