import type { Board } from '../../shared/board/board.ts';
import { settingsOf, setUpOf } from '../../shared/board/records.ts';
import { AUTOMATIC_CHECKS } from '../../shared/facts/automatic-checks.ts';
import type { Instant } from '../../shared/practice/instant.ts';
import { CHECKS_SAY } from '../../shared/words/automatic-checks.ts';
import type { NewFact } from '../journal/fact-row.ts';
import { type IncidentDesk, openDesk } from './incident-desk.ts';
import type { Judged } from './judge-pass.ts';
import type { KeptWatch } from './kept-watch.ts';
import { type Scene, sayOfCauses } from './say-of-causes.ts';

/** What a pass appends, and what it keeps then. */
export interface Drafted {
  readonly facts: readonly NewFact[];
  readonly kept: KeptWatch;
}

type BySlug = { readonly [slug: string]: number };

const actor = AUTOMATIC_CHECKS;

export function sceneOf(board: Board, { causes }: KeptWatch, now: Instant): Scene {
  return { now, zone: settingsOf(board).timeZone, branches: setUpOf(board).bySlug, causes };
}

function addSignals(desk: IncidentDesk, { signals, checks, effects }: Judged, now: Instant): void {
  for (const signal of signals) desk.add({ kind: 'signal', actor, ...signal });
  for (const { branch, service, state, at } of checks) {
    desk.add({ kind: 'probe', branch, service, state, at, public: true, actor });
  }
  for (const { branch, effect } of effects) {
    if (effect !== 'ask') desk.add({ kind: 'flapping', branch, flapping: effect === 'flapping', at: now, actor });
  }
}

function isOpen(desk: IncidentDesk, id: number | undefined): id is number {
  return id !== undefined && desk.standing(id)?.isOpen === true;
}

function isFlapping({ watch }: KeptWatch, slug: string): boolean {
  return typeof watch.contacts[slug]?.flappingSince === 'number';
}

/** One incident for a line that comes and goes, which patients see, as long as it does. */
function sayOfIntermittent(desk: IncidentDesk, before: BySlug, { effects, kept }: Judged, scene: Scene): BySlug {
  const open: { [slug: string]: number } = { ...before };
  for (const { branch, effect } of effects) {
    const name = scene.branches.get(branch)?.name ?? branch;
    if (effect !== 'flapping' || isOpen(desk, open[branch])) continue;
    const says = {
      title: CHECKS_SAY.intermittentTitle(name),
      severity: 'minor',
      branches: [branch],
      affected: [branch],
      services: ['internet'],
      shown: true,
      public: CHECKS_SAY.intermittentPublic(name),
      staff: CHECKS_SAY.intermittentStaff,
    } as const;
    open[branch] = desk.open(says, scene.now);
  }
  for (const [slug, id] of Object.entries(open)) {
    if (isFlapping(kept, slug)) continue;
    const name = scene.branches.get(slug)?.name ?? slug;
    const texts = { public: CHECKS_SAY.steadyPublic(name), staff: CHECKS_SAY.steadyStaff };
    desk.say(id, { ...texts, affected: [], resolved: true }, scene.now);
    delete open[slug];
  }
  return open;
}

/** Another incident that is open and speaks for the line of a branch. */
function speaksFor(desk: IncidentDesk, slug: string, own: number | undefined): number | undefined {
  return desk.openOnes().find((id) => {
    const standing = desk.standing(id);
    return id !== own && standing?.services.includes('internet') && standing.affected.includes(slug);
  });
}

/** One for staff alone for each line that is lost, from its last good beat on, unless another one speaks for it. */
function sayOfSilent(desk: IncidentDesk, before: BySlug, { signals, kept }: Judged, scene: Scene): BySlug {
  const open: { [slug: string]: number } = { ...before };
  const isLost = (slug: string) => kept.watch.contacts[slug]?.state === 'lost';
  for (const [slug, id] of Object.entries(before)) {
    const other = speaksFor(desk, slug, id);
    if (other === undefined && (isLost(slug) || kept.watch.contacts[slug]?.state === 'recovering')) continue;
    const staff = other === undefined ? CHECKS_SAY.heardAgain : CHECKS_SAY.partOf(other);
    desk.say(id, { affected: [], resolved: true, staff }, scene.now);
    delete open[slug];
  }
  for (const { branch: slug, contact, at } of signals) {
    const branch = scene.branches.get(slug);
    if (contact !== 'lost' || !isLost(slug) || !branch || open[slug] !== undefined) continue;
    if (isFlapping(kept, slug) || speaksFor(desk, slug, undefined) !== undefined) continue;
    const says = {
      title: CHECKS_SAY.silentTitle(branch.name),
      severity: 'minor',
      branches: [slug],
      affected: [slug],
      services: ['internet'],
      shown: false,
      staff: CHECKS_SAY.silentStaff,
    } as const;
    open[slug] = desk.open(says, kept.watch.contacts[slug]?.outageFrom ?? at);
  }
  return open;
}

/** Whether a pass has anything to say at all. */
export function hasNews({ signals, effects, checks, actions, kept, incidentsSpokenOf }: Judged): boolean {
  if (signals.length + effects.length + checks.length + actions.length > 0) return true;
  const { silent, intermittent } = kept.incidents;
  const left = [...Object.keys(silent), ...Object.keys(intermittent)].some((slug) => !kept.watch.contacts[slug]);
  return left || (incidentsSpokenOf && Object.keys(silent).length > 0);
}

/** The facts of a pass. `nextSeq` is the one that the first of them will have; `board` is the fold of all before it. */
export function draftFacts(judged: Judged, board: Board, nextSeq: number, now: Instant): Drafted {
  const desk = openDesk(board, nextSeq, actor);
  const before = judged.kept.incidents;
  const scene = sceneOf(board, judged.kept, now);
  addSignals(desk, judged, now);
  const shared = sayOfCauses(desk, before.shared, judged.actions, scene);
  const kept = { ...judged.kept, incidents: { ...before, shared } };
  const then = { ...judged, kept };
  const intermittent = sayOfIntermittent(desk, before.intermittent, then, scene);
  const silent = sayOfSilent(desk, before.silent, then, scene);
  return { facts: desk.facts, kept: { ...kept, incidents: { shared, intermittent, silent } } };
}
