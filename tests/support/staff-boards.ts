import { EMPTY_BOARD, foldFacts } from '../../shared/board/fold.ts';
import { derivePicture } from '../../shared/board/picture.ts';
import type { AlertFact, Fact, NoticeFact } from '../../shared/facts/fact.ts';
import type { IncidentSays } from '../../shared/facts/incident.ts';
import type { Instant } from '../../shared/practice/instant.ts';
import { toStaffBoard } from '../../shared/views/staff-board.ts';
import type { StaffBoard } from '../../shared/wire/staff-board.ts';
import { allWell, at, claytonDown, contacts, head, manyDown, say, silence, type Story } from './public-boards.ts';

const EPOCH = '0f0e0d0c-0b0a-4908-8706-050403020100';

export interface StaffScene {
  readonly board: StaffBoard;
  readonly now: Instant;
}

/** What staff see of a story at this moment. */
export function staffBoardOf(story: Story, now: Instant): StaffBoard {
  const board = foldFacts(EMPTY_BOARD, story.facts);
  const position = { seq: board.seq, edge: at('8:00') };
  return toStaffBoard(derivePicture(board, now), { epoch: EPOCH, position });
}

/** A story as it looks at a time of 31 December 2019. */
export function staffScene(story: Story, clock: string): StaffScene {
  const now = at(clock);
  return { board: staffBoardOf(story, now), now };
}

function add(story: Story, fact: Fact): Story {
  return { ...story, facts: [...story.facts, fact] };
}

/** Somebody declares an incident. Its id is the seq of its fact: `story.facts.length + 1` before it. */
export function declare(story: Story, clock: string, says: IncidentSays): Story {
  const next = head(story, at(clock));
  return add(story, { kind: 'incident', incident: next.seq, ...says, ...next });
}

/** Somebody says more of an incident. */
export function sayOfIncident(story: Story, incident: number, clock: string, says: IncidentSays): Story {
  return add(story, { kind: 'incident', incident, ...says, ...head(story, at(clock)) });
}

/** Somebody holds the notice back, keeps it up, or lets it follow its rule. */
export function setNotice(story: Story, clock: string, set: Pick<NoticeFact, 'control' | 'until' | 'reason'>): Story {
  return add(story, { kind: 'notice', branches: [], ...set, ...head(story, at(clock)) });
}

/** Somebody declares an alert state, of the whole practice unless a branch is named. */
export function declareAlert(story: Story, clock: string, state: AlertFact['state'], branch: string | null = null) {
  return add(story, { kind: 'alert', branch, state, reason: null, ...head(story, at(clock)) });
}

/** Clayton's internet is down, four of eight GPs are off sick, and a serious incident with a reference is open. */
export function seriousTrouble(): Story {
  let story = say(claytonDown(), 'clayton', '09:05', { note: 'Engineer called, no time given yet.' });
  const incident = story.facts.length + 1;
  story = declare(story, '09:06', {
    title: 'No internet at Clayton Surgery',
    severity: 'serious',
    branches: ['clayton'],
    affected: ['clayton'],
    services: ['internet', 'records'],
    shown: true,
    nextUpdateAt: at('11:15'),
  });
  story = sayOfIncident(story, incident, '09:12', { escalation: { to: 'service-desk', reference: 'INC0012345' } });
  story = sayOfIncident(story, incident, '09:30', { staff: 'The provider sees a cut fibre.' });
  return declareAlert(story, '09:40', 'AMBER');
}

/** The sample practice, grown to 40 branches. */
function forty(): Story {
  const story = allWell();
  const clayton = story.facts.find((fact) => fact.kind === 'branch');
  if (!clayton) throw new Error('the sample has no branch');
  let grown = story;
  for (let number = story.slugs.length + 1; number <= 40; number += 1) {
    const slug = `branch-${number}`;
    const branch = { ...clayton.branch, slug, name: `Fenside ${number} Surgery`, odsCode: `Z991${number}` };
    grown = add({ ...grown, slugs: [...grown.slugs, slug] }, { kind: 'branch', branch, ...head(grown, at('00:00')) });
  }
  return say(grown, 'clayton', '09:05', { it: { internet: 'down' } });
}

/** The states of staff pages, each as it might be seen. */
export const STAFF_SCENES = {
  normal: () => staffScene(allWell(), '10:42'),
  trouble: () => staffScene(seriousTrouble(), '10:42'),
  many: () => staffScene(manyDown(), '10:42'),
  unknown: () => staffScene(allWell(['march-corner', 'yaxham', 'stanway']), '10:42'),
  untold: () => staffScene(allWell(allWell().slugs), '07:30'),
  notHeard: () => staffScene(silence(allWell(), 'thorney-dyke', '10:35', '10:32'), '10:42'),
  asked: () =>
    staffScene(
      silence(silence(allWell(), 'clayton', '10:41', '10:39', 'suspect'), 'yaxham', '10:41', '10:38', 'suspect'),
      '10:42',
    ),
  contacts: () => staffScene(contacts(), '10:42'),
  night: () => staffScene(seriousTrouble(), '22:15'),
  forty: () => staffScene(forty(), '10:42'),
} as const satisfies { readonly [name: string]: () => StaffScene };
export type StaffSceneName = keyof typeof STAFF_SCENES;
