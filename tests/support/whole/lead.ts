import type { ReportContent } from '../../../shared/facts/check-report.ts';
import { reconnectDelay } from '../../../shared/live/backoff.ts';
import { NEW_STATE } from '../../../shared/outbox/decide-entry.ts';
import { isWaiting, type OutboxEntry } from '../../../shared/outbox/entry.ts';
import type { ServerWord } from '../../../shared/outbox/made-ago.ts';
import { type Instant, MINUTE, SECOND } from '../../../shared/practice/instant.ts';
import type { StaffBoard } from '../../../shared/wire/staff-board.ts';
import { openEntryStore } from '../../../web/outbox/entries.store.ts';
import { sendAlone } from '../../../web/outbox/send-outbox.ts';
import type { Page } from './page.ts';
import { openPhone, type PhoneParts } from './phone.ts';

/** One thing that a lead said, from the tap to the answer. */
export interface Said {
  readonly key: string;
  readonly branch: string;
  readonly content: ReportContent;
  /** In truth. */
  readonly madeAt: Instant;
  tries: number;
  outcome: 'waiting' | 'acknowledged' | 'theirs' | 'refused';
  /** seq by which it was acknowledged. */
  seq: number | null;
}

export interface Lead {
  readonly said: readonly Said[];
  /** Says nothing new; what waits is still sent. */
  rest(): void;
}

export interface LeadParts extends Omit<PhoneParts, 'onTry'> {
  readonly now: () => Instant;
  readonly note: (text: string) => void;
  readonly onAcknowledged: (said: Said) => void;
}

const SPEAKS_EVERY = 140 * SECOND;
/** Who has opened the page says two things as often as one. */
const ONE_MORE = { share: 0.4, within: 3 * SECOND };
const STATES = ['working', 'degraded', 'down', 'working', 'unknown'] as const;

/** A person with the lead's page and its outbox: what was said is sent, with one key, until somebody answers. */
export function startLead(page: Page, branches: readonly string[], parts: LeadParts): Lead {
  const { chance, now, note, onAcknowledged } = parts;
  const { machine } = page;
  const said: Said[] = [];
  const onTry = (key: string) => {
    const one = said.find((other) => other.key === key);
    if (one) one.tries += 1;
  };
  const phone = openPhone(page, { ...parts, onTry });
  const opening = openEntryStore();
  let lastWord: ServerWord | null = null;
  let isSending = false;
  let isWanted = false;
  let failed = 0;
  let resting = false;
  const pick = <T>(of: readonly T[]): T => of[Math.floor(chance.next() * of.length)] as T;

  function makeContent(): ReportContent {
    switch (Math.floor(chance.next() * 6)) {
      case 0:
        return { gps: { expected: 8, offSick: Math.floor(chance.next() * 8), away: 0, locums: 0 } };
      case 1:
        return { access: pick(['open', 'phone-only', 'closed'] as const) };
      case 2:
        return { message: `Read this: ${said.length}` };
      case 3:
        return { it: { records: pick(STATES), phones: pick(STATES) } };
      default:
        return { it: { internet: pick(STATES) } };
    }
  }

  function liveWord(): ServerWord | null {
    const view = page.view();
    if (view?.freshness === 'live') lastWord = { ...phone.time(), now: view.now };
    return view?.freshness === 'live' ? lastWord : null;
  }

  function say(branch: string, what: ReportContent, seen: number): void {
    const key = phone.environment.newKey();
    // By its note a report is found in the journal.
    const content = { ...what, note: `${key} by ${machine.name}` };
    said.push({ key, branch, content, madeAt: now(), tries: 0, outcome: 'waiting', seq: null });
    note(`${key} is said of ${branch}: ${JSON.stringify(what)}`);
    const made = { ...phone.time(), word: liveWord() ?? lastWord };
    const entry = { key, person: machine.name, branch, branchName: branch, content, seen, made, waited: false };
    void opening.then((store) => store.add({ ...entry, draft: null, state: NEW_STATE })).then(run);
  }

  /** As the page's outbox does: again and again, later each time. */
  async function run(): Promise<void> {
    if (isSending) {
      isWanted = true;
      return;
    }
    isSending = true;
    const store = await opening;
    const { environment, time } = phone;
    const sender = { environment, store, time, word: liveWord, onChange: () => void look() };
    const result = await sendAlone(sender, machine.name);
    isSending = false;
    await look();
    failed = result === 'later' ? failed + 1 : 0;
    if (isWanted) {
      isWanted = false;
      void run();
    } else if (result === 'later') machine.after(reconnectDelay(failed, chance.next), () => void run());
  }

  async function look(): Promise<void> {
    for (const entry of await (await opening).all()) {
      const one = said.find(({ key }) => key === entry.key);
      if (one?.outcome === 'waiting' && !isWaiting(entry)) settle(one, entry);
    }
  }

  function settle(one: Said, { state }: OutboxEntry): void {
    if (state.kind === 'sent' || (state.kind === 'changed' && state.isStored)) {
      one.outcome = 'acknowledged';
      one.seq = state.seq;
      note(`${one.key} is acknowledged as ${state.seq}, at try ${one.tries}`);
      onAcknowledged(one);
    } else if (state.kind === 'changed') {
      one.outcome = 'theirs';
      note(`${one.key} meets what others said up to ${state.seq}`);
      if (!resting && chance.next() < 0.5) say(one.branch, one.content, state.seq);
    } else {
      one.outcome = 'refused';
      note(`${one.key} is refused: ${JSON.stringify(state)}`);
    }
  }

  /** What the page shows of the branch is what its lead has seen. */
  function seenOf(branch: string): number | null {
    const board = page.view()?.board as StaffBoard | undefined;
    return board?.branches.find(({ slug }) => slug === branch)?.seq ?? null;
  }

  function next(): void {
    const wait = chance.next() < ONE_MORE.share ? chance.between(0, ONE_MORE.within) : chance.wait(SPEAKS_EVERY);
    machine.after(Math.min(wait, 5 * MINUTE), () => {
      if (resting) return;
      const branch = pick(branches);
      const seen = seenOf(branch);
      if (seen !== null) say(branch, makeContent(), seen);
      next();
    });
  }

  // What time it is for the server is known for as long as the page is live.
  machine.every(5 * SECOND, liveWord);
  next();
  return {
    said,
    rest() {
      resting = true;
    },
  };
}
