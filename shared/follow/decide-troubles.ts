import type { Instant } from '../practice/instant.ts';
import type { PublicBranch, PublicIncident } from '../wire/public-board.ts';
import { HOLD } from './hold-downs.ts';
import type { Standing } from './standing.ts';

export type TroubleState = 'trouble' | 'well';

/** A surgery that is no longer as was told: what it became, and since when it has stayed so. */
export interface Turning {
  readonly to: TroubleState;
  readonly since: Instant;
}

/** What is kept of troubles from one look to the next, beside what stands. */
export interface TurningKept {
  readonly turning: { readonly [slug: string]: Turning };
  /** When trouble was told of a surgery, within the time in which it would be flapping. */
  readonly starts: { readonly [slug: string]: readonly Instant[] };
  /** When each incident over several surgeries was last told of. */
  readonly incidents: { readonly [id: string]: Instant };
}

/** What of the public board it rests on. */
export interface SeenTroubles {
  readonly branches: readonly Pick<PublicBranch, 'slug' | 'state'>[];
  readonly incidents: readonly Pick<PublicIncident, 'id' | 'status' | 'branches' | 'affected'>[];
}

export interface DecidedTroubles extends TurningKept {
  readonly trouble: Standing['trouble'];
}

/** null: neither; whoever was told something keeps it. A closed surgery, or one that nobody knows of, has got no better. */
export function troubleStateOf(state: PublicBranch['state']): TroubleState | null {
  if (state === 'degraded') return 'trouble';
  return state === 'normal' || state === 'limited' ? 'well' : null;
}

/** The newest incident over several surgeries that this one is affected by. */
function sharedIncident(slug: string, incidents: SeenTroubles['incidents']): number | null {
  const shared = incidents.find(
    ({ status, branches, affected }) => status === 'open' && branches.length > 1 && affected.includes(slug),
  );
  return shared?.id ?? null;
}

function turningOf(kept: TurningKept, standing: Standing, { branches }: SeenTroubles, now: Instant) {
  const turning: { [slug: string]: Turning } = {};
  for (const { slug, state } of branches) {
    const to = troubleStateOf(state);
    if (to === null || (to === 'trouble') === (standing.trouble[slug] !== undefined)) continue;
    const before = kept.turning[slug];
    turning[slug] = { to, since: before?.to === to ? Math.min(before.since, now) : now };
  }
  return turning;
}

function holdOf(slug: string, to: TroubleState, starts: TurningKept['starts']): number {
  if (to === 'trouble') return HOLD.trouble;
  return (starts[slug]?.length ?? 0) > 1 ? HOLD.wellAfterFlapping : HOLD.well;
}

function recent(times: TurningKept['starts'], now: Instant): TurningKept['starts'] {
  const entries = Object.entries(times).map(
    ([slug, all]) => [slug, all.filter((at) => at <= now && now - at < HOLD.flappingIn)] as const,
  );
  return Object.fromEntries(entries.filter(([, all]) => all.length > 0));
}

interface DueTurn extends Turning {
  readonly slug: string;
  readonly incident: number | null;
  readonly dueAt: Instant;
}

/** Those to be told of now: all that are due, unless others fall due so soon that all can be told at once. */
function release(turns: readonly DueTurn[], now: Instant): readonly DueTurn[] {
  const due = turns.filter(({ dueAt }) => dueAt <= now);
  const first = Math.min(...due.map(({ dueAt }) => dueAt));
  return turns.some(({ dueAt }) => dueAt > now && dueAt <= first + HOLD.gather) ? [] : due;
}

/** Which surgeries are told to be in trouble from now on, and which to be well again. */
export function decideTroubles(
  before: TurningKept,
  standing: Standing,
  seen: SeenTroubles,
  now: Instant,
): DecidedTroubles {
  const known = new Set(seen.branches.map(({ slug }) => slug));
  const turning = turningOf(before, standing, seen, now);
  const starts = recent(before.starts, now);
  const turns = Object.entries(turning).map(([slug, { to, since }]): DueTurn => {
    const incident =
      to === 'trouble' ? sharedIncident(slug, seen.incidents) : (standing.trouble[slug]?.incident ?? null);
    const toldOf = incident === null ? undefined : before.incidents[incident];
    const apart = toldOf === undefined || toldOf > now ? 0 : toldOf + HOLD.incidentApart;
    return { slug, to, since, incident, dueAt: Math.max(since + holdOf(slug, to, starts), apart) };
  });
  const told = (['trouble', 'well'] as const).flatMap((to) =>
    release(
      turns.filter((turn) => turn.to === to),
      now,
    ),
  );

  // A surgery that left the practice is told of no more.
  const trouble = Object.fromEntries(Object.entries(standing.trouble).filter(([slug]) => known.has(slug)));
  const nextStarts = { ...starts };
  const incidents: { [id: string]: Instant } = Object.fromEntries(
    Object.entries(before.incidents).filter(([, at]) => now - at < HOLD.incidentApart),
  );
  for (const { slug, to, incident } of told) {
    delete turning[slug];
    if (incident !== null) incidents[incident] = now;
    if (to === 'well') delete trouble[slug];
    else {
      trouble[slug] = { incident };
      nextStarts[slug] = [...(starts[slug] ?? []), now];
    }
  }
  return { trouble, turning, starts: nextStarts, incidents };
}
