import { checkSilence } from '../../shared/contact/check-silence.ts';
import { type ContactRecord, type ContactStep, NEVER_HEARD } from '../../shared/contact/contact-record.ts';
import { hearBeat } from '../../shared/contact/hear-beat.ts';
import { restartContact } from '../../shared/contact/resume-watch.ts';
import { takeWord, type Word } from '../../shared/contact/take-word.ts';
import { HOUR, type Instant, SECOND } from '../../shared/practice/instant.ts';

/** What happens to one branch, in seconds from the start. */
export interface ContactScript {
  readonly beats: readonly number[];
  readonly until: number;
  /** `['down', 80]` is said and arrives at 80 s, `['works', 80, 200]` is said at 80 s and arrives at 200 s. */
  readonly words?: readonly (readonly [Word['says'], number, number?])[];
  /** When a server starts that finds the record as the last one left it. */
  readonly restarts?: readonly number[];
  /** From when to when nobody looks. */
  readonly away?: readonly [number, number];
  /** In seconds; the interval of the sender. */
  readonly every?: number;
  readonly start?: Instant;
  /** When the branch had opened at an instant; without it, long before the start. */
  readonly openedAt?: (now: Instant) => Instant | null;
}

export interface ContactRun {
  /** `180 lost, public`: what was appended, and the second at which. */
  readonly moves: readonly string[];
  /** `75 ask`. */
  readonly effects: readonly string[];
  readonly record: ContactRecord;
  /** In seconds, where the outage it is in began. */
  readonly outageFrom: number | null;
}

const START = Date.UTC(2019, 11, 31, 10, 32);

/** Beats from one second to another, every 20 s. */
export function beating(from: number, to: number, every = 20): number[] {
  return Array.from({ length: Math.floor((to - from) / every) + 1 }, (_, n) => from + n * every);
}

/** Lets a branch go through a script, with a look at it every second. */
export function runContact(script: ContactScript): ContactRun {
  const { start = START, openedAt = () => start - 5 * HOUR, every = 20 } = script;
  const moves: string[] = [];
  const effects: string[] = [];
  let record = NEVER_HEARD;
  const second = (at: Instant) => Math.round((at - start) / SECOND);
  const take = (step: ContactStep, now: Instant) => {
    record = step.record;
    moves.push(
      ...step.signals.map(
        ({ at, contact, public: isPublic }) => `${second(at)} ${contact}${isPublic ? ', public' : ''}`,
      ),
    );
    effects.push(...step.effects.map((effect) => `${second(now)} ${effect}`));
  };
  const beats = new Set(script.beats);
  for (let n = 0; n <= script.until; n += 1) {
    const now = start + n * SECOND;
    if (beats.has(n)) take(hearBeat(record, { at: now, every: every * SECOND }), now);
    for (const [says, said, arrives = said] of script.words ?? []) {
      if (arrives === n) take(takeWord(record, { says, at: start + said * SECOND }, now), now);
    }
    if (script.restarts?.includes(n)) record = restartContact(record, now);
    const isAway = script.away !== undefined && n >= script.away[0] && n < script.away[1];
    if (!isAway) take(checkSilence(record, now, openedAt(now)), now);
  }
  return { moves, effects, record, outageFrom: record.outageFrom === null ? null : second(record.outageFrom) };
}
