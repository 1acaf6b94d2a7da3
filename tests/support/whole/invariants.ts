import { isDeepStrictEqual } from 'node:util';
import { AUTOMATIC_CHECKS } from '../../../shared/facts/automatic-checks.ts';
import type { Fact } from '../../../shared/facts/fact.ts';
import { QUEUED_FROM_SECONDS } from '../../../shared/facts/report-limits.ts';
import type { LiveBoardBody } from '../../../shared/live/frame.ts';
import { DEAD_ABOVE_MS, LIVE_AT_MOST_MS, STALE_ABOVE_MS } from '../../../shared/live/freshness.ts';
import { ASK_AGAIN, OPENING_GRACE } from '../../../shared/contact/contact-limits.ts';
import { openedAt } from '../../../shared/contact/opened-at.ts';
import { type Instant, SECOND } from '../../../shared/practice/instant.ts';
import { openingRules } from '../../../shared/practice/opening-rules.ts';
import { DEFAULT_SETTINGS } from '../../../shared/practice/settings.ts';
import type { LiveView } from '../../../web/live/live-board.ts';
import { ZONE } from '../facts.ts';
import type { Said } from './lead.ts';
import { DOCUMENT_TIMEOUT, type Page } from './page.ts';
import { type Commit, keyOfNote, type Store } from './store.ts';
import { boardOf, firstDifference } from './truth.ts';
import type { World } from './world.ts';

/**
 * A page knows the server's time by the fastest frame of its socket, and drops a socket whose first frame takes 5 s. A
 * second more is for times that are rounded.
 */
const FRAME_LATE_AT_MOST = 6 * SECOND;
/** A document, or the answer of a poll, says when it was made and not when it came. */
const ANSWER_LATE_AT_MOST = DOCUMENT_TIMEOUT + FRAME_LATE_AT_MOST;
/** A page that nobody told that its device woke up finds out at its next heartbeat. */
export const WAKES_WITHIN = 6 * SECOND;
/** How old what a page shows may be in truth, by what it says of itself. */
const LIMITS = {
  live: LIVE_AT_MOST_MS + FRAME_LATE_AT_MOST,
  reconnecting: STALE_ABOVE_MS + ANSWER_LATE_AT_MOST,
  stale: DEAD_ABOVE_MS + ANSWER_LATE_AT_MOST,
} as const;
/** What is sent sooner counts as said when it arrives; and what a network takes. */
const MADE_WITHIN = (QUEUED_FROM_SECONDS + 12) * SECOND;

type Rule<T> = (subject: T, world: World) => string | null;

function seqOf(commit: Commit, face: Page['face']): number {
  return face === 'public' ? commit.publicSeq : commit.seq;
}

/** Since when the database has held something newer for this face; null when it does not. */
function outdatedSince({ commits }: Store, face: Page['face'], seq: number): Instant | null {
  let since: Instant | null = null;
  for (let at = commits.length - 1; at >= 0; at -= 1) {
    const commit = commits[at] as Commit;
    if (seqOf(commit, face) <= seq) break;
    since = commit.at;
  }
  return since;
}

function outdatedFor({ face }: Page, { board }: LiveView<LiveBoardBody>, { store, scheduler }: World): number {
  const since = outdatedSince(store, face, board.seq);
  return since === null ? 0 : scheduler.now() - since;
}

const inSeconds = (ms: number) => `${(ms / SECOND).toFixed(1)} s`;

/** Each report was stored once, whatever was sent again. */
export const isStoredOnce: Rule<Fact> = (fact, { store }) => {
  const key = keyOfNote(fact);
  const twin =
    key === null ? undefined : store.facts.find((other) => other.seq !== fact.seq && keyOfNote(other) === key);
  return twin ? `${key} is stored twice, as ${twin.seq} and as ${fact.seq}` : null;
};

/** The seq of the journal goes on by one with each fact. */
export const isNextInJournal: Rule<Fact> = (fact, { store }) =>
  store.facts[fact.seq - 1] === fact ? null : `${fact.seq} is not where it belongs`;

function openedOf(slug: string, store: Store, now: Instant): Instant | null {
  const branch = store.board().branches[slug]?.setting?.value;
  return branch ? openedAt(openingRules(branch, DEFAULT_SETTINGS), now, ZONE) : null;
}

/** What the rules decide of a branch is appended once, however many instances look. */
export const isSignalledOnce: Rule<Fact> = (fact, { store }) => {
  if (fact.kind !== 'signal') return null;
  const before = store.facts.findLast(
    (other) => other.kind === 'signal' && other.branch === fact.branch && other.seq < fact.seq,
  );
  const same = before?.kind === 'signal' && before.contact === fact.contact;
  // In each opening it is told once that a branch is heard.
  if (same && fact.contact === 'heard' && before.at < (openedOf(fact.branch, store, fact.recordedAt) ?? 0)) return null;
  return same ? `${fact.branch} is ${fact.contact} twice, by ${before.seq} and ${fact.seq}` : null;
};

/** An incident by rule is opened once, however many instances look. */
export const isOpenedOnce: Rule<Fact> = (fact, { store }) => {
  if (fact.kind !== 'incident' || fact.incident !== fact.seq || fact.actor !== AUTOMATIC_CHECKS) return null;
  const resolved = new Set(store.facts.map((other) => other.kind === 'incident' && other.resolved && other.incident));
  const twin = store.facts.find(
    (other) =>
      other.kind === 'incident' &&
      other.incident === other.seq &&
      other.seq < fact.seq &&
      other.title === fact.title &&
      isDeepStrictEqual(other.branches, fact.branches) &&
      !resolved.has(other.seq),
  );
  return twin ? `incident ${fact.seq} is as ${twin.seq}, which is open: ${fact.title}` : null;
};

/** A branch that fell silent in opening hours is told to be, unless a person says that it works. */
export const isToldSilent: Rule<string> = (slug, { store, faultsOver }) => {
  const opened = openedOf(slug, store, faultsOver);
  if (opened === null || faultsOver < opened + OPENING_GRACE) return null;
  const about = store.facts.filter((fact) => 'branch' in fact && fact.branch === slug);
  // Whoever said so is asked again after a while, and believed until then.
  const believedFrom = faultsOver - ASK_AGAIN;
  const isSaidToWork = about.some(
    (fact) => fact.kind === 'report' && fact.recordedAt >= believedFrom && fact.it?.internet === 'working',
  );
  const last = about.findLast((fact) => fact.kind === 'signal');
  if (isSaidToWork || (last?.kind === 'signal' && last.contact === 'lost')) return null;
  return `${slug} is silent, and is ${last?.kind === 'signal' ? last.contact : 'never heard'}`;
};

/** No acknowledged report is lost. */
export const isAcknowledgedForGood: Rule<Said> = (said, { store }) => {
  const stored = store.facts.filter((fact) => keyOfNote(fact) === said.key);
  if (stored.length === 1 && stored[0]?.seq === said.seq) return null;
  return `${said.key} was acknowledged as ${said.seq}, the journal has it as ${stored.map(({ seq }) => seq).join(' and ') || 'nothing'}`;
};

/** What one person said of a branch first is stored first. */
export const isInOrder: Rule<Said> = ({ key, branch, seq }, { leads }) => {
  const said = leads.map((lead) => lead.said).find((all) => all.some((other) => other.key === key)) ?? [];
  const earlier = said.slice(
    0,
    said.findIndex((other) => other.key === key),
  );
  const late = earlier.find((other) => other.branch === branch && other.seq !== null && other.seq > (seq ?? 0));
  return late ? `${late.key} was said before ${key}, and is stored after it` : null;
};

/** What was said is dated when it was said, unless the clock of a device was set. */
export const isDatedWhenSaid: Rule<Said> = (said, { store }) => {
  const fact = store.facts[(said.seq ?? 0) - 1];
  const off = fact ? Math.abs(fact.at - said.madeAt) : 0;
  return off > MADE_WITHIN ? `${said.key} is dated ${inSeconds(off)} off the time it was said` : null;
};

/** Whatever waited has had its answer. */
export const isAnswered: Rule<Said> = ({ key, outcome, tries }) =>
  outcome === 'waiting' || outcome === 'refused' ? `${key} is ${outcome} after ${tries} tries` : null;

/** No page shows LIVE, or anything that looks like the present, on data older than its limits. */
export const looksNoYoungerThanItIs: Rule<Page> = (page, world) => {
  const screen = page.screen();
  if (!screen) return null;
  const { freshness } = screen;
  if (freshness === 'dead') return null;
  const outdated = outdatedFor(page, screen, world);
  if (outdated <= LIMITS[freshness]) return null;
  return `${page.name} shows ${screen.board.seq} as ${freshness}, and for ${inSeconds(outdated)} it has not been the newest`;
};

/** No page shows a surgery green, as of the present, that has been in trouble for longer than its limits. */
export const greenIsTrue: Rule<Page> = (page, world) => {
  const { truth, scheduler } = world;
  const screen = page.screen();
  if (!screen || screen.freshness === 'stale' || screen.freshness === 'dead') return null;
  // One that was closed until now can open into trouble that the page has not heard of for a moment.
  const outdated = outdatedFor(page, screen, world);
  if (outdated > 0 && outdated <= LIMITS[screen.freshness]) return null;
  for (const { slug, state } of screen.board.branches) {
    if (state !== 'normal') continue;
    const wrongFor = scheduler.now() - (truth.notNormalSince(slug) ?? scheduler.now());
    if (wrongFor <= LIMITS[screen.freshness]) continue;
    // It may have opened a moment ago.
    truth.look();
    if (truth.notNormalSince(slug) !== null) {
      return `${page.name} shows ${slug} green as ${screen.freshness}, which it has not been for ${inSeconds(wrongFor)}`;
    }
  }
  return null;
};

/** The age that a page tells of its data is not below their true age. */
export const tellsItsAge: Rule<Page> = (page, world) => {
  const view = page.view();
  if (!view) return null;
  const told = view.now - view.checkedAt;
  const outdated = outdatedFor(page, view, world);
  const late = view.freshness === 'live' ? FRAME_LATE_AT_MOST : ANSWER_LATE_AT_MOST;
  if (outdated <= told + late) return null;
  return `${page.name} says that ${view.board.seq} was true ${inSeconds(told)} ago, which it was not for ${inSeconds(outdated)}`;
};

/** After the faults every page shows what the database holds. */
export const equalsDatabase: Rule<Page> = (page, { store, scheduler }) => {
  const view = page.view();
  if (!view) return `${page.name} has no board`;
  const expected = boardOf(store, page.face, scheduler.now());
  if (isDeepStrictEqual(view.board, expected)) return null;
  const where = `${page.name} at ${view.board.seq} ${view.board.edge}`;
  return `${where} is not as the database at ${expected.seq} ${expected.edge}: ${firstDifference(view.board, expected)}`;
};

/** The notice of every page is the database's. */
export const showsTheNotice: Rule<Page> = (page, { store, scheduler }) => {
  const shown = page.view()?.board.notice ?? null;
  const { notice } = boardOf(store, page.face, scheduler.now());
  return isDeepStrictEqual(shown, notice) ? null : `${page.name} shows another notice than the database's`;
};

/** After the faults every page is LIVE again. */
export const isLiveAgain: Rule<Page> = (page) =>
  page.screen()?.freshness === 'live' ? null : `${page.name} is ${page.screen()?.freshness ?? 'empty'}`;
