import { reconnectDelay } from '../../shared/live/backoff.ts';
import { NEW_STATE } from '../../shared/outbox/decide-entry.ts';
import { isUnsettled, isWaiting, type OutboxEntry } from '../../shared/outbox/entry.ts';
import { madeAgo, type ServerWord } from '../../shared/outbox/made-ago.ts';
import { HOUR } from '../../shared/practice/instant.ts';
import type { Cancel } from '../live/environment.ts';
import type { Face } from '../staff/open-face.ts';
import { askForSync } from './ask-for-sync.ts';
import { type NewEntry, openEntryStore, storeInMemory } from './entries.store.ts';
import { type KeptSight, keepSight, toKeptBoard } from './kept.store.ts';
import { createLife, findSiblings } from './outbox-environment.ts';
import { sendOutbox } from './send-outbox.ts';

/** What somebody says of a branch. */
export type Said = Pick<OutboxEntry, 'branch' | 'branchName' | 'content' | 'seen'> & {
  /** What it was typed into, if anything. */
  readonly draft?: unknown;
};

/** What is on its way from this device, of whoever is signed in. */
export interface Outbox {
  /** Oldest first. */
  entries(): readonly OutboxEntry[];
  find(key: string): OutboxEntry | null;
  /** How many wait for somebody else to sign in. */
  others(): number;
  /** How long ago something was said, in ms. */
  ageOf(entry: OutboxEntry): number;
  isSending(): boolean;
  subscribe(listener: () => void): () => void;
  /** Keeps it, and sends it as soon as it can be sent. Gives the key by which it is found again. */
  say(said: Said): string;
  tryNow(): void;
  remove(key: string): void;
}

/** What is sent need not be shown for longer. */
const SENT_SHOWN_MS = 12 * HOUR;

/** Opens the outbox of a page. `kept` is what the page was opened with, where there was no network. */
export function openOutbox(face: Face, kept: Promise<KeptSight | null>): Outbox {
  const { environment } = face;
  const time = createLife(environment);
  let opening = openEntryStore();
  const siblings = findSiblings();
  const listeners = new Set<() => void>();
  let all: readonly OutboxEntry[] = [];
  /** What is shown already and lies not yet on the device, and what lies there still and is not shown any more. */
  const adding = new Map<string, OutboxEntry>();
  const removing = new Set<string>();
  let lastWord: ServerWord | null = null;
  let isSending = false;
  /** Something happened while a pass was under way. */
  let isWanted = false;
  let failed = 0;
  let cancelRetry: Cancel = () => {};

  const me = () => face.session()?.id ?? null;
  const tell = () => {
    for (const listener of listeners) listener();
  };

  /** Only a page that is live knows what time it is for the server. */
  function liveWord(): ServerWord | null {
    const board = face.board();
    return board.kind === 'open' && board.view.freshness === 'live' ? { ...time(), now: board.view.now } : null;
  }

  async function reload(): Promise<void> {
    const kept = (await (await opening).all()).filter(({ key }) => !removing.has(key));
    for (const { key } of kept) adding.delete(key);
    all = [...kept, ...adding.values()];
    tell();
  }

  function onChange(): void {
    siblings.tell();
    void reload();
  }

  function hasWaiting(): boolean {
    return all.some((entry) => entry.person === me() && isWaiting(entry));
  }

  async function run(): Promise<void> {
    const person = me();
    cancelRetry();
    if (person === null || !hasWaiting()) return;
    if (isSending) {
      isWanted = true;
      return;
    }
    isSending = true;
    tell();
    const sender = { environment, store: await opening, time, word: liveWord, onChange };
    const result = await sendOutbox(sender, person).catch(() => 'later' as const);
    isSending = false;
    await reload();
    failed = result === 'later' ? failed + 1 : 0;
    if (isWanted) {
      isWanted = false;
      void run();
    } else if (result === 'later') cancelRetry = environment.after(reconnectDelay(failed, environment.random), run);
  }

  async function keep(entry: NewEntry): Promise<void> {
    const store = await opening;
    await store.add(entry).catch(() => {
      // The device is full, or its store is broken: the page itself holds it from here on.
      const memory = storeInMemory();
      opening = Promise.resolve(memory);
      return memory.add(entry);
    });
  }

  function keepWhatIsSeen(): void {
    const word = liveWord();
    const session = face.session();
    const board = face.board();
    if (word) lastWord = word;
    // People of operations use computers that others use too.
    if (!word || board.kind !== 'open' || session?.role !== 'lead') return;
    const { view } = board;
    void keepSight({ session, board: toKeptBoard(view.board, session), checkedAt: view.checkedAt, word });
  }

  let person = me();
  face.subscribe(() => {
    keepWhatIsSeen();
    if (person === me()) return;
    person = me();
    tell();
    void run();
  });
  environment.onWake(() => void run());
  siblings.onTold(() => void reload());
  void kept.then((sight) => {
    lastWord ??= sight?.word ?? null;
  });

  async function start(): Promise<void> {
    const store = await opening;
    const now = environment.deviceClock();
    for (const { key, state, made } of await store.all())
      if (state.kind === 'sent' && Math.abs(now - made.wall) > SENT_SHOWN_MS) await store.remove(key);
    await reload();
    void run();
  }
  void start();

  return {
    entries: () => all.filter((entry) => entry.person === me()),
    find: (key) => all.find((entry) => entry.key === key) ?? null,
    others: () => (me() === null ? 0 : all.filter((entry) => entry.person !== me() && isUnsettled(entry)).length),
    ageOf({ made }) {
      const word = liveWord();
      return word ? madeAgo(made, word) : madeAgo({ ...made, word: null }, { ...time(), now: 0 });
    },
    isSending: () => isSending,
    subscribe(listener) {
      listeners.add(listener);
      return () => listeners.delete(listener);
    },
    say({ branch, branchName, content, seen, draft = null }) {
      const key = environment.newKey();
      const made = { ...time(), word: liveWord() ?? lastWord };
      const entry = { key, person: me() ?? '', branch, branchName, content, seen, made, waited: false, draft };
      // It is shown before it is kept: a device may be slow.
      adding.set(key, { ...entry, state: NEW_STATE, order: Number.MAX_SAFE_INTEGER });
      all = [...all.filter((one) => !adding.has(one.key)), ...adding.values()];
      tell();
      void keep({ ...entry, state: NEW_STATE })
        .then(onChange)
        .then(run);
      askForSync();
      return key;
    },
    tryNow: () => void run(),
    remove(key) {
      removing.add(key);
      adding.delete(key);
      all = all.filter((entry) => entry.key !== key);
      tell();
      void opening.then((store) => store.remove(key)).then(onChange);
    },
  };
}
