import { parseInstant } from '../../shared/live/parse-frame.ts';
import type { DeviceTime, ServerWord } from '../../shared/outbox/made-ago.ts';
import { SECOND } from '../../shared/practice/instant.ts';
import { STAFF_PATHS } from '../../shared/wire/staff-paths.ts';
import type { OutboxEnvironment } from './outbox-environment.ts';

const ANSWER_WITHIN_MS = 10 * SECOND;

/** Asks the server what time it is; null when no answer of ours came. */
export async function askWord(environment: OutboxEnvironment, time: () => DeviceTime): Promise<ServerWord | null> {
  const limit = new AbortController();
  const cancelLimit = environment.after(ANSWER_WITHIN_MS, () => limit.abort());
  // The answer is younger than the question: what is measured from here is too old rather than too young.
  const asked = time();
  try {
    const answer = await environment.get(STAFF_PATHS.build, {}, limit.signal);
    const body = answer.status === 200 ? await answer.json() : null;
    const now = parseInstant((body as { readonly now?: string } | null)?.now ?? null);
    return now === null ? null : { ...asked, now };
  } catch {
    return null;
  } finally {
    cancelLimit();
  }
}

/** A word of this life, carried on to this moment. */
export function carryOn(word: ServerWord, time: DeviceTime): ServerWord {
  return { ...time, now: word.now + (time.monotonic - word.monotonic) };
}
