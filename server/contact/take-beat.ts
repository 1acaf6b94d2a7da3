import { silenceLimits } from '../../shared/contact/contact-limits.ts';
import { type Instant, SECOND } from '../../shared/practice/instant.ts';
import type { BeatBody } from '../../shared/wire/beats.ts';
import type { CheckedService, Heard, KeptBoot, KeptCheck, KeptChecks } from './heard.ts';

/** A beat that came in by a token. */
export interface TakenBeat {
  readonly body: BeatBody;
  readonly at: Instant;
  readonly token: string;
}

/** Of so many starts it is known which beats came: two PCs of a branch, each restarted now and then. */
const BOOTS_KEPT = 8;

/** What is heard of a source after this beat; null when the beat was heard before. */
export function takeBeat(last: Heard | null, { body, at, token }: TakenBeat): Heard | null {
  const { boot, n, every, checks } = body;
  if (isReplay(last, body)) return null;
  const others = (last?.boots ?? []).filter((known) => known.boot !== boot);
  const unbroken = last !== null && at - last.at < silenceLimits(last.everyMs).late;
  return {
    at,
    everyMs: every * SECOND,
    inRow: unbroken ? last.inRow + 1 : 1,
    unbrokenFrom: unbroken ? last.unbrokenFrom : at,
    boots: [{ boot, n }, ...others].slice(0, BOOTS_KEPT),
    checks: takeChecks(last?.checks ?? {}, checks, at),
    token,
  };
}

function isReplay(last: Heard | null, { boot, n }: BeatBody): boolean {
  const known = bootOf(last, boot);
  return known !== undefined && n <= known.n;
}

function bootOf(last: Heard | null, boot: string): KeptBoot | undefined {
  return last?.boots.find((known) => known.boot === boot);
}

/** Whether it is the very next after one that is known: then no other instance has heard anything in between. */
export function isNext(last: Heard | null, { boot, n }: BeatBody): boolean {
  return bootOf(last, boot)?.n === n - 1;
}

/** What a beat says nothing about stands as it was last said, and grows old. */
function takeChecks(kept: KeptChecks, said: BeatBody['checks'], at: Instant): KeptChecks {
  const next: { [S in CheckedService]?: KeptCheck } = { ...kept };
  for (const [name, state] of Object.entries(said)) {
    const service = name as CheckedService;
    const before = kept[service];
    next[service] = { state, since: before?.state === state ? before.since : at, at };
  }
  return next;
}
