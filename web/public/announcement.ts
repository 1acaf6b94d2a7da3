import { isTroubled } from '../../shared/views/board-part.ts';
import { SERVICES } from '../../shared/facts/fact.ts';
import { gpSentence } from '../../shared/words/services.ts';
import { openLine } from '../../shared/words/page.ts';
import {
  SPOKEN,
  serviceChange,
  spokenDoors,
  spokenGps,
  spokenMessage,
  spokenNotice,
  spokenServices,
  spokenSeveral,
} from '../../shared/words/spoken.ts';
import { spokenIncident } from '../../shared/words/public-incident.ts';
import type { PublicBranch } from '../../shared/wire/public-board.ts';
import { isOld, type PageView } from './page-view.ts';

/** An incident is told of by itself. */
function reasonsOf({ reasons }: PublicBranch): string {
  return reasons.filter((reason) => reason !== 'incident').join();
}

/** What of one branch a reader would want to be told, worst first; null when it is only a stamp that moved. */
function branchChange(before: PublicBranch | undefined, after: PublicBranch, view: PageView): string | null {
  // A page that holds a part of the surgeries is told of others when they change: their trouble is news, no more.
  if (!before) return isTroubled(after) ? after.sentence : null;
  if (before.state !== after.state || reasonsOf(before) !== reasonsOf(after)) return after.sentence;
  const services = SERVICES.filter((service) => before.services[service] !== after.services[service]);
  if (services.length > 0) {
    return spokenServices(
      after.name,
      services.map((service) => serviceChange(service, after.services[service])),
    );
  }
  if (gpSentence(before.gps) !== gpSentence(after.gps)) return spokenGps(after.name, gpSentence(after.gps));
  if (before.open.now !== after.open.now || before.access !== after.access) {
    return spokenDoors(after.name, openLine(after, view.now, view.board.practice.timeZone));
  }
  if (after.message !== null && before.message !== after.message) return spokenMessage(after.name, after.message);
  return null;
}

function noticeChange(before: PageView, after: PageView): string | null {
  const was = before.board.notice;
  const is = after.board.notice;
  return was?.text.heading === is?.text.heading ? null : spokenNotice(is);
}

/** What is said of incidents, on a surgery's own page of its own. */
function incidentChanges(before: PageView, after: PageView, slug: string | null): string[] {
  const known = new Map(before.board.incidents.map((incident) => [incident.id, incident]));
  return after.board.incidents
    .filter(({ branches }) => slug === null || branches.includes(slug))
    .flatMap((incident) => spokenIncident(known.get(incident.id) ?? null, incident) ?? []);
}

function freshnessChange(before: PageView, after: PageView): string | null {
  if (isOld(before) === isOld(after)) return null;
  return isOld(after) ? SPOKEN.notLive : SPOKEN.liveAgain;
}

/**
 * The one text that a change is worth, null when there is nothing to tell. On a surgery's own page `slug` limits it to
 * that surgery.
 */
export function announce(before: PageView, after: PageView, slug: string | null = null): string | null {
  const known = new Map(before.board.branches.map((branch) => [branch.slug, branch]));
  const told = after.board.branches
    .filter((branch) => slug === null || branch.slug === slug)
    .flatMap((branch) => branchChange(known.get(branch.slug), branch, after) ?? []);
  const branches = told.length > 1 ? [spokenSeveral(told.length, after.board.summary.sentence)] : told;
  const notice = slug === null || told.length > 0 ? noticeChange(before, after) : null;
  const incidents = incidentChanges(before, after, slug);
  const parts = [freshnessChange(before, after), ...branches, notice, ...incidents].filter((part) => part !== null);
  return parts.length === 0 ? null : parts.join(' ');
}
