import type { Picture } from '../board/picture.ts';
import { summaryLevel, tallyBranches } from '../board/tally.ts';
import { toIso } from '../practice/instant.ts';
import type { PracticeSettings } from '../practice/settings.ts';
import type { ViewPosition } from '../wire/position.ts';
import type { PublicBoard, PublicPractice, Summary } from '../wire/public-board.ts';
import { summarySentence } from '../words/summary.ts';
import { deriveNotice } from './notice.ts';
import { toPublicIncidents } from './public-incident.ts';
import { toPublicBranches } from './public-branch.ts';
import { toPublicPlanned } from './public-planned.ts';

/** Where a view stands, and in which life of the journal. */
export interface ViewIdentity {
  readonly epoch: string;
  readonly position: ViewPosition;
}

/** What anybody may know of the practice. */
export function toPublicPractice(settings: PracticeSettings): PublicPractice {
  return {
    name: settings.name,
    phone: settings.phone,
    website: settings.website,
    timeZone: settings.timeZone,
    bslUrl: settings.bslUrl,
  };
}

/** The sentence that stands first, and the counts behind it. */
export function deriveSummary(picture: Picture): Summary {
  const tally = tallyBranches(picture.branches, picture.settings);
  return {
    level: summaryLevel(tally, picture.settings),
    sentence: summarySentence(tally, picture.now, picture.settings.timeZone),
    working: tally.working,
    total: tally.open,
    byState: {
      normal: tally.working,
      limited: tally.limited,
      degraded: tally.trouble + tally.troubleClosed,
      notHeard: tally.notHeard + tally.notHeardClosed,
      unknown: tally.notTold + tally.notSure,
      closed: tally.closed,
    },
  };
}

/** The board as patients may see it, chosen field by field. */
export function toPublicBoard(picture: Picture, { epoch, position }: ViewIdentity): PublicBoard {
  const branches = toPublicBranches(picture);
  return {
    epoch,
    seq: position.seq,
    edge: toIso(position.edge),
    practice: toPublicPractice(picture.settings),
    summary: deriveSummary(picture),
    notice: deriveNotice(picture, branches),
    branches,
    incidents: toPublicIncidents(picture),
    planned: toPublicPlanned(picture),
  };
}
