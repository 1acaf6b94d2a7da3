import { isTroubled } from '../../shared/views/board-part.ts';
import { SERVICES } from '../../shared/facts/fact.ts';
import { gpSentence } from '../../shared/words/services.ts';
import { openLine } from '../../shared/words/page.ts';
import { spokenIncident, spokenServices, spokenSeveral } from '../../shared/words/spoken.ts';
import { type LaterWords, tell } from '../../shared/words/words.ts';
import type { Told } from '../../shared/words/told.ts';
import type { PublicBranch } from '../../shared/wire/public-board.ts';
import { isOld, type PageView } from './page-view.ts';

/** An incident is told of by itself. */
function reasonsOf({ reasons }: PublicBranch): string {
  return reasons.filter((reason) => reason !== 'incident').join();
}

/** What of one branch a reader would want to be told, worst first; null when it is only a stamp that moved. */
function branchChange(
  before: PublicBranch | undefined,
  after: PublicBranch,
  view: PageView,
  words: LaterWords,
  told: Told,
): string | null {
  const { name } = after;
  // A page that holds a part of the surgeries is told of others when they change: their trouble is news, no more.
  if (!before) return isTroubled(after) ? told.branch(after, view) : null;
  if (before.state !== after.state || reasonsOf(before) !== reasonsOf(after)) return told.branch(after, view);
  const services = SERVICES.filter((service) => before.services[service] !== after.services[service]);
  if (services.length > 0) {
    return spokenServices(
      name,
      services.map((service) => ({ service, state: after.services[service] })),
      words,
    );
  }
  const gps = gpSentence(after.gps, words);
  if (gpSentence(before.gps, words) !== gps) return tell(words, 'saidGps', { name, gps });
  if (before.open.now !== after.open.now || before.access !== after.access) {
    const doors = openLine(after, view.now, view.board.practice.timeZone, words);
    return tell(words, 'saidDoors', { name, doors });
  }
  const { message } = after;
  return message !== null && before.message !== message ? tell(words, 'saidMessage', { name, message }) : null;
}

function noticeChange(before: PageView, after: PageView, words: LaterWords, told: Told): string | null {
  const was = before.board.notice;
  const is = after.board.notice;
  if (was?.text.heading === is?.text.heading) return null;
  return is ? `${told.notice(is, after).heading}.` : tell(words, 'noticeOver');
}

/** What is said of incidents, on a surgery's own page of its own. */
function incidentChanges(before: PageView, after: PageView, slug: string | null, words: LaterWords): string[] {
  const known = new Map(before.board.incidents.map((incident) => [incident.id, incident]));
  return after.board.incidents
    .filter(({ branches }) => slug === null || branches.includes(slug))
    .flatMap((incident) => spokenIncident(known.get(incident.id) ?? null, incident, words) ?? []);
}

function freshnessChange(before: PageView, after: PageView, words: LaterWords): string | null {
  if (isOld(before) === isOld(after)) return null;
  return tell(words, isOld(after) ? 'liveNoMore' : 'liveAgain');
}

/**
 * The one text that a change is worth, null when there is nothing to tell. On a surgery's own page `slug` limits it to
 * that surgery.
 */
export function announce(
  before: PageView,
  after: PageView,
  slug: string | null,
  words: LaterWords,
  told: Told,
): string | null {
  const known = new Map(before.board.branches.map((branch) => [branch.slug, branch]));
  const changes = after.board.branches
    .filter((branch) => slug === null || branch.slug === slug)
    .flatMap((branch) => branchChange(known.get(branch.slug), branch, after, words, told) ?? []);
  const branches = changes.length > 1 ? [spokenSeveral(changes.length, told.summary(after), words)] : changes;
  const notice = slug === null || changes.length > 0 ? noticeChange(before, after, words, told) : null;
  const incidents = incidentChanges(before, after, slug, words);
  const parts = [freshnessChange(before, after, words), ...branches, notice, ...incidents].filter(
    (part) => part !== null,
  );
  return parts.length === 0 ? null : parts.join(' ');
}
