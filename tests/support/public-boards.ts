import { readFileSync } from 'node:fs';
import { readBranches } from '../../server/practice/read-branches.ts';
import { foldFacts, EMPTY_BOARD } from '../../shared/board/fold.ts';
import { derivePicture } from '../../shared/board/picture.ts';
import type { ContactState, Fact, ReportFact, Service, ServiceState } from '../../shared/facts/fact.ts';
import type { IncidentSays } from '../../shared/facts/incident.ts';
import type { Instant } from '../../shared/practice/instant.ts';
import { toPublicBoard } from '../../shared/views/public-board.ts';
import type { PublicHistory } from '../../shared/wire/history.ts';
import type { PublicBoard } from '../../shared/wire/public-board.ts';

const EPOCH = '0f0e0d0c-0b0a-4908-8706-050403020100';

const SAMPLE = new URL('../../server/practice/sample-branches.csv', import.meta.url);

export type Said = Pick<ReportFact, 'it' | 'gps' | 'access' | 'message' | 'note'>;

/** The 18 sample branches, and what was said of them so far. */
export interface Story {
  readonly facts: readonly Fact[];
  readonly slugs: readonly string[];
}

/** 31 December 2019 at a time of day in London, where no summer time runs then. */
export function at(clock: string): Instant {
  return Date.parse(`2019-12-31T${clock.padStart(5, '0')}:00.000Z`);
}

const ALL_WORKING: NonNullable<Said['it']> = {
  internet: 'working',
  records: 'working',
  phones: 'working',
  online: 'working',
  prescriptions: 'working',
};

/** The head of a story's next fact. */
export function head(story: Story, when: Instant) {
  const seq = story.facts.length + 1;
  return { seq, at: when, recordedAt: when, actor: 'test', actorName: 'A tester' };
}

/** Nothing is known of any branch. */
function emptyStory(): Story {
  const read = readBranches(readFileSync(SAMPLE, 'utf8'));
  if (!read.ok) throw new Error(read.faults.join());
  const began = at('00:00');
  const facts = read.branches.map((branch, index): Fact => {
    return { kind: 'branch', branch, seq: index + 1, at: began, recordedAt: began, actor: 'test', actorName: null };
  });
  return { facts, slugs: read.branches.map(({ slug }) => slug) };
}

/** Somebody said this of a branch. */
export function say(story: Story, slug: string, clock: string, said: Said): Story {
  const fact: Fact = { kind: 'report', branch: slug, onBehalf: false, ...said, ...head(story, at(clock)) };
  return { ...story, facts: [...story.facts, fact] };
}

/** The contact rules decided this of a branch's sender. */
function contact(story: Story, slug: string, clock: string, state: ContactState, lastBeat = clock): Story {
  const isPublic = state !== 'late' && state !== 'suspect';
  const said = { kind: 'signal', branch: slug, contact: state, lastBeatAt: at(lastBeat), public: isPublic } as const;
  return { ...story, facts: [...story.facts, { ...said, ...head(story, at(clock)) }] };
}

/** The branch's sender went quiet. */
export function silence(
  story: Story,
  slug: string,
  clock: string,
  lastBeat: string,
  state: 'heard' | 'suspect' | 'lost' = 'lost',
): Story {
  return contact(story, slug, clock, state, lastBeat);
}

/** The sender's own check of a service found this. */
function check(story: Story, slug: string, clock: string, service: Service, state: ServiceState): Story {
  const said = { kind: 'probe', branch: slug, service, state, public: true } as const;
  return { ...story, facts: [...story.facts, { ...said, ...head(story, at(clock)) }] };
}

/** The contact of a branch begins to come and go. */
function comesAndGoes(story: Story, slug: string, clock: string): Story {
  const said = { kind: 'flapping', branch: slug, flapping: true } as const;
  return { ...story, facts: [...story.facts, { ...said, ...head(story, at(clock)) }] };
}

/** Every branch but those said it works, with all its GPs in, at 8:10am. */
export function allWell(except: readonly string[] = []): Story {
  const story = emptyStory();
  const told = story.facts.flatMap((fact) => (fact.kind === 'branch' ? [fact.branch] : []));
  return told
    .filter(({ slug }) => !except.includes(slug))
    .reduce(
      (so, { slug, expectedGps }) =>
        say(so, slug, '08:10', { it: ALL_WORKING, gps: { expected: expectedGps, offSick: 0, away: 0, locums: 0 } }),
      story,
    );
}

/** What patients see of it at this moment. */
export function boardOf(story: Story, now: Instant): PublicBoard {
  const board = foldFacts(EMPTY_BOARD, story.facts);
  return toPublicBoard(derivePicture(board, now), {
    epoch: EPOCH,
    position: { seq: board.publicSeq, edge: at('8:00') },
  });
}

/** Something is said of an incident: of the one whose id is given, or of a new one, whose id is the seq of its fact. */
export function incident(story: Story, clock: string, says: IncidentSays, id = story.facts.length + 1): Story {
  const fact: Fact = { kind: 'incident', incident: id, ...says, ...head(story, at(clock)) };
  return { ...story, facts: [...story.facts, fact] };
}

export const OUTAGE: IncidentSays = {
  title: 'The internet at Clayton Surgery is not working',
  severity: 'serious',
  branches: ['clayton'],
  services: ['internet', 'records', 'online', 'prescriptions'],
  shown: true,
  public: 'Engineers are looking for the fault.',
  staff: 'The line test failed at the exchange.',
};

/** Clayton's line is down and its incident has had some updates; one of the morning, about records, is over. */
function incidents(base = claytonDown()): Story {
  let story = incident(base, '08:20', {
    title: 'Medical records are slow',
    severity: 'minor',
    branches: ['yaxham', 'stanway'],
    services: ['records'],
    shown: true,
  });
  story = incident(story, '08:50', { resolved: true, public: 'They answer as usual again.' }, story.facts.length);
  const id = story.facts.length + 1;
  story = incident(story, '09:06', OUTAGE);
  story = incident(story, '09:20', { escalation: { to: 'service-desk', reference: 'INC0012345' } }, id);
  for (const [clock, text] of [
    ['09:40', 'The fault is in the street. An engineer is on the way.'],
    ['10:10', 'The engineer is there.'],
    ['10:35', 'The cable is being joined. We will tell you more at 11:15am.'],
  ] as const) {
    story = incident(story, clock, { public: text }, id);
  }
  return story;
}

/** As much as a page of 18 surgeries may have to say at once: three whole cards, the notice, and what is told of two incidents. */
function crowded(): Story {
  const story = say(claytonDown(), 'yaxham', '09:30', {
    it: { records: 'down' },
    message: 'Please bring your repeat slip with you. The nurse clinic goes on as planned.',
  });
  return incidents(say(story, 'wisbeck-quay', '09:34', { it: { online: 'degraded' } }));
}

export interface Scene {
  readonly board: PublicBoard;
  readonly now: Instant;
  /** Of the surgery that is looked at. */
  readonly history?: PublicHistory;
}

function scene(story: Story, now: Instant): Scene {
  return { board: boardOf(story, now), now };
}

const FOUR_OFF = { expected: 8, offSick: 4, away: 0, locums: 0 };

/** Clayton with its internet down and four of eight GPs in. */
export function claytonDown(): Story {
  const story = say(allWell(), 'clayton', '08:40', { gps: FOUR_OFF });
  return say(story, 'clayton', '09:05', { it: { internet: 'down', phones: 'working' } });
}

/** Trouble of every kind, at eleven branches. */
export function manyDown(): Story {
  let story = say(claytonDown(), 'clayton', '09:20', {
    message: 'We speak to everybody who phones. Please have your repeat slip ready <b>if you have one</b>.',
  });
  for (const slug of ['orton-mere', 'minster-yard', 'hampton-vale', 'stanway', 'yaxham']) {
    story = say(story, slug, '09:30', { it: { records: 'down' } });
  }
  story = say(story, 'eye-church', '09:31', { it: { phones: 'down' } });
  story = say(story, 'paston-ridge', '09:32', { access: 'closed' });
  story = say(story, 'whittle-bridge', '09:33', { gps: { expected: 7, offSick: 2, away: 0, locums: 0 } });
  story = say(story, 'wisbeck-quay', '09:34', { it: { online: 'degraded' } });
  return silence(story, 'thorney-dyke', '10:35', '10:32');
}

/**
 * What senders show, a branch each: silent, silent and confirmed, on its way back, only suspected, on and off, without
 * records, not heard today, and at odds with a person.
 */
export function contacts(): Story {
  let story = allWell(['march-corner']);
  for (const slug of story.slugs) if (slug !== 'march-corner') story = contact(story, slug, '08:05', 'heard');
  story = silence(story, 'thorney-dyke', '10:35', '10:32');
  story = say(silence(story, 'clayton', '10:35', '10:32'), 'clayton', '10:37', { it: { internet: 'down' } });
  story = contact(silence(story, 'yaxham', '09:40', '09:37'), 'yaxham', '10:40', 'recovering');
  story = contact(story, 'stanway', '10:41', 'suspect', '10:39');
  story = comesAndGoes(story, 'eye-church', '10:20');
  story = check(story, 'minster-yard', '10:31', 'records', 'down');
  story = say(check(story, 'orton-mere', '08:06', 'phones', 'working'), 'orton-mere', '10:30', {
    it: { phones: 'down' },
  });
  return story;
}

/** The pages' states, each as it might be seen. */
export const SCENES = {
  normal: () => scene(allWell(), at('10:42')),
  trouble: () => scene(claytonDown(), at('10:42')),
  many: () => scene(manyDown(), at('10:42')),
  limited: () => scene(say(allWell(), 'clayton', '08:40', { gps: FOUR_OFF }), at('10:42')),
  unknown: () => scene(allWell(['march-corner', 'yaxham', 'stanway']), at('10:42')),
  notHeard: () => scene(silence(allWell(), 'thorney-dyke', '10:35', '10:32'), at('10:42')),
  contacts: () => scene(contacts(), at('10:42')),
  incidents: () => scene(incidents(), at('10:42')),
  crowded: () => scene(crowded(), at('10:42')),
  night: () => scene(claytonDown(), at('22:15')),
  calmNight: () => scene(allWell(), at('22:15')),
  afternoon: () => scene(allWell(), at('14:05')),
} as const satisfies { readonly [name: string]: () => Scene };
export type SceneName = keyof typeof SCENES;
