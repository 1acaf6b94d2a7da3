import { createHash } from 'node:crypto';
import { decideOwed, type DecidedOwed, isNothing } from '../../shared/follow/decide-owed.ts';
import { decideRetry } from '../../shared/follow/decide-retry.ts';
import { quietUntil } from '../../shared/follow/quiet-hours.ts';
import type { Standing } from '../../shared/follow/standing.ts';
import { type Instant, MINUTE } from '../../shared/practice/instant.ts';
import type { PublicBoard } from '../../shared/wire/public-board.ts';
import { NOT_CONNECTED } from '../sending/outbox.ts';
import type { Announced } from './announce.ts';
import type { Channel, Delivered } from './channel.ts';
import type { Noted, TakenFollower } from './followers.queries.ts';

/** What the board shows otherwise at the moment is looked at again after this. */
const LOOK_AGAIN = 5 * MINUTE;
/** Of an address that takes nothing: so many messages in a row, and nobody is there. */
const REFUSALS_AT_MOST = 3;

/** What one of those who follow was told, and what is to be told. */
export interface Telling {
  readonly follower: TakenFollower;
  /** What stood when they were told last. */
  readonly told: Standing;
  /** What they may have been told by a try that nobody knows the end of; null: there is none. */
  readonly perhaps: Standing | null;
}

/** What to do with one who is in hand: tell them, or note something of them. */
export type NextStep =
  | { readonly do: 'tell'; readonly id: string; readonly decided: DecidedOwed }
  | { readonly do: 'note'; readonly noted: Noted };

const SURE = { taken: 0, tried_through: null } as const;

function noteOf(follower: TakenFollower, changes: Partial<Noted>): Noted {
  const { id, told_through, apart, messages, tries, tried_since, failures } = follower;
  return { id, told_through, apart, messages, tries, tried_since, failures, next_try_at: null, ...SURE, ...changes };
}

/** They are told all that there is, but for what the board shows otherwise. */
function upToDate(follower: TakenFollower, { n }: Announced, { except }: DecidedOwed, now: Instant): Noted {
  const isApart = Object.keys(except).length > 0;
  return noteOf(follower, {
    told_through: n,
    apart: isApart ? except : null,
    tries: 0,
    tried_since: null,
    next_try_at: isApart ? new Date(now + LOOK_AGAIN) : null,
  });
}

function idOf({ id, messages }: TakenFollower, { n }: Announced): string {
  return createHash('sha256').update(`${id}:${messages}:${n}`).digest('hex').slice(0, 32);
}

/** Decides by what is announced and by what the board shows at this moment. */
export function decideStep(
  { follower, told, perhaps }: Telling,
  channel: Pick<Channel, 'name'>,
  announced: Announced,
  board: PublicBoard,
  now: Instant,
): NextStep {
  const { branches, kinds, apart } = follower;
  const owedSince = (standing: Standing) =>
    decideOwed({ branches, kinds }, { standing, except: apart ?? {} }, announced.standing, board);
  const sure = owedSince(told);
  // Who may have read of a trouble that is over is told so, although it may be the first they hear of it.
  const decided = perhaps && isNothing(sure.owed) ? owedSince(perhaps) : sure;
  if (isNothing(decided.owed)) return { do: 'note', noted: upToDate(follower, announced, decided, now) };
  const quiet = channel.name === 'text' ? quietUntil(now, board.practice.timeZone) : null;
  if (quiet !== null) return { do: 'note', noted: noteOf(follower, { next_try_at: new Date(quiet) }) };
  return { do: 'tell', id: idOf(follower, announced), decided };
}

/** It could not be tried: as if they had not been taken. */
export function untried(follower: TakenFollower, again: Instant): Noted {
  const { taken, tried_through } = follower;
  return noteOf(follower, { next_try_at: new Date(again), ...(taken > 1 && { taken: 1, tried_through }) });
}

export type Outcome = 'sent' | 'failed' | 'given-up' | 'gone';

/** What became of a message. */
export interface Ended {
  readonly outcome: Outcome;
  /** null: they follow no more. */
  readonly noted: Noted | null;
}

/** Notes how a try ended. */
export function endTry(
  follower: TakenFollower,
  delivered: Delivered,
  decided: DecidedOwed,
  announced: Announced,
  now: Instant,
): Ended {
  const done = { ...upToDate(follower, announced, decided, now), messages: follower.messages + 1 };
  // They were not told: the next time they are told what there is then.
  const givenUp = noteOf(follower, { tries: 0, tried_since: null });
  switch (delivered.kind) {
    case 'sent':
      return { outcome: 'sent', noted: { ...done, failures: 0 } };
    case 'gone':
      return { outcome: 'gone', noted: null };
    case 'refused': {
      const failures = follower.failures + (delivered.counts ? 1 : 0);
      return failures >= REFUSALS_AT_MOST
        ? { outcome: 'gone', noted: null }
        : { outcome: 'given-up', noted: { ...givenUp, failures } };
    }
    case 'failed': {
      // No answer is no refusal: it may have arrived.
      const unsure =
        delivered.status === null && delivered.reason !== NOT_CONNECTED
          ? ({ taken: 1, tried_through: announced.n } as const)
          : SURE;
      const tries = follower.tries + 1;
      const since = follower.tried_since?.getTime() ?? now;
      // What ails all of them is waited for together, and not by each ever longer.
      const waits = delivered.all ? 1 : tries;
      const again = decideRetry({ since, tries: waits, retryAfter: delivered.retryAfter }, now);
      if (again === null) return { outcome: 'given-up', noted: givenUp };
      const next = { tries, tried_since: new Date(since), next_try_at: new Date(again), ...unsure };
      return { outcome: 'failed', noted: noteOf(follower, next) };
    }
  }
}
