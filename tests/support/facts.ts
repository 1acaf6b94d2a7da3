import { readFileSync } from 'node:fs';
import { readBranches } from '../../server/practice/read-branches.ts';
import type { Board } from '../../shared/board/board.ts';
import { lastBoundary } from '../../shared/board/boundaries.ts';
import { EMPTY_BOARD, foldFacts } from '../../shared/board/fold.ts';
import { derivePicture } from '../../shared/board/picture.ts';
import type {
  AlertFact,
  BranchFact,
  CheckFact,
  ContactState,
  Fact,
  FlappingFact,
  NoticeFact,
  PracticeFact,
  ProbeFact,
  ReportFact,
  Service,
  ServiceState,
  SignalFact,
} from '../../shared/facts/fact.ts';
import type { IncidentFact, IncidentSays } from '../../shared/facts/incident.ts';
import type { Branch } from '../../shared/practice/branch.ts';
import type { Instant } from '../../shared/practice/instant.ts';
import { instantOfLocal, localDay } from '../../shared/practice/local-time.ts';
import { DEFAULT_SETTINGS, type PracticeSettings } from '../../shared/practice/settings.ts';
import { toPublicBoard } from '../../shared/views/public-board.ts';
import { toStaffBoard } from '../../shared/views/staff-board.ts';
import type { PublicBoard, PublicBranch } from '../../shared/wire/public-board.ts';
import type { StaffBoard, StaffBranch } from '../../shared/wire/staff-board.ts';

export const ZONE = 'Europe/London';
const EPOCH = '00000000-0000-4000-8000-000000000001';

/** The instant of a wall time in London: `london('2019-12-31 09:05')`, with seconds when they matter. */
export function london(text: string): Instant {
  const match = /^(\d{4})-(\d\d)-(\d\d) (\d\d):(\d\d)(?::(\d\d))?$/.exec(text);
  if (!match) throw new Error(`not a wall time: ${text}`);
  const [year = 0, month = 0, day = 0, hour = 0, minute = 0, second = 0] = match
    .slice(1)
    .map((part) => Number(part ?? 0));
  const date = localDay(Date.UTC(year, month - 1, day), 'UTC');
  return instantOfLocal(date, hour * 60 + minute, ZONE) + second * 1_000;
}

let sample: readonly Branch[] | null = null;

/** The 18 branches of the sample practice. */
export function sampleBranches(): readonly Branch[] {
  if (!sample) {
    const read = readBranches(
      readFileSync(new URL('../../server/practice/sample-branches.csv', import.meta.url), 'utf8'),
    );
    if (!read.ok) throw new Error(read.faults.join('; '));
    sample = read.branches;
  }
  return sample;
}

/** One sample branch, changed as a test needs it. */
export function sampleBranch(slug: string, changes: Partial<Branch> = {}): Branch {
  const branch = sampleBranches().find((other) => other.slug === slug);
  if (!branch) throw new Error(`no sample branch ${slug}`);
  return { ...branch, ...changes };
}

/** When the practice was set up: long before anything is told of it. */
export const SET_UP = london('2019-01-02 08:00');

/** Where and when a fact stands. `recordedAt` is `at` when it is left out. */
export interface FactPlace {
  readonly at: Instant;
  readonly seq: number;
  readonly recordedAt?: Instant;
  readonly actor?: string;
  readonly actorName?: string | null;
  readonly onBehalf?: boolean;
}

function head({ at, seq, recordedAt = at, actor = 'actor-1', actorName = 'Sam Lead' }: FactPlace) {
  return { at, seq, recordedAt, actor, actorName };
}

export type ReportSays = Pick<ReportFact, 'it' | 'gps' | 'access' | 'message' | 'note' | 'confirm'>;

/** `report('clayton', { it: { internet: 'down' } }, { at, seq })` */
export function report(branch: string, says: ReportSays, place: FactPlace): ReportFact {
  return { kind: 'report', branch, onBehalf: place.onBehalf ?? false, ...head(place), ...says };
}

/** A signal of a branch's sender. Only LATE and SUSPECT are for staff alone unless the test says otherwise. */
export function signal(
  branch: string,
  contact: ContactState,
  place: FactPlace & { readonly lastBeatAt?: Instant | null; readonly public?: boolean },
): SignalFact {
  const isPublic = place.public ?? (contact !== 'late' && contact !== 'suspect');
  return { kind: 'signal', branch, contact, lastBeatAt: place.lastBeatAt ?? null, public: isPublic, ...head(place) };
}

/** A sender's own check of a service has another result than before. */
export function probe(branch: string, service: Service, state: ServiceState, place: FactPlace): ProbeFact {
  return { kind: 'probe', branch, service, state, public: true, ...head(place) };
}

/** The contact of a branch comes and goes, or is steady again. */
export function flapping(branch: string, comesAndGoes: boolean, place: FactPlace): FlappingFact {
  return { kind: 'flapping', branch, flapping: comesAndGoes, ...head(place) };
}

export function branchSet(branch: Branch, place: FactPlace): BranchFact {
  return { kind: 'branch', branch, ...head(place) };
}

/** Something said of the incident that the fact of seq `id` opened; that fact names itself. */
export function incident(id: number, says: IncidentSays, place: FactPlace): IncidentFact {
  return { kind: 'incident', incident: id, ...head(place), ...says };
}

export function noticeSet(
  set: Pick<NoticeFact, 'control'> & Partial<Pick<NoticeFact, 'until' | 'branches' | 'reason'>>,
  place: FactPlace,
): NoticeFact {
  return { kind: 'notice', until: null, branches: [], reason: null, ...set, ...head(place) };
}

export function alertSaid(branch: string | null, state: AlertFact['state'], place: FactPlace): AlertFact {
  return { kind: 'alert', branch, state, reason: 'Winter', ...head(place) };
}

/** A tick on the list of an incident, or with null on that of the notice. */
export function tick(list: number | null, item: CheckFact['item'], place: FactPlace, done = true): CheckFact {
  return { kind: 'check', incident: list, item, done, ...head(place) };
}

export function practiceSet(changes: Partial<PracticeSettings>, place: FactPlace): PracticeFact {
  return { kind: 'practice', practice: { ...DEFAULT_SETTINGS, ...changes }, ...head(place) };
}

/** The facts that set up branches, seq 1 and up; facts of a test begin at seq 101. */
export function setUp(branches: readonly Branch[] = sampleBranches()): BranchFact[] {
  return branches.map((branch, index) => branchSet(branch, { at: SET_UP, seq: index + 1 }));
}

export function boardOf(facts: Iterable<Fact>): Board {
  return foldFacts(EMPTY_BOARD, facts);
}

export const ALL_WORKING = {
  internet: 'working',
  records: 'working',
  phones: 'working',
  online: 'working',
  prescriptions: 'working',
} as const satisfies Record<string, ServiceState>;

/** What patients see of a board, at the position it has then. */
export function publicBoardAt(board: Board, now: Instant): PublicBoard {
  const position = { seq: board.publicSeq, edge: lastBoundary(board, now, 'public') };
  return toPublicBoard(derivePicture(board, now), { epoch: EPOCH, position });
}

/** What staff see of a board, at the position it has then. */
export function staffBoardAt(board: Board, now: Instant): StaffBoard {
  const position = { seq: board.seq, edge: lastBoundary(board, now, 'staff') };
  return toStaffBoard(derivePicture(board, now), { epoch: EPOCH, position });
}

/** One branch as patients see it once these facts and its set-up are folded. */
export function patientsSee(slug: string, facts: Iterable<Fact>, now: Instant): PublicBranch {
  const branch = publicBoardAt(boardOf([...setUp(), ...facts]), now).branches.find((other) => other.slug === slug);
  if (!branch) throw new Error(`no branch ${slug}`);
  return branch;
}

/** One branch as staff see it once these facts and its set-up are folded. */
export function staffSee(slug: string, facts: Iterable<Fact>, now: Instant): StaffBranch {
  const branch = staffBoardAt(boardOf([...setUp(), ...facts]), now).branches.find((other) => other.slug === slug);
  if (!branch) throw new Error(`no branch ${slug}`);
  return branch;
}
