import type { Board } from '../board/board.ts';
import { deriveAffectedSpans } from '../board/incidents.ts';
import type { BranchPicture, Picture } from '../board/picture.ts';
import { deriveTurns } from '../board/turns.ts';
import { fromIso, type Instant, toIso } from '../practice/instant.ts';
import { addDays, localDay, startOfDay } from '../practice/local-time.ts';
import type { PublicBranch, PublicIncident } from '../wire/public-board.ts';
import { PUBLIC_PATHS, surgeryPath } from '../wire/public-paths.ts';
import { branchSentence } from '../words/branch-sentence.ts';
import { feedTime, feedTitle, firstSentence, incidentFeedTitle, surgeryFeedTitle } from '../words/feed.ts';
import { incidentAbout } from '../words/public-incident.ts';
import type { ToldBoard } from './told-board.ts';

/** Something that happened, as feeds tell it. */
export interface FeedEntry {
  /** The same for as long as it is told, unlike any other: `incidents/118`. */
  readonly key: string;
  readonly title: string;
  readonly published: Instant;
  readonly updated: Instant;
  /** Where people read more. */
  readonly path: string;
  /** Plain sentences. */
  readonly paragraphs: readonly string[];
}

/** A feed: of the practice, or of one surgery. */
export interface Feed {
  /** Unlike that of any other feed of this practice. */
  readonly key: string;
  readonly title: string;
  readonly path: string;
  /** Newest first. */
  readonly entries: readonly FeedEntry[];
}

/** What a feed is made from, beside the public board: states of a time ago follow from the journal alone. */
export interface FeedSource {
  readonly told: ToldBoard;
  readonly board: Board;
  readonly picture: Picture;
}

/** Today and yesterday, as incidents stand on the pages. */
const DAYS_BACK = 1;
const ENTRIES_AT_MOST = 100;

function entryOfTurn(
  branch: BranchPicture,
  at: Instant,
  situation: BranchPicture['situation'],
  zone: string,
): FeedEntry {
  const { slug, name } = branch.branch;
  // When it was last heard is told where it stands now; here it would count from another day.
  const isRecovering = situation.it.sender.state === 'recovering';
  const told = { name, situation, isRecovering, heardToday: true, heardAt: null, now: at, zone };
  const sentence = branchSentence(told);
  return {
    key: `surgeries/${slug}/state/${toIso(at)}`,
    title: sentence.replace(/\.$/, ''),
    published: at,
    updated: at,
    path: surgeryPath(slug),
    paragraphs: [`${sentence.replace(/\.$/, '')}, ${feedTime(at, zone)}.`],
  };
}

function turnsOf(branch: BranchPicture, { board, picture }: FeedSource): FeedEntry[] {
  const { settings, now } = picture;
  const from = startOfDay(addDays(localDay(now, settings.timeZone), -DAYS_BACK), settings.timeZone);
  const spans = deriveAffectedSpans(board).get(branch.branch.slug) ?? [];
  const turns = deriveTurns(branch.record, branch.branch, settings, spans, from, now);
  return turns.map(({ at, situation }) => entryOfTurn(branch, at, situation, settings.timeZone));
}

/** What was said of a surgery today; entries of one moment are told apart by their place, the oldest first. */
function timelineEntries({ slug, name, timeline }: PublicBranch): FeedEntry[] {
  const counts = new Map<string, number>();
  return timeline.toReversed().map(({ at, sentence }) => {
    const place = (counts.get(at) ?? 0) + 1;
    counts.set(at, place);
    const instant = fromIso(at);
    return {
      key: `surgeries/${slug}/said/${at}/${place}`,
      title: `${name}: ${firstSentence(sentence)}`,
      published: instant,
      updated: instant,
      path: surgeryPath(slug),
      paragraphs: [sentence],
    };
  });
}

function incidentEntry(incident: PublicIncident, branches: readonly PublicBranch[], zone: string): FeedEntry {
  const { id, title, startedAt, resolvedAt, updates } = incident;
  const stamps = [startedAt, ...(resolvedAt === null ? [] : [resolvedAt]), ...updates.map(({ at }) => at)];
  const about = incidentAbout(incident, branches);
  const [only, ...others] = incident.branches;
  return {
    key: `incidents/${id}`,
    title: incidentFeedTitle(title, resolvedAt !== null),
    published: fromIso(startedAt),
    updated: Math.max(...stamps.map(fromIso)),
    path: only !== undefined && others.length === 0 ? surgeryPath(only) : PUBLIC_PATHS.home,
    paragraphs: [
      ...(about === '' ? [] : [about]),
      ...updates.map(({ at, text }) => `${feedTime(fromIso(at), zone)}: ${text}`),
    ],
  };
}

function newestFirst(entries: readonly FeedEntry[]): FeedEntry[] {
  return entries.toSorted((a, b) => b.updated - a.updated || (a.key < b.key ? -1 : 1)).slice(0, ENTRIES_AT_MOST);
}

/** Every incident that stands, and when each surgery came into trouble and out of it. */
export function toPracticeFeed(source: FeedSource): Feed {
  const { practice, incidents, branches } = source.told.board;
  return {
    key: 'feed',
    title: feedTitle(practice.name),
    path: PUBLIC_PATHS.home,
    entries: newestFirst([
      ...incidents.map((incident) => incidentEntry(incident, branches, practice.timeZone)),
      ...source.picture.branches.flatMap((branch) => turnsOf(branch, source)),
    ]),
  };
}

/** The same of one surgery, with all that was said of it today; null when there is none of that slug. */
export function toSurgeryFeed(source: FeedSource, slug: string): Feed | null {
  const { practice, incidents, branches } = source.told.board;
  const branch = branches.find((one) => one.slug === slug);
  const pictured = source.picture.branches.find((one) => one.branch.slug === slug);
  if (!branch || !pictured) return null;
  const own = incidents.filter((incident) => incident.branches.includes(slug));
  return {
    key: `surgeries/${slug}/feed`,
    title: surgeryFeedTitle(branch.name),
    path: surgeryPath(slug),
    entries: newestFirst([
      ...own.map((incident) => incidentEntry(incident, branches, practice.timeZone)),
      ...turnsOf(pictured, source),
      ...timelineEntries(branch),
    ]),
  };
}
