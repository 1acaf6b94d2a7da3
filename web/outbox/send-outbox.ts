import { decideEntry, type EntryAnswer, nextToSend, seenSince } from '../../shared/outbox/decide-entry.ts';
import type { OutboxEntry } from '../../shared/outbox/entry.ts';
import type { DeviceTime, ServerWord } from '../../shared/outbox/made-ago.ts';
import { toAnswer } from '../../shared/outbox/to-answer.ts';
import { toRequest } from '../../shared/outbox/to-request.ts';
import { SECOND } from '../../shared/practice/instant.ts';
import { branchPath } from '../../shared/wire/paths.ts';
import { SAID_BY_HEADER } from '../../shared/wire/said-by.ts';
import { OUTBOX } from '../../shared/words/staff-outbox.ts';
import { send } from '../staff/send.ts';
import type { EntryStore } from './entries.store.ts';
import { aloneOnDevice, type OutboxEnvironment } from './outbox-environment.ts';
import { askWord, carryOn } from './server-word.ts';

export interface OutboxSender {
  readonly environment: OutboxEnvironment;
  readonly store: EntryStore;
  readonly time: () => DeviceTime;
  /** What time it is for the server, as far as it is known without asking. */
  readonly word: () => ServerWord | null;
  /** Entries changed. */
  readonly onChange: () => void;
}

/** How a pass ended: `later` and `signed-out` leave something that waits. */
export type PassResult = 'done' | 'later' | 'signed-out';

/** What goes again says anew how long ago it was said, because the device may have slept meanwhile: whoever calls comes again. */
const TRIES = 1;
/** For so long the clocks of a worker are taken on trust: one of them may stand still while it sleeps. */
const WORD_HOLDS_MS = 30 * SECOND;

function isOld(word: ServerWord, time: DeviceTime): boolean {
  return Math.max(time.monotonic - word.monotonic, time.wall - word.wall) > WORD_HOLDS_MS;
}

async function answerOf({ environment }: OutboxSender, entry: OutboxEntry, word: ServerWord) {
  const request = toRequest(entry, word);
  if (request.kind === 'too-old') {
    const refused: EntryAnswer = { kind: 'refused', why: 'too-old', detail: OUTBOX.tooOld, faults: [] };
    return { answer: refused, isQueued: true };
  }
  const result = await send(environment, {
    path: branchPath(entry.branch, 'reports'),
    body: request.body,
    key: entry.key,
    ifMatch: entry.seen,
    headers: { [SAID_BY_HEADER]: entry.person },
    tries: TRIES,
  });
  return { answer: toAnswer(result), isQueued: request.isQueued };
}

/** No other entry of this person can go now either. */
async function holdAll({ store }: OutboxSender, person: string, answer: EntryAnswer): Promise<void> {
  for (const { key, person: of, state } of await store.all()) {
    if (of === person && state.kind === 'waiting') await store.update(key, (entry) => decideEntry(entry, answer));
  }
}

const NO_CONNECTION: EntryAnswer = { kind: 'later', why: 'no-connection', detail: null };

/** For whoever is the only one on the device already. */
export async function sendAlone(sender: OutboxSender, person: string): Promise<PassResult> {
  const { environment, store, time, onChange } = sender;
  const held = new Set<string>();
  let asked: ServerWord | null = null;

  async function currentWord(): Promise<ServerWord | null> {
    const known = sender.word();
    if (known) return known;
    if (asked === null || isOld(asked, time())) asked = await askWord(environment, time);
    return asked && carryOn(asked, time());
  }

  for (;;) {
    const entry = nextToSend(await store.all(), person, held);
    if (!entry) return held.size > 0 ? 'later' : 'done';
    const word = await currentWord();
    const { answer, isQueued } = word
      ? await answerOf(sender, entry, word)
      : { answer: NO_CONNECTION, isQueued: false };
    const isForAll = answer.kind === 'later' && answer.why !== 'busy';
    if (isForAll) await holdAll(sender, person, answer);
    else await store.update(entry.key, (one) => decideEntry(one, answer));
    if (answer.kind === 'stored' && !isQueued) {
      for (const { key, seen } of seenSince(await store.all(), entry, answer.seq))
        await store.update(key, (one) => ({ ...one, seen }));
    }
    onChange();
    if (isForAll) return answer.why === 'signed-out' ? 'signed-out' : 'later';
    if (answer.kind === 'later') held.add(entry.branch);
  }
}

/** Sends what waits for this person, in order, while nobody else on the device does. */
export function sendOutbox(sender: OutboxSender, person: string): Promise<PassResult> {
  return aloneOnDevice(() => sendAlone(sender, person));
}
