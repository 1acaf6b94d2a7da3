import type { Check, Statement } from '../board/board.ts';
import type { Incident } from '../board/incidents.ts';
import { createKeep } from '../board/keep.ts';
import type { Picture } from '../board/picture.ts';
import { CHECKLIST_ITEMS, type ChecklistItem, NOTICE_ITEMS } from '../facts/fact.ts';
import { toIso } from '../practice/instant.ts';
import type { PublicBranch } from '../wire/public-board.ts';
import type { CheckState, NoticeControlView, StaffIncident } from '../wire/staff-board.ts';
import { checkSentence, incidentSentences } from '../words/incidents.ts';
import { ruledNotice } from './notice.ts';
import { isoOrNull } from './public-branch.ts';
import { toSaid } from './staff-branch.ts';

function checkState(item: ChecklistItem, checks: readonly Statement<Check>[]): CheckState {
  const last = checks.filter(({ value }) => value.item === item).sort((a, b) => b.seq - a.seq)[0];
  return { item, done: last?.value.done ? toSaid(last) : null };
}

function logOf(incident: Incident, { bySlug, now, settings }: Picture): StaffIncident['log'] {
  const nameOf = (slug: string) => bySlug.get(slug)?.name ?? slug;
  const said = incident.said.flatMap((statement, index) =>
    incidentSentences(statement.value, {
      nameOf,
      opens: index === 0,
      shown: incident.shown,
      zone: settings.timeZone,
    }).map(({ sentence, audience }) => ({ said: toSaid(statement), sentence, audience })),
  );
  const ticked = incident.record.checks
    .filter(({ at }) => at <= now)
    .map((check) => ({ said: toSaid(check), sentence: checkSentence(check.value), audience: 'staff' as const }));
  return [...said, ...ticked].sort((a, b) => b.said.seq - a.said.seq);
}

const keepIncident = createKeep<Incident, StaffIncident>();

/** An incident as the practice's own people see it. */
export function toStaffIncident(incident: Incident, picture: Picture): StaffIncident {
  const { settings, bySlug, now } = picture;
  const { checks } = incident.record;
  const later = checks.map(({ at }) => at).filter((at) => at > now);
  return keepIncident(incident, [settings, bySlug], now, () => ({
    value: chooseStaffIncident(incident, picture),
    until: Math.min(...later),
  })).value;
}

/** Field by field. */
function chooseStaffIncident(incident: Incident, picture: Picture): StaffIncident {
  const checks = incident.record.checks.filter(({ at }) => at <= picture.now);
  return {
    id: incident.id,
    title: incident.title,
    severity: incident.severity,
    shown: incident.shown,
    branches: [...incident.branches],
    affected: [...incident.affected],
    services: [...incident.services],
    opened: toSaid(incident.opened),
    resolved: incident.resolved ? toSaid(incident.resolved) : null,
    nextUpdateAt: isoOrNull(incident.nextUpdateAt),
    escalations: incident.escalations.map((statement) => ({
      to: statement.value.to,
      reference: statement.value.reference,
      said: toSaid(statement),
    })),
    checklist: CHECKLIST_ITEMS.map((item) => checkState(item, checks)),
    log: logOf(incident, picture),
  };
}

/** How the notice is set, and its checklist: ticks count from the beginning of the notice that is up. */
export function toNoticeControl(picture: Picture, branches: readonly PublicBranch[]): NoticeControlView {
  const { noticeControl: held, noticeChecks, now } = picture;
  const ruled = ruledNotice(picture, branches);
  const isUp = held?.value.control === 'keep' || (ruled !== null && held?.value.control !== 'hold');
  const since = ruled?.since ?? held?.at ?? now;
  const checks = noticeChecks.filter(({ at }) => at >= since && at <= now);
  return {
    control: held?.value.control ?? 'auto',
    byRule: ruled !== null,
    until: held?.value.until ? toIso(held.value.until) : null,
    reason: held?.value.reason ?? null,
    said: held ? toSaid(held) : null,
    checklist: isUp ? NOTICE_ITEMS.map((item) => checkState(item, checks)) : [],
  };
}
