import type { Standing } from '../../shared/follow/standing.ts';
import { type Instant, MINUTE, SECOND } from '../../shared/practice/instant.ts';
import { type FollowKeys, unsealAddress } from '../follow/follow-keys.ts';
import type { Clock, Moment } from '../platform/clock.ts';
import type { Db } from '../platform/database.types.ts';
import type { Log } from '../platform/log.ts';
import type { Announcer } from './announce.ts';
import type { Channel, Delivered } from './channel.ts';
import { nextPiece, takeDue, type TakenFollower, takeUntold } from './followers.queries.ts';
import { createDoubt } from './doubt-refusals.ts';
import { createNotes } from './notes.ts';
import type { Pace } from './pace.ts';
import { readStanding } from './telling.queries.ts';
import { decideStep, endTry, type Outcome, untried } from './tell-follower.ts';

export interface CourierDeps {
  readonly db: Db;
  readonly clock: Clock;
  readonly log: Log;
  readonly keys: FollowKeys;
  /** Ours, the one that people use first. */
  readonly origin: () => string;
  readonly announcer: Pick<Announcer, 'announced' | 'board'>;
  /** Of all channels together. */
  readonly pace: Pace;
  readonly onTold: (outcome: Outcome) => void;
}

export interface Courier {
  /** Tells all who are to be told by now; resolves when none is left, or when this process is to tell nobody. */
  run(stopping: AbortSignal): Promise<void>;
}

/** Looked at, and in memory, at once. */
const AT_A_TIME = 100;
/** Longer than it takes to tell those. */
const TAKEN_FOR = 2 * MINUTE;
const FIRST = '00000000-0000-0000-0000-000000000000';
/** The way itself is in trouble: it is left alone for some time, which doubles. */
const REST = { first: 15 * SECOND, longest: 5 * MINUTE } as const;
const STANDINGS_KEPT = 200;

/** Tells by one channel whoever is owed something, a few at a time: who comes back after a crash goes on where it stood. */
export function createCourier(deps: CourierDeps, channel: Channel, ownPace: Pace): Courier {
  const { db, clock, log, keys, announcer, pace, onTold } = deps;
  const notes = createNotes(db, clock);
  const doubt = createDoubt();
  const standings = new Map<number, Standing>();
  /** Of the sweep of all who were not told yet: the announcement it is for, and how far it has come. */
  let sweep: { readonly n: number; readonly after: string; readonly done: boolean } = {
    n: 0,
    after: FIRST,
    done: true,
  };
  let rest: { readonly until: Moment; readonly length: number } | null = null;

  async function standingAt(n: number): Promise<Standing> {
    const known = standings.get(n);
    if (known) return known;
    const read = await readStanding(db, n);
    if (standings.size >= STANDINGS_KEPT) standings.clear();
    standings.set(n, read);
    return read;
  }

  const isResting = () => rest !== null && clock.monotonic() < rest.until;

  function noteTrouble(delivered: Delivered): void {
    if (delivered.kind === 'sent') rest = null;
    if (delivered.kind !== 'failed' || !delivered.all || isResting()) return;
    const length = Math.min(REST.longest, Math.max(delivered.retryAfter ?? 0, rest ? rest.length * 2 : REST.first));
    rest = { until: clock.monotonic() + length, length };
    const { status, reason } = delivered;
    log.warn({ channel: channel.name, status, reason, rest: length }, 'followers cannot be told; it is tried again');
  }

  async function tellOne(follower: TakenFollower, stopping: AbortSignal): Promise<void> {
    const address = unsealAddress(keys, follower.address_sealed, follower.address_digest);
    if (address === null) {
      // With another secret nobody can read where to tell them.
      notes.add(untried(follower, clock.now() + MINUTE * 60));
      return;
    }
    const told = await standingAt(follower.told_through);
    const isUnsure = follower.taken > 1;
    const perhaps = isUnsure && follower.tried_through !== null ? await standingAt(follower.tried_through) : null;
    const decide = () => {
      const announced = announcer.announced();
      const board = announcer.board();
      if (!announced || !board || stopping.aborted || isResting()) return null;
      return {
        announced,
        board,
        step: decideStep({ follower, told, perhaps }, channel, announced, board, clock.now()),
      };
    };
    const first = decide();
    if (first?.step.do === 'note') return void notes.add(first.step.noted);
    if (first) await Promise.all([pace.turn(stopping), ownPace.turn(stopping)]);
    // Once more: it may have become something else while they waited for their turn.
    const decided = first && decide();
    if (!decided) return void notes.add(untried(follower, clock.now()));
    const { announced, board, step } = decided;
    if (step.do === 'note') return void notes.add(step.noted);
    const scene = { board, now: clock.now(), origin: deps.origin() };
    const answer = await channel.deliver(
      {
        id: step.id,
        follower: follower.id,
        address,
        owed: step.decided.owed,
        scene,
        isUnsure,
      },
      stopping,
    );
    const delivered = doubt(answer);
    noteTrouble(delivered);
    const { outcome, noted } = endTry(follower, delivered, step.decided, announced, clock.now());
    if (noted) notes.add(noted);
    else notes.drop(follower.id);
    onTold(outcome);
    if (outcome === 'given-up' || outcome === 'gone') {
      const { status, reason } = delivered as Exclude<Delivered, { readonly kind: 'sent' }>;
      log.info({ channel: channel.name, follower: follower.id, status, reason, outcome }, 'a follower was not reached');
    }
  }

  async function tellAll(followers: readonly TakenFollower[], stopping: AbortSignal): Promise<void> {
    const waiting = followers.values();
    const lane = async () => {
      for (const follower of waiting) await tellOne(follower, stopping);
    };
    await Promise.all(Array.from({ length: Math.min(channel.atOnce, followers.length) }, lane));
    await notes.written();
  }

  /** null: nobody is left. */
  async function takeNext(n: number, now: Instant): Promise<readonly TakenFollower[] | null> {
    const request = { channel: channel.name, now, until: now + TAKEN_FOR, limit: AT_A_TIME, head: n };
    const due = await takeDue(db, request);
    if (due.length > 0) return due;
    if (sweep.n !== n) sweep = { n, after: FIRST, done: false };
    if (sweep.done) return null;
    const piece = await nextPiece(db, sweep.after, AT_A_TIME);
    const untold = await takeUntold(db, request, piece);
    sweep = { n, after: piece.upTo ?? sweep.after, done: piece.upTo === null };
    return untold;
  }

  return {
    async run(stopping) {
      while (!stopping.aborted && !isResting() && announcer.board()) {
        const announced = announcer.announced();
        if (!announced) return;
        const taken = await takeNext(announced.n, clock.now());
        if (!taken) return;
        await tellAll(taken, stopping);
      }
    },
  };
}
