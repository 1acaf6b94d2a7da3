import { onTestFinished } from 'vitest';
import { type Follower, type FollowerOptions, followJournal } from '../../server/journal/follow.ts';
import type { Head } from '../../server/journal/head.ts';
import type { DatabaseHandle } from '../../server/platform/database.ts';
import type { Moment } from '../../server/platform/clock.ts';
import { createSteppedClock, type SteppedClock } from '../../server/platform/stepped-clock.ts';
import type { Fact } from '../../shared/facts/fact.ts';
import { AT } from './sample-facts.ts';

export interface FollowedJournal {
  readonly follower: Follower;
  readonly clock: SteppedClock;
  readonly seqs: readonly number[];
  readonly batches: readonly number[];
  readonly checks: readonly { readonly head: Head; readonly readAt: Moment }[];
  readonly aways: readonly unknown[];
  readonly epochs: readonly Head[];
  /** Messages logged. */
  readonly said: readonly string[];
  /** Resolves as soon as the condition holds; it is looked at after everything the follower says. */
  until(condition: () => boolean): Promise<void>;
}

/** A follower on a clock that stands still, with all it says; stopped when the test is finished. */
export function follow(
  database: DatabaseHandle,
  options: FollowerOptions & {
    readonly clock?: SteppedClock;
    readonly onFacts?: (facts: readonly Fact[]) => void;
  } = {},
): FollowedJournal {
  const { clock = createSteppedClock(AT), onFacts, ...rest } = options;
  const seqs: number[] = [];
  const batches: number[] = [];
  const checks: { head: Head; readAt: Moment }[] = [];
  const aways: unknown[] = [];
  const epochs: Head[] = [];
  const said: string[] = [];
  const waiting = new Set<() => void>();

  function happened(): void {
    for (const look of waiting) look();
  }
  function say(_fields: object, message: string): void {
    said.push(message);
    happened();
  }

  const follower = followJournal(
    {
      database,
      clock,
      log: { info: say, warn: say, error: say },
      onFacts(facts) {
        onFacts?.(facts);
        seqs.push(...facts.map((fact) => fact.seq));
        batches.push(facts.length);
        happened();
      },
      onChecked(head, readAt) {
        checks.push({ head, readAt });
        happened();
      },
      onEpochChange(head) {
        epochs.push(head);
        seqs.length = 0;
        happened();
      },
      onAway(error) {
        aways.push(error);
        happened();
      },
    },
    rest,
  );
  onTestFinished(() => follower.stop());

  function until(condition: () => boolean): Promise<void> {
    return new Promise((resolve) => {
      const look = (): void => {
        if (!condition()) return;
        waiting.delete(look);
        resolve();
      };
      waiting.add(look);
      look();
    });
  }
  return { follower, clock, seqs, batches, checks, aways, epochs, said, until };
}
