import type { GpReading } from '../board/gps.ts';
import { deriveLevel } from '../board/gps.ts';
import { doubtedServices } from '../board/incidents.ts';
import { createKeep, type Standing } from '../board/keep.ts';
import { createListKeep } from '../board/list-keep.ts';
import { deriveAlternatives } from '../board/nearest.ts';
import type { BranchPicture, Picture } from '../board/picture.ts';
import { type Instant, toIso } from '../practice/instant.ts';
import { localDay, startOfDay } from '../practice/local-time.ts';
import { hoursNote, openingsOn } from '../practice/opening-hours.ts';
import { openingRules } from '../practice/opening-rules.ts';
import type { PublicBranch } from '../wire/public-board.ts';
import { branchSentence } from '../words/branch-sentence.ts';
import { branchTimeline, standingMessage } from '../words/timeline.ts';
import { checkEffects } from './check-effects.ts';
import { toPublicGps } from './public-gps.ts';
import { type Doubted, shownServices } from './shown-services.ts';

/** An instant for the wire; null stays null. */
export function isoOrNull(instant: Instant | null): string | null {
  return instant === null ? null : toIso(instant);
}

function publicContact(picture: BranchPicture): PublicBranch['contact'] {
  const { state, heard } = picture.situation.it.sender;
  if (state === 'lost' || state === 'recovering') return state;
  // LATE and SUSPECT are for staff until they are confirmed; but one that was heard yesterday is not heard today.
  return heard ? 'heard' : 'unknown';
}

function publicGps(picture: BranchPicture, gps: GpReading, { settings }: Picture): PublicBranch['gps'] {
  return toPublicGps(gps.level, gps.said?.value ?? null, picture.branch, settings);
}

function timelineOf(picture: BranchPicture, { settings, now }: Picture, doubted: Doubted): PublicBranch['timeline'] {
  const dayBegan = startOfDay(localDay(now, settings.timeZone), settings.timeZone);
  const effects = checkEffects(picture, settings, doubted, dayBegan, now);
  const entries = branchTimeline(picture.record, effects, dayBegan, now, (counts) =>
    toPublicGps(deriveLevel(counts, settings), counts, picture.branch, settings),
  );
  return entries.map(({ at, sentence }) => ({ at: toIso(at), sentence }));
}

const keepBranch = createKeep<BranchPicture, PublicBranch>();
const keepBranches = createListKeep<BranchPicture, PublicBranch>();

function toPublicBranch(
  picture: BranchPicture,
  whole: Picture,
  alternatives: readonly string[],
): Standing<PublicBranch> {
  const doubted = doubtedServices(whole.incidents, picture.branch.slug);
  return keepBranch(picture, [whole.settings, ...alternatives, ...[...doubted].flat()], whole.now, () => ({
    value: choosePublicBranch(picture, whole, alternatives, doubted),
    // The picture itself is another one by then.
    until: Infinity,
  }));
}

/** The branches as patients may see them. */
export function toPublicBranches(whole: Picture): PublicBranch[] {
  const { branches, settings, incidents, now } = whole;
  const alternatives = deriveAlternatives(branches, settings, now);
  return keepBranches(
    settings,
    branches,
    [incidents],
    now,
    (picture, place) => toPublicBranch(picture, whole, alternatives[place] ?? []),
    alternatives,
  ) as PublicBranch[];
}

/** Field by field. */
function choosePublicBranch(
  picture: BranchPicture,
  whole: Picture,
  alternatives: readonly string[],
  doubted: Doubted,
): PublicBranch {
  const { branch, record, situation } = picture;
  const { settings, now } = whole;
  const zone = settings.timeZone;
  const rules = openingRules(branch, settings);
  const today = openingsOn(rules, localDay(now, zone), zone);
  return {
    slug: branch.slug,
    name: branch.name,
    address: `${branch.address}, ${branch.town}`,
    postcode: branch.postcode,
    phone: branch.phone,
    position: branch.position ? { lat: branch.position.lat, lon: branch.position.lon } : null,
    state: situation.state,
    reasons: [...situation.reasons],
    sentence: branchSentence({
      name: branch.name,
      situation,
      isRecovering: situation.it.sender.state === 'recovering',
      heardToday: picture.heardToday,
      heardAt: picture.heardAt,
      now,
      zone,
    }),
    open: {
      now: situation.opening !== null && situation.access.state !== 'closed',
      today: today.map(({ from, to }) => ({ from: toIso(from), to: toIso(to) })),
      next: isoOrNull(picture.nextOpening),
      why: hoursNote(rules, now, zone),
    },
    access: situation.access.state,
    it: situation.it.overall,
    services: shownServices(situation.it, doubted),
    gps: publicGps(picture, situation.gps, whole),
    contact: publicContact(picture),
    message: standingMessage(record.message, now, startOfDay(localDay(now, zone), zone)),
    redirect111: branch.redirect111,
    alternatives: [...alternatives],
    changedAt: isoOrNull(picture.changedAt),
    heardAt: isoOrNull(picture.heardAt),
    timeline: timelineOf(picture, whole, doubted),
  };
}
